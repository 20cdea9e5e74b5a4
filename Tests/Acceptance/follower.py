"""One that follows /v1/changes and keeps what it is told, as another system would."""

import json

HANGING = {"adoption": "post", "comment": "post", "follow-up": "post", "attendance": "event"}
# What is derived, or told of other things by their name, changes without a line.
DERIVED = ("counts", "lessonStatus")


class Follower:
    """`things` by id: its kind and its data."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        self.place, self.things, self.told = 0, {}, []

    def ask(self, **query):
        """The lines of one answer."""
        text = "&".join(f"{name}={value}" for name, value in {"after": self.place, **query}.items())
        answer = self.server.request("GET", f"/v1/changes?{text}", token=self.token)
        assert answer.status == 200, answer.body
        assert answer.headers["Content-Type"] == "application/x-ndjson"
        lines = [json.loads(line) for line in answer.body.splitlines()]
        numbers = [line["seq"] for line in lines]
        assert numbers == sorted(numbers) and all(number < 2**53 for number in numbers)
        return lines

    def follow(self, limit=1000):
        """Reads until there is nothing more; all lines."""
        found = []
        while lines := self.ask(limit=limit):
            for line in lines:
                self.take(line)
            found += lines
        return found

    def take(self, line):
        assert list(line) == ["seq", "at", "type", "id", "data"]
        self.place = line["seq"]
        self.told.append(line)
        kind, _, word = line["type"].partition(".")
        if line["type"] == "reset":
            self.things = {}
        elif line["data"] is not None:
            self.things[line["id"]] = (kind, line["data"])
        elif word == "withdrawn":
            self.things.pop(line["id"], None)
            self.things = {
                each: (other, data) for each, (other, data) in self.things.items()
                if data.get(HANGING.get(other)) != line["id"]}

    def types(self, thing):
        return [line["type"] for line in self.told if line["id"] == thing]

    def check(self):
        """Compares what it has with what the server shows."""
        shown = seen(self.server, self.token)
        assert {each: kind for each, (kind, _) in self.things.items()} == {
            each: kind for each, (kind, _) in shown.items()}
        for each, (kind, data) in shown.items():
            assert alone(self.things[each][1]) == alone(data), kind


def alone(value):
    """A thing without what it tells of others."""
    if isinstance(value, dict):
        if "id" in value and "name" in value and len(value) <= 3:
            return value["id"]
        return {name: alone(each) for name, each in value.items() if name not in DERIVED}
    return [alone(each) for each in value] if isinstance(value, list) else value


def seen(server, token):
    """All that the lists show to the caller."""
    found = {}

    def add(kind, path):
        items = server.items(path, token)
        found.update((each["id"], (kind, each)) for each in items)
        return items

    add("organisation", "/v1/organisations")
    for arena in add("arena", "/v1/arenas?state=open&state=proposed&state=archived"):
        add("membership", f"/v1/arenas/{arena['id']}/members")
    for event in add("event", "/v1/events"):
        add("attendance", f"/v1/events/{event['id']}/attendees")
    for post in add("post", "/v1/posts"):
        for kind in ("adoption", "comment", "follow-up"):
            add(kind, f"/v1/posts/{post['id']}/{kind}s")
    return found
