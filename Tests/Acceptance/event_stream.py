"""A reader of server-sent events, as WHATWG HTML §9.2 has browsers read them."""

import http.client
import json
import threading
from dataclasses import dataclass

PATIENCE = 30


@dataclass
class Event:
    """What was dispatched: the id as it stood, the name and the data."""

    id: str
    name: str
    data: dict


class EventStream:
    """Reads on a thread of its own until it is closed, or the server ends it."""

    def __init__(self, server, query="", token=None, last=None):
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        headers = {"Accept": "text/event-stream"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if last is not None:
            headers["Last-Event-ID"] = last
        self._connection.request("GET", "/v1/stream" + query, headers=headers)
        self.answer = self._connection.getresponse()
        self.events, self.comments = [], []
        self.retry, self.last, self.has_ended = None, "", False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        if self.answer.status == 200:
            self._thread.start()
            self.wait(lambda: self.retry)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self._connection.sock is not None:
            self._connection.sock.shutdown(2)
        self._connection.close()

    def _read(self):
        name, data = "", []
        try:
            for line in iter(self.answer.readline, b""):
                name, data = self._take(line.decode().rstrip("\n"), name, data)
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass
        with self._changed:
            self.has_ended = True
            self._changed.notify_all()

    def _take(self, line, name, data):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        with self._changed:
            if not line:
                if data:
                    body = json.loads("\n".join(data))
                    self.events.append(Event(self.last, name or "message", body))
                name, data = "", []
            elif not field:
                self.comments.append(value)
            elif field == "event":
                name = value
            elif field == "data":
                data = [*data, value]
            elif field == "id":
                self.last = value
            elif field == "retry":
                self.retry = int(value)
            self._changed.notify_all()
        return name, data

    def wait(self, condition, seconds=PATIENCE):
        """Returns when the condition holds; it is asked after each line."""
        with self._changed:
            held = self._changed.wait_for(condition, seconds)
        assert held, (self.events[-5:], self.comments, self.has_ended)

    def told(self, count):
        """The first so many events, as names and data, once they have come."""
        self.wait(lambda: len(self.events) >= count)
        return [(event.name, event.data["data"]) for event in self.events[:count]]
