"""A socket that systemd opens is listened at from before the server starts (sd_listen_fds(3))."""

import http.client
import os
import signal
import socket
import subprocess

from running_arena import BINARY


def start(listener, folder, claimed_pid):
    """The server as systemd starts it: the socket as descriptor 3, told by the environment."""
    environment = {"PATH": os.environ["PATH"], "LISTEN_FDS": "1",
                   "ARENA_ADMIN_TOKEN": "an-admin-token-that-is-long-enough-0001"}
    script = f"LISTEN_PID={claimed_pid} exec {BINARY} serve --port 0 --data {folder}/data"
    return subprocess.Popen(
        ["sh", "-c", script + " 3<&0"], env=environment, stdin=listener, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)


def test_an_inherited_socket_is_served(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        # What comes before the server is there waits for it.
        early = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        early.request("GET", "/readyz")
        server = start(listener, tmp_path, "$$")
        assert server.stdout.readline() == f"listening on http://127.0.0.1:{port}\n"
        assert early.getresponse().status == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0, server.stderr.read()


def test_a_socket_of_another_process_is_left_alone(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = start(listener, tmp_path, "1")
        line = server.stdout.readline()
        assert line.startswith("listening on http://127.0.0.1:")
        assert not line.endswith(f":{listener.getsockname()[1]}\n")
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
