"""Mutated requests against the running server: no crash, no hang, no growth of memory.

ARENA_FUZZ_SECONDS says for how long, 20 if it is not given; ARENA_FUZZ_SEED repeats a run.
"""

import os
import re
import secrets
import socket
import struct
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from crowd import connect
from mutations import Mutator, corpus
from running_arena import ROOT, RunningArena

SECONDS = float(os.environ.get("ARENA_FUZZ_SECONDS", "20"))
SEED = int(os.environ.get("ARENA_FUZZ_SEED", secrets.randbits(32)))
CLIENTS = 16
PATIENCE = 20
STATUS_LINE = re.compile(rb"HTTP/1\.1 (\d{3}) [A-Z]")
SERVER_ERRORS = {501, 503, 505}
# The cache of answers takes 16 MiB, and each loop keeps what its longest answer took.
GROWTH = 48 << 20
GROWTH_A_WRITE = 16 << 10


class Client:
    """Sends one mutated request after the other, each on a connection of its own."""

    def __init__(self, port, requests, seed):
        self._port, self._random = port, Random(seed)
        self._mutator = Mutator(self._random, requests)
        self.statuses, self.count, self.writes, self.finding = Counter(), 0, 0, None

    def run(self, until):
        while time.monotonic() < until and self.finding is None:
            data = self._mutator.next()
            self.count += 1
            try:
                answer = self._exchange(data)
            except TimeoutError:
                self.finding = (f"no end within {PATIENCE} s", data)
                return
            statuses = [int(status) for status in STATUS_LINE.findall(answer)]
            self.statuses.update(statuses)
            # Only POST, PUT and PATCH store something.
            if re.search(rb"(?m)^P|}P", data):
                self.writes += sum(status in (200, 201) for status in statuses)
            if answer and not STATUS_LINE.match(answer):
                self.finding = (f"no answer of HTTP: {answer[:100]}", data)
            if any(status >= 500 and status not in SERVER_ERRORS for status in statuses):
                self.finding = (f"statuses {statuses}", data)

    def _exchange(self, data):
        """What comes back; nothing where the connection was reset or given up."""
        way = self._random.randrange(10)
        received = b""
        with connect(self._port) as connection:
            connection.settimeout(PATIENCE)
            try:
                for piece in self._mutator.pieces(data):
                    connection.sendall(piece)
                if way == 0:
                    # An abrupt end: what is left is thrown away.
                    connection.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return b""
                if way == 1:
                    connection.settimeout(0.05)
                    return connection.recv(1 << 16)
                connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(1 << 16):
                    received += piece
            except TimeoutError:
                if way != 1:
                    raise
            except OSError:
                return b""
        return received


def resident(arena):
    status = Path(f"/proc/{arena.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) << 10


def requests_for(arena):
    organisation = arena.created(
        "/v1/organisations", {"name": "Fuzz AS", "kind": "private"}, arena.admin)
    token = organisation["token"]
    made = arena.created(
        "/v1/arenas", {"name": "Prøve", "purpose": "Øvelse.", "joinPolicy": "open"}, arena.admin)
    arena.request("PUT", f"/v1/arenas/{made['id']}/members/me", {}, token)
    post = {"title": "Øvelse", "body": "Vi øvde på flom.", "tlp": "TLP:CLEAR"}
    shared = arena.created(f"/v1/arenas/{made['id']}/posts", post, token)
    # An organisation that is gone, or an arena that is, would leave little to be read.
    parameters = {"arena": made["id"], "post": shared["id"],
                  "organisation": organisation["id"], "token": shared["id"],
                  "vocabulary": "sectors"}
    tokens = dict.fromkeys(("post", "put", "patch"), (None, token, "x" * 40))
    tokens |= dict.fromkeys(("get", "head"), (None, token, arena.admin, "arena_x"))
    tokens["delete"] = (None, "x" * 40)
    bodies = {f"/v1/arenas/{made['id']}/posts": post}
    document = arena.request("GET", "/openapi.json").json()
    return corpus(document, parameters, bodies, tokens)


def healthy(arena, until):
    """Asks all along; the longest that an answer took."""
    longest, pause = 0, threading.Event()
    while time.monotonic() < until:
        begin = time.monotonic()
        assert arena.request("GET", "/healthz").status == 200
        longest = max(longest, time.monotonic() - begin)
        pause.wait(0.1)
    return longest


def test_mutated_requests_neither_crash_nor_hang_nor_fill_the_memory(tmp_path):
    print(f"\nARENA_FUZZ_SEED={SEED}")
    with RunningArena(tmp_path, ARENA_REGISTRATION="approval") as arena:
        requests = requests_for(arena)
        clients = [Client(arena.port, requests, SEED + number) for number in range(CLIENTS)]
        begin = time.monotonic()
        with ThreadPoolExecutor(CLIENTS + 1) as pool:
            for ends in (begin + SECONDS / 4, begin + SECONDS):
                health = pool.submit(healthy, arena, ends)
                for run in [pool.submit(client.run, ends) for client in clients]:
                    run.result()
                longest = health.result()
                if ends < begin + SECONDS:
                    before, written = resident(arena), writes(clients)
        growth, written = resident(arena) - before, writes(clients) - written
        report(clients, longest, growth, written)
        assert arena.request("GET", "/readyz").status == 200
    assert longest < 5
    assert growth < GROWTH + GROWTH_A_WRITE * written


def writes(clients):
    """How many answers there were that may tell of something stored."""
    return sum(client.writes for client in clients)


def report(clients, longest, growth, written):
    statuses = sum((client.statuses for client in clients), Counter())
    print(f"{sum(client.count for client in clients)} requests, {dict(sorted(statuses.items()))}, "
          f"/healthz in {longest:.2f} s, {growth / 1e6:.1f} MB more, {written} writes")
    for client in clients:
        if client.finding:
            reason, data = client.finding
            file = ROOT / ".build" / "fuzz" / "live-finding"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            raise AssertionError(f"{reason}: {data[:500]!r}, whole in {file}, seed {SEED}")
