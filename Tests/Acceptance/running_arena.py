"""The built program on a free port, with a data folder of its own."""

import http.client
import json
import os
import secrets
import selectors
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".build" / "installed"
BINARY = Path(os.environ.get("ARENA_BINARY", INSTALLED / "usr" / "bin" / "arena"))
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass
class Answer:
    """What came back, its body read to the end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self):
        return json.loads(self.body)


class RunningArena:
    """A server that can be stopped, killed and started again on the same data."""

    def __init__(self, folder, prefix=(), **settings):
        """`prefix` is a command that starts the one behind it, such as prlimit(1)."""
        self.admin = secrets.token_urlsafe(32)
        self.data = folder / "data"
        self.log = folder / "log"
        self._settings = {
            "PATH": os.environ["PATH"],
            "ARENA_ADMIN_TOKEN": self.admin,
            "ARENA_PUBLIC_DIR": str(ROOT / "Public"),
            "ARENA_RATE_LIMIT": "off",
            **settings,
        }
        self._prefix = prefix
        self._process = None
        self.port = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self._process is not None:
            self.stop()

    @property
    def pid(self):
        return self._process.pid

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Returns when the server listens; the port is another one each time."""
        command = [*self._prefix, BINARY, "serve", "--host", "127.0.0.1", "--port", "0",
                   "--data", self.data]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._settings, stdout=subprocess.PIPE, stderr=log)
        line = self._first_line()
        prefix = "listening on http://127.0.0.1:"
        if not line.startswith(prefix):
            self.kill()
            raise AssertionError(f"{line!r} instead of “{prefix}…”; {self.log_tail()}")
        self.port = int(line.removeprefix(prefix))

    def _first_line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(START_SECONDS):
                return ""
        return self._process.stdout.readline().decode().strip()

    def stop(self):
        """Ends the server as an operator would, and expects it to end well."""
        process, self._process = self._process, None
        process.terminate()
        try:
            status = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()
        assert status == 0, f"it ended with {status}; {self.log_tail()}"

    def kill(self):
        """Ends the server as a power cut would, but for what the system holds."""
        process, self._process = self._process, None
        process.kill()
        process.wait()
        process.stdout.close()

    def restart_after_kill(self):
        self.kill()
        self.start()

    def log_tail(self):
        return "its log ends: " + self.log.read_text(errors="replace")[-2000:]

    def request(self, method, path, body=None, token=None, content_type="application/json",
                headers=None):
        """One request on a connection of its own; a body that is no bytes is sent as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = message(body, token, content_type)
            sent["headers"].update(headers or {})
            connection.request(method, path, **sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def created(self, path, body, token):
        """What was made by a POST that must succeed."""
        answer = self.request("POST", path, body, token)
        assert answer.status == 201, answer.body
        return answer.json()

    def items(self, path, token=None, limit=200):
        """All items of a list, page by page."""
        found, cursor, mark = [], None, "&" if "?" in path else "?"
        while True:
            query = {"limit": limit, **({"cursor": cursor} if cursor else {})}
            answer = self.request("GET", f"{path}{mark}{urlencode(query)}", token=token)
            assert answer.status == 200, answer.body
            page = answer.json()
            assert len(page["items"]) <= limit
            found += page["items"]
            cursor = page["nextCursor"]
            if cursor is None:
                return found


def message(body, token, content_type="application/json"):
    """The body and header fields of a request, as http.client takes them."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    if body is None:
        return {"headers": headers}
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return {"body": sent, "headers": {**headers, "Content-Type": content_type}}
