"""A server with few descriptors: it says so to those it has no room for, and serves the others."""

import http.client
import json
import resource
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from crowd import Pace, ask, connect, cpu_time
from running_arena import RunningArena, message

DESCRIPTORS = 64
CLIENTS = 200
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture(name="server")
def _server(tmp_path):
    with RunningArena(tmp_path, prefix=("prlimit", f"--nofile={DESCRIPTORS}")) as arena:
        yield arena


def outcome(connection):
    """The first bytes of an answer, or nothing where the connection is reset or silent."""
    try:
        connection.sendall(REQUEST)
        return connection.recv(1 << 16)
    except OSError:
        return b""


def set_limit(arena, descriptors):
    """Changes the soft limit of the running server."""
    resource.prlimit(arena.pid, resource.RLIMIT_NOFILE, (descriptors, DESCRIPTORS))


def test_a_full_house_is_told_at_once_and_served_again_when_there_is_room(server):
    with ExitStack() as stack:
        first = stack.enter_context(connect(server.port))
        ask(first, REQUEST)
        begin = time.monotonic()
        clients = [stack.enter_context(connect(server.port)) for _ in range(CLIENTS)]
        answers = [outcome(client) for client in clients]
        took = time.monotonic() - begin
        served = [answer for answer in answers if answer.startswith(b"HTTP/1.1 200 ")]
        refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
        print(f"\n{len(served)} served, {len(refused)} refused of {CLIENTS} in {took:.2f} s")
        assert len(served) >= DESCRIPTORS // 4
        assert all(b"\r\nRetry-After: " in answer for answer in refused)
        # Of those that are closed at once, some are reset by a request that came too late.
        assert len(served) + len(refused) >= CLIENTS * 9 // 10
        assert took < 5
        ask(first, REQUEST)
    # All have gone: there is room.
    for _ in range(DESCRIPTORS // 4):
        assert server.request("GET", "/healthz").status == 200


def test_a_full_house_neither_spins_nor_stops_writing(server):
    writer = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with ExitStack() as stack:
        stack.callback(writer.close)
        writer.connect()
        clients = [stack.enter_context(connect(server.port)) for _ in range(CLIENTS)]
        for client in clients:
            outcome(client)
        begin, pace = cpu_time(server), Pace(0.1)
        for number in range(30):
            pace.step()
            body = {"name": f"Arena {number}", "purpose": "Skrevet mens alt er opptatt."}
            writer.request("POST", "/v1/arenas", **message(body, server.admin))
            answer = writer.getresponse()
            assert answer.status == 201, answer.read()
            assert json.loads(answer.read())["name"] == f"Arena {number}"
        busy = (cpu_time(server) - begin) / 1e9
        print(f"\n{busy:.2f} s of processor time in 3 s of a full house")
        assert busy < 0.3


def test_without_any_descriptor_left_the_listener_waits_and_goes_on(tmp_path):
    # Set so low that files and listeners leave none for clients, whatever the server plans.
    with RunningArena(tmp_path, prefix=("prlimit", f"--nofile={DESCRIPTORS}")) as server:
        set_limit(server, len(list(Path(f"/proc/{server.pid}/fd").iterdir())) + 2)
        with ExitStack() as stack:
            clients = [stack.enter_context(connect(server.port)) for _ in range(20)]
            ask(clients[0], REQUEST)
            begin, pace = cpu_time(server), Pace(0.1)
            for _ in range(20):
                pace.step()
                ask(clients[0], REQUEST)
            busy = (cpu_time(server) - begin) / 1e9
            assert busy < 0.2, f"{busy:.2f} s of processor time in 2 s without descriptors"
            waiting = clients[-1]
            waiting.sendall(REQUEST)
            waiting.settimeout(0.2)
            with pytest.raises(socket.timeout):
                waiting.recv(1)
            set_limit(server, DESCRIPTORS)
            waiting.settimeout(30)
            assert waiting.recv(1 << 16).startswith(b"HTTP/1.1 200 ")
        # Not once for each of some twenty attempts.
        assert server.log.read_text().count("no connection can be accepted") == 1
