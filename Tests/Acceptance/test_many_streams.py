"""A thousand that follow along while much is written."""

import os
import re
import resource
import selectors
import socket
import threading
import time
from pathlib import Path

from running_arena import RunningArena

COUNT = 1000
RATE = int(os.environ.get("ARENA_STREAM_RATE", "200"))
SECONDS = 5
LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]
PATIENCE = 120
EVENT = re.compile(rb"id: (\d+)\nevent: post\.published\ndata: [^\n]*?\"id\":\"([0-9a-f-]{36})\"")


def resident(server):
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


class Streams:
    """Many connections, read by one thread."""

    def __init__(self, server, tokens):
        self._selector = selectors.DefaultSelector()
        self.received = [bytearray() for _ in range(COUNT)]
        for number in range(COUNT):
            token = tokens[number % len(tokens)]
            authorization = f"Authorization: Bearer {token}\r\n" if token else ""
            connection = socket.create_connection(("127.0.0.1", server.port))
            connection.sendall(
                f"GET /v1/stream HTTP/1.1\r\nHost: a\r\n{authorization}\r\n".encode())
            connection.setblocking(False)
            self._selector.register(connection, selectors.EVENT_READ, number)

    def read_until(self, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, [len(each) for each in self.received][:8]
            for key, _ in self._selector.select(0.2):
                piece = key.fileobj.recv(1 << 16)
                assert piece, f"stream {key.data} ended"
                self.received[key.data] += piece

    def told(self, number):
        """Ids of events and of posts, in the order they came."""
        content = bytes(self.received[number]).partition(b"\r\n\r\n")[2]
        return EVENT.findall(re.sub(rb"(?:^|\r\n)[0-9a-f]+\r\n", b"", content))

    def close(self):
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()


class Author(threading.Thread):
    """Shares an experience of each label in turn, by the clock."""

    def __init__(self, server, token):
        super().__init__()
        self._server, self._token = server, token
        self.posts, self.seconds = [], 0

    def run(self):
        begin, pause = time.monotonic(), threading.Event()
        for number in range(0, RATE * SECONDS, 20):
            pause.wait(max(0, begin + number / RATE - time.monotonic()))
            lines = b"".join(
                b'{"title":"n","body":"b","tlp":"%s"}\n' % LABELS[each % 4].encode()
                for each in range(number, number + 20))
            answer = self._server.request(
                "POST", "/v1/arenas/hjem/posts", lines, self._token, "application/x-ndjson")
            ids = re.findall(rb'"status":201,"id":"([^"]+)"', answer.body)
            assert len(ids) == 20, answer.body
            self.posts += ids
        self.seconds = time.monotonic() - begin


def test_each_of_a_thousand_gets_all_it_may_see_in_order(tmp_path):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 1 << 16), limit))
    with RunningArena(tmp_path, ARENA_MAX_CONNECTIONS="4000") as server:
        author, outsider = [
            server.created("/v1/organisations", {"name": name, "kind": "public"},
                           server.admin)["token"] for name in ("Vest", "Øst")]
        server.created("/v1/arenas", {"name": "Hjem", "purpose": "Øve."}, server.admin)
        assert server.request("PUT", "/v1/arenas/hjem/members/me", {}, author).status == 201
        before = resident(server)
        # Each kind of caller sees so many of four labels.
        streams = Streams(server, [None, outsider, author, server.admin])
        streams.read_until(lambda: all(b"id: " in each for each in streams.received))
        idle = resident(server)
        writer = Author(server, author)
        writer.start()
        wanted = [RATE * SECONDS * share // 4 for share in (1, 2, 3, 3)]
        streams.read_until(lambda: not writer.is_alive() and all(
            streams.received[number].count(b"event: post.published") >= wanted[number % 4]
            for number in range(COUNT)))
        writer.join()
        assert len(writer.posts) == RATE * SECONDS
        for number in range(COUNT):
            told = streams.told(number)
            places = [int(place) for place, _ in told]
            assert places == sorted(set(places))
            seen = (1, 2, 3, 3)[number % 4]
            assert [post for _, post in told] == [
                post for each, post in enumerate(writer.posts) if each % 4 < seen]
        print(f"\n{len(writer.posts) / writer.seconds:.0f} posts a second; memory of a stream: "
              f"{(idle - before) / COUNT:.1f} kB idle, "
              f"{(resident(server) - before) / COUNT:.1f} kB after all, the posts included")
        streams.close()
