"""Many connections at once: those that wait, those that trickle, and one that measures."""

import ctypes
import json
import resource
import selectors
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

DESCRIPTORS_BESIDE = 200
CONNECT_TRIES = 100


def need_descriptors(count):
    """Raises the limit of open files to what so many connections need, or fails saying so."""
    needed = count + DESCRIPTORS_BESIDE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert hard == resource.RLIM_INFINITY or hard >= needed, (
        f"the hard limit of open files is {hard}; this test needs {needed}")
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def cpu_time(arena):
    """Nanoseconds that the server has run, with threads that ended (clock_getcpuclockid(3))."""
    clock = ctypes.c_int()
    assert ctypes.CDLL(None).clock_getcpuclockid(arena.pid, ctypes.byref(clock)) == 0
    return time.clock_gettime_ns(clock.value)


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def ask(connection, request):
    """One answer, its body read to the end; the connection stays open."""
    connection.sendall(request)
    received = b""
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += receive(connection)
    head = received[:end].decode()
    assert head.startswith("HTTP/1.1 200 "), head
    length = next(int(line.split(":")[1]) for line in head.split("\r\n")
                  if line.lower().startswith("content-length:"))
    while len(received) < end + 4 + length:
        received += receive(connection)
    return received[end + 4:]


def receive(connection):
    piece = connection.recv(1 << 16)
    assert piece, "the server closed the connection"
    return piece


class Pace:
    """A steady pace, kept on average even where one step is late."""

    def __init__(self, seconds):
        self._seconds, self._due, self._never = seconds, time.monotonic(), threading.Event()

    def step(self):
        self._due += self._seconds
        self._never.wait(max(0, self._due - time.monotonic()))


class Trickle:
    """Connections that send a request head a byte each second, and come again when refused."""

    HEAD = b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 1000

    def __init__(self, port, count):
        self._port, self._count = port, count
        self._selector = selectors.DefaultSelector()
        self._sent = {}
        self._stop = threading.Event()
        self.refused = 0
        for _ in range(count):
            self._open()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        for connection in self._sent:
            connection.close()
        self._selector.close()

    @property
    def open_count(self):
        return len(self._sent)

    def _open(self):
        connection = connect(self._port)
        connection.setblocking(False)
        self._selector.register(connection, selectors.EVENT_READ)
        self._sent[connection] = 0

    def _run(self):
        """Each turn of a millisecond is one for a thousandth of the connections."""
        turn, due, members = 0, time.monotonic(), []
        while not self._stop.is_set():
            due += 0.001
            if turn % 1000 == 0:
                members = list(self._sent)
            for connection in members[turn % 1000::1000]:
                self._send_byte(connection)
            turn += 1
            while (left := due - time.monotonic()) > 0:
                for key, _ in self._selector.select(left):
                    self._renew(key.fileobj)

    def _send_byte(self, connection):
        if connection not in self._sent:
            return
        try:
            connection.send(self.HEAD[self._sent[connection]:][:1])
            self._sent[connection] += 1
        except OSError:
            self._renew(connection)

    def _renew(self, connection):
        """The server has had enough of it: 408, and the close."""
        self.refused += 1
        self._selector.unregister(connection)
        del self._sent[connection]
        connection.close()
        self._open()


class Prober:
    """A process of its own that asks at a steady pace and tells the 99th percentile."""

    def __init__(self, port, path):
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__), str(port), path], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        assert self._process.wait(60) == 0
        self._process.stdout.close()

    def percentiles(self, windows):
        """The 99th percentile of each of so many windows, in microseconds."""
        self._process.stdin.write(f"{windows}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the prober has failed"
        return json.loads(line)


PROBES_A_WINDOW = 500
PROBE_SECONDS = 0.002


def probe(port, path):
    """Answers each number of windows on standard input by a line of their percentiles."""
    request = f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    connections = [connect(port) for _ in range(4)]
    for line in sys.stdin:
        percentiles = []
        for _ in range(int(line)):
            times, pace = [], Pace(PROBE_SECONDS)
            for number in range(PROBES_A_WINDOW):
                pace.step()
                begin = time.perf_counter_ns()
                ask(connections[number % len(connections)], request)
                times.append((time.perf_counter_ns() - begin) / 1000)
            percentiles.append(sorted(times)[PROBES_A_WINDOW * 99 // 100])
        print(json.dumps(percentiles), flush=True)


if __name__ == "__main__":
    probe(int(sys.argv[1]), sys.argv[2])
