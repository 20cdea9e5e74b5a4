"""A receiver of webhooks on a port of this machine, which does what a test tells it to do."""

import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Received:
    """A request as it came, byte for byte."""

    path: str
    headers: dict
    body: bytes


class Receiver:
    """`answers` says what is answered to each request in turn, 204 after the last of them.

    An answer is a status, `(status, headers)`, or a function that is given the handler.
    """

    def __init__(self, port=0, answers=(), tls=None):
        self.scheme = "https" if tls else "http"
        self.got, self.answers = [], list(answers)
        self._changed = threading.Condition()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                answer = receiver.take(Received(
                    self.path, {name.lower(): value for name, value in self.headers.items()},
                    body))
                if callable(answer):
                    answer(self)
                    return
                status, fields = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1" if tls is None else "", port), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}/arena"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, received):
        with self._changed:
            self.got.append(received)
            self._changed.notify_all()
            return self.answers.pop(0) if self.answers else 204

    def wait(self, count, seconds=30):
        """The first `count` requests, when they have come."""
        with self._changed:
            done = self._changed.wait_for(lambda: len(self.got) >= count, seconds)
            assert done, f"{len(self.got)} of {count} came: {[each.body for each in self.got]}"
            return self.got[:count]


def free_port():
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
