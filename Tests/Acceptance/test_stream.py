"""What is new reaches those who keep a connection open, as far as each may see it."""

import json
import re
import socket
from pathlib import Path

import pytest

from event_stream import EventStream
from running_arena import RunningArena
from webhook_receiver import Receiver

LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]
CALLERS = ["anonymous", "outsider", "member", "suspended", "admin"]


class World:
    """An arena with an author and a member, and others that stand outside."""

    def __init__(self, server):
        self.server = server
        self.ids, self.tokens = {}, {"admin": server.admin, "anonymous": None}
        for name in ("author", "member", "outsider", "suspended"):
            made = server.created("/v1/organisations", {"name": name, "kind": "public"},
                                  server.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        for slug in ("hjem", "nabo"):
            server.created("/v1/arenas", {"name": slug.title(), "slug": slug, "purpose": "Øve."},
                           server.admin)
        for name in ("author", "member", "suspended"):
            self.done("PUT", "/v1/arenas/hjem/members/me", name, {})
        self.done("PUT", "/v1/arenas/nabo/members/me", "author", {})
        self.done("PATCH", f"/v1/organisations/{self.ids['suspended']}", "admin",
                  {"state": "suspended"})

    def done(self, method, path, who, body=None):
        answer = self.server.request(method, path, body, self.tokens[who])
        assert answer.status < 300, answer.body
        return answer.json() if answer.body else None

    def share(self, tlp="TLP:CLEAR", arena="hjem", title="Nødstrøm"):
        return self.done("POST", f"/v1/arenas/{arena}/posts", "author",
                         {"title": title, "body": "Halvfull tank.", "tlp": tlp})["id"]

    def stream(self, who="outsider", query="", last=None):
        return EventStream(self.server, query, self.tokens[who], last)


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path, ARENA_MAX_STREAMS="12") as server:
        yield World(server)


def test_a_stream_begins_with_what_a_browser_needs(world):
    with world.stream("anonymous") as stream:
        fields = stream.answer.headers
        assert fields["Content-Type"] == "text/event-stream; charset=utf-8"
        assert fields["Cache-Control"] == "no-cache" and fields["X-Accel-Buffering"] == "no"
        assert fields["Access-Control-Allow-Origin"] == "*"
        stream.wait(lambda: stream.last)
        assert stream.retry == 5000 and stream.events == []
    head = world.server.request("HEAD", "/v1/stream")
    assert (head.status, head.body) == (200, b"")


@pytest.mark.parametrize("who", CALLERS)
def test_each_hears_what_it_may_see(world, who):
    with world.stream(who) as stream:
        ids = [world.share(tlp, title=tlp) for tlp in LABELS]
        # What comes last everybody hears of.
        ids.append(world.share(title="Sist"))
        seen = {"anonymous": 1, "suspended": 1, "outsider": 2, "member": 3, "admin": 3}[who]
        told = stream.told(seen + 1)
        assert [data["id"] for _, data in told] == [*ids[:seen], ids[-1]]
        assert {name for name, _ in told} == {"post.published"}
        titles = [data.get("title") for _, data in told]
        assert titles == [*LABELS[:min(seen, 2)], *[None] * (seen - 2), "Sist"]
        numbers = [int(event.id) for event in stream.events]
        assert numbers == sorted(set(numbers))


def test_it_tells_what_a_webhook_is_sent(tmp_path):
    with (Receiver() as receiver,
          RunningArena(tmp_path, ARENA_WEBHOOK_ALLOW_HTTP="on",
                       ARENA_WEBHOOK_PORTS=str(receiver.port),
                       ARENA_WEBHOOK_ALLOW_CIDRS="127.0.0.0/8") as server,
          (world := World(server)).stream("member") as stream):
        world.done("POST", "/v1/webhooks", "member", {"url": receiver.url})
        post = world.share("TLP:GREEN")
        event = {"title": "Øve", "startsAt": "2027-03-01T09:00:00Z", "tlp": "TLP:AMBER"}
        # Each is told before the next happens: what is gone by then would be told as gone.
        for count, step in enumerate([
                ("PATCH", f"/v1/posts/{post}", "author", {"title": "Nytt"}),
                ("POST", "/v1/arenas/hjem/events", "admin", event),
                ("PATCH", "/v1/arenas/hjem", "admin", {"purpose": "Lære."}),
                ("DELETE", f"/v1/posts/{post}", "author"), None], 1):
            receiver.wait(count)
            stream.told(count)
            if step:
                world.done(*step)
        sent = [json.loads(each.body) for each in receiver.got]
        kinds = ["post.published", "post.updated", "event.created", "arena.updated",
                 "post.withdrawn"]
        assert [event.name for event in stream.events] == kinds
        assert [event.data["type"] for event in stream.events] == kinds
        assert [event.data for event in stream.events] == sent


def test_who_loses_a_post_hears_that_it_is_gone(world):
    post = world.share("TLP:GREEN")
    with world.stream() as stream, world.stream("member") as member:
        world.done("PATCH", f"/v1/posts/{post}", "author", {"tlp": "TLP:AMBER"})
        ((name, data),) = stream.told(1)
        assert name == "post.withdrawn" and set(data) == {"id", "url"} and data["id"] == post
        assert member.told(1)[0][0] == "post.updated"


def test_filters_narrow(world):
    with world.stream(query="?event=post.withdrawn&event=post.updated&arena=nabo") as stream:
        for arena in ("hjem", "nabo"):
            post = world.share(arena=arena)
            world.done("DELETE", f"/v1/posts/{post}", "author")
        assert [(name, data["id"]) for name, data in stream.told(1)] == [("post.withdrawn", post)]


@pytest.mark.parametrize("query, last, name, code", [
    ("?since=x", None, "since", "not-an-integer"), ("?since=-1", None, "since", "too-small"),
    ("?event=post", None, "event", "not-a-choice"), ("?q=x", None, "q", "unknown-parameter"),
    ("", "x", "Last-Event-ID", "not-an-integer"),
])
def test_what_is_wrong_is_named(world, query, last, name, code):
    headers = {} if last is None else {"Last-Event-ID": last}
    refused = world.server.request("GET", "/v1/stream" + query, headers=headers)
    assert refused.status == 400
    ((error,),) = [refused.json()["errors"]]
    assert (error.get("parameter") or error.get("header"), error["code"]) == (name, code)


def test_what_was_missed_comes_after_a_kill(world):
    with world.stream() as stream:
        world.share()
        stream.told(1)
        place = stream.last
    missed = [world.share(title=str(number)) for number in range(3)]
    world.server.restart_after_kill()
    missed.append(world.share(title="etter"))
    for how in ({"last": place}, {"query": f"?since={place}"}):
        with world.stream(**how) as stream:
            assert [data["id"] for _, data in stream.told(4)] == missed


def test_a_place_of_another_server_is_told_to_be_none(world):
    world.share()
    with world.stream(last="987654321987654") as stream:
        stream.wait(lambda: stream.events)
        assert (stream.events[0].name, stream.events[0].data) == ("reset", {"type": "reset"})
        after = world.share()
        stream.wait(lambda: len(stream.events) == 2)
        assert stream.events[1].data["data"]["id"] == after


def test_a_stream_ends_with_its_token(world):
    made = world.done("POST", "/v1/tokens", "member", {"name": "t", "scopes": ["read"]})
    with EventStream(world.server, token=made["token"]) as stream:
        world.done("DELETE", f"/v1/tokens/{made['id']}", "member")
        stream.wait(lambda: stream.has_ended)


def test_there_are_so_many_and_no_more(world):
    streams = [world.stream() for _ in range(12)]
    refused = world.server.request("GET", "/v1/stream")
    assert refused.status == 503 and refused.headers["Retry-After"] == "5"
    streams.pop().close()
    # The server sees within a moment that one is free.
    for _ in range(1000):
        stream = world.stream()
        if stream.answer.status == 200:
            break
    assert stream.answer.status == 200
    for each in [*streams, stream]:
        each.close()


def test_a_stop_ends_streams_at_once(world):
    with world.stream() as stream:
        world.server.stop()
        stream.wait(lambda: stream.has_ended)
    world.server.start()


def resident(server):
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


def test_who_does_not_read_delays_nobody_and_fills_nothing(world):
    with socket.create_connection(("127.0.0.1", world.server.port)) as slow:
        slow.sendall(b"GET /v1/stream HTTP/1.1\r\nHost: a\r\n\r\n")
        lines = b"".join(
            b'{"title":"%s","body":"b","tlp":"TLP:CLEAR"}\n' % (b"t" * 280) for _ in range(4000))
        with world.stream() as stream:
            before = resident(world.server)
            for batch in range(4):
                answer = world.server.request(
                    "POST", "/v1/arenas/hjem/posts", lines, world.tokens["author"],
                    "application/x-ndjson")
                assert answer.status == 200 and b'"status":4' not in answer.body
                stream.wait(lambda: len(stream.events) == 4000 * (batch + 1))
            # 16 000 events are some 8 MB; what is kept of the posts themselves is more.
            assert resident(world.server) - before < 60_000


def test_silence_is_broken_by_a_comment(world):
    with world.stream("anonymous") as stream:
        stream.wait(lambda: stream.comments, 25)
        assert stream.comments == ["ping"] and stream.events == []
