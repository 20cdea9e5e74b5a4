"""What systemd does and is told: sd_listen_fds(3), sd_notify(3), sd_watchdog_enabled(3)."""

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


def test_the_manager_is_told_of_the_start_of_life_and_of_the_end(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(30)
        environment = {"PATH": os.environ["PATH"], "NOTIFY_SOCKET": str(tmp_path / "notify"),
                       "WATCHDOG_USEC": "100000",
                       "ARENA_ADMIN_TOKEN": "an-admin-token-that-is-long-enough-0001"}
        server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--data", tmp_path / "data"], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert manager.recv(200) == b"READY=1\nSTATUS=serving"
        assert [manager.recv(200) for _ in range(5)] == [b"WATCHDOG=1"] * 5
        server.send_signal(signal.SIGTERM)
        rest = iter(lambda: manager.recv(200), b"STOPPING=1")
        assert set(rest) <= {b"WATCHDOG=1"}
        assert server.wait(30) == 0, server.stderr.read()
