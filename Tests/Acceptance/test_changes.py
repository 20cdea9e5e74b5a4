"""Whoever follows /v1/changes has in the end what it may see, and was told of nothing else."""

import json
import threading
import time

import pytest

from follower import Follower
from running_arena import RunningArena
from test_stream import World

CALLERS = ["anonymous", "outsider", "member", "author", "suspended", "admin"]


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as server:
        yield Full(server)


class Full(World):
    """Posts of each label with all that hangs on them, and events."""

    def __init__(self, server):
        super().__init__(server)
        self.posts = {}
        for name in ("author", "member", "outsider"):
            self.done("PATCH", "/v1/organisations/me", name, {"contact": f"{name}@example.no"})
        for tlp in ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"):
            post = self.posts[tlp] = self.share(tlp)
            self.done("POST", f"/v1/posts/{post}/comments", "member", {"body": "Ja."})
            self.done("POST", f"/v1/posts/{post}/follow-ups", "member", {"action": "Øve."})
            self.done("PUT", f"/v1/posts/{post}/adoptions/me", "member", {"kind": "copied"})
        self.crossing = self.done("POST", "/v1/arenas/nabo/posts", "author", {
            "title": "Vakt", "body": "To ringer.", "tlp": "TLP:AMBER",
            "alsoIn": [self.done("GET", "/v1/arenas/hjem", "author")["id"]]})["id"]
        self.done("POST", f"/v1/posts/{self.crossing}/comments", "member", {"body": "Her òg."})
        self.events = {}
        for tlp in ("TLP:CLEAR", "TLP:AMBER"):
            event = self.done("POST", "/v1/arenas/hjem/events", "admin", {
                "title": "Øve", "startsAt": "2027-03-01T09:00:00Z", "tlp": tlp})
            self.events[tlp] = event["id"]
            self.done("PUT", f"/v1/events/{event['id']}/attendees/me", "member", {})

    def follower(self, who):
        return Follower(self.server, self.tokens[who])


@pytest.mark.parametrize("limit", [1, 2, 7, 10_000])
@pytest.mark.parametrize("who", CALLERS)
def test_lines_add_up_to_what_is_seen(world, who, limit):
    follower = world.follower(who)
    follower.follow(limit)
    follower.check()
    # From the disk it is the same.
    world.server.restart_after_kill()
    again = world.follower(who)
    again.follow()
    assert again.told == follower.told


def test_each_change_has_its_line(world):
    follower = world.follower("outsider")
    post = world.share("TLP:GREEN")
    world.done("PATCH", f"/v1/posts/{post}", "author", {"title": "Nytt"})
    follower.follow()
    assert follower.types(post) == ["post.published", "post.updated"]
    assert all(line["data"]["title"] == "Nytt" for line in follower.told if line["id"] == post)
    world.done("DELETE", f"/v1/posts/{post}", "author")
    lines = follower.follow()
    assert [(line["type"], line["data"]) for line in lines] == [("post.withdrawn", None)]
    # What is gone has left its earlier places too, for its author as well.
    for who in ("outsider", "author", "admin"):
        told = world.follower(who).ask()
        assert [line["type"] for line in told if line["id"] == post] == ["post.withdrawn"]
    event = world.events["TLP:AMBER"]
    world.done("PATCH", f"/v1/events/{event}", "admin", {"state": "cancelled"})
    assert [line["type"] for line in world.follower("member").ask()
            if line["id"] == event] == ["event.created", "event.cancelled"]


def narrowed(world):
    world.done("PATCH", f"/v1/posts/{world.posts['TLP:GREEN']}", "author", {"tlp": "TLP:AMBER"})


def excluded(world):
    world.done("PATCH", f"/v1/posts/{world.posts['TLP:GREEN']}", "author",
               {"exclude": [world.ids["outsider"], world.ids["member"]]})


def hidden(world):
    world.done("PATCH", f"/v1/posts/{world.posts['TLP:CLEAR']}", "admin",
               {"state": "hidden", "reason": "Fordi."})


def shown(world):
    hidden(world)
    world.done("PATCH", f"/v1/posts/{world.posts['TLP:CLEAR']}", "admin", {"state": "published"})


def joined(world):
    world.done("PUT", "/v1/arenas/hjem/members/me", "outsider", {})


def left(world):
    world.done("DELETE", "/v1/arenas/hjem/members/me", "member")


def left_before_it_moved(world):
    left(world)
    world.done("PATCH", f"/v1/posts/{world.crossing}", "author", {"alsoIn": []})


def author_left(world):
    world.done("DELETE", "/v1/arenas/hjem/members/me", "author")


def author_left_first(world):
    author_left(world)
    left(world)


def removed(world):
    world.done("DELETE", f"/v1/arenas/hjem/members/{world.ids['member']}", "admin")


def walled(world):
    world.done("PATCH", "/v1/organisations/me", "author",
               {"walls": [world.ids["outsider"], world.ids["member"]]})


def unwalled(world):
    walled(world)
    world.done("PATCH", "/v1/organisations/me", "author", {"walls": []})


def suspended(world):
    world.done("PATCH", f"/v1/organisations/{world.ids['member']}", "admin",
               {"state": "suspended"})


def activated(world):
    world.done("PATCH", f"/v1/organisations/{world.ids['suspended']}", "admin",
               {"state": "active"})


def closed(world):
    world.done("PATCH", f"/v1/posts/{world.crossing}", "author", {"alsoIn": []})
    world.done("PATCH", "/v1/arenas/hjem", "admin", {"joinPolicy": "invite-only"})


def opened(world):
    closed(world)
    world.done("PATCH", "/v1/arenas/hjem", "admin", {"joinPolicy": "open"})


def unlisted(world):
    world.done("PATCH", "/v1/arenas/hjem", "admin", {"memberList": "none"})


def chosen(world):
    unlisted(world)
    world.done("PATCH", f"/v1/arenas/hjem/members/{world.ids['member']}", "admin",
               {"curator": True})


def event_narrowed(world):
    world.done("PATCH", f"/v1/events/{world.events['TLP:CLEAR']}", "admin",
               {"tlp": "TLP:AMBER", "rule": "chatham"})


def event_widened(world):
    world.done("PATCH", f"/v1/events/{world.events['TLP:AMBER']}", "admin",
               {"tlp": "TLP:CLEAR"})


def taken_back(world):
    for post in world.posts.values():
        for kind in ("comments", "follow-ups"):
            (made,) = world.done("GET", f"/v1/posts/{post}/{kind}", "member")["items"]
            world.done("DELETE", f"/v1/{kind}/{made['id']}", "member")
        world.done("DELETE", f"/v1/posts/{post}/adoptions/me", "member")
    for event in world.events.values():
        world.done("DELETE", f"/v1/events/{event}/attendees/me", "member")


def taken_up_anew(world):
    places = [f"/v1/posts/{post}/adoptions/me" for post in world.posts.values()]
    places += [f"/v1/events/{event}/attendees/me" for event in world.events.values()]
    for place in places:
        body = {"kind": "adapted"} if "/posts/" in place else {}
        world.done("DELETE", place, "member")
        world.done("PUT", place, "member", body)


def taken_up_anew_behind_a_wall(world):
    world.done("PATCH", "/v1/organisations/me", "author", {"walls": [world.ids["outsider"]]})
    taken_up_anew(world)


def erased(world):
    world.done("DELETE", f"/v1/organisations/{world.ids['author']}?posts=delete", "admin")


def purged(world):
    world.done("DELETE", "/v1/arenas/hjem?purge=true", "admin")


def merged(world):
    world.done("POST", "/v1/arenas/hjem/merge", "admin", {"into": "nabo"})


CHANGES = [narrowed, excluded, hidden, shown, joined, left, left_before_it_moved, author_left,
           author_left_first, removed, walled, unwalled, suspended, activated, closed, opened,
           unlisted, chosen, event_narrowed, event_widened, taken_back, taken_up_anew,
           taken_up_anew_behind_a_wall, erased, purged, merged]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whoever_gains_or_loses_sight_is_told(world, change):
    followers = [world.follower(who) for who in CALLERS if who != "author" or change != erased]
    ever = []
    for follower in followers:
        follower.follow()
        follower.check()
        ever.append(set(follower.things))
    change(world)
    for follower, before in zip(followers, ever):
        follower.follow(2)
        follower.check()
        # Of what it never could see it has not even an id.
        told = {line["id"] for line in follower.told} - {None}
        assert told <= before | set(follower.things)


def test_what_a_wall_hid_comes_back_whole(world):
    followers = [world.follower(who) for who in ("outsider", "member")]
    for change in (walled, lambda world: world.done(
            "PATCH", "/v1/organisations/me", "author", {"walls": []})):
        change(world)
        for follower in followers:
            follower.follow()
            follower.check()


def test_what_came_and_went_leaves_nothing(world):
    followers = [world.follower(who) for who in CALLERS]
    for follower in followers:
        follower.follow()
    taken_up_anew(world)
    taken_back(world)
    for follower in followers:
        follower.follow(2)
        follower.check()


def test_a_wait_ends_with_what_one_may_see_and_nothing_else(world):
    follower = world.follower("outsider")
    follower.follow()
    begin = time.monotonic()
    assert follower.ask(wait=1) == [] and 0.9 < time.monotonic() - begin < 10
    answers, begin = [], time.monotonic()
    waiting = threading.Thread(target=lambda: answers.append(follower.ask(wait=60)))
    waiting.start()
    for _ in range(5):
        world.share("TLP:AMBER")
    waiting.join(1)
    assert waiting.is_alive()
    post = world.share("TLP:GREEN")
    waiting.join(30)
    ((line,),) = answers
    assert line["id"] == post and time.monotonic() - begin < 30


@pytest.mark.parametrize("query, name, code", [
    ("after=x", "after", "not-an-integer"), ("after=-1", "after", "too-small"),
    ("limit=0", "limit", "too-small"), ("wait=61", "wait", "too-large"),
    ("since=1", "since", "unknown-parameter"),
])
def test_what_is_wrong_is_named(world, query, name, code):
    refused = world.server.request("GET", f"/v1/changes?{query}")
    assert refused.status == 400
    ((error,),) = [refused.json()["errors"]]
    assert (error["parameter"], error["code"]) == (name, code)


def test_a_place_of_another_server_begins_anew(world):
    follower = world.follower("member")
    follower.place = 2**52
    lines = follower.follow()
    assert (lines[0]["type"], lines[-1]["type"]) == ("reset", "synced")
    follower.check()


def test_an_import_has_its_lines(world, tmp_path):
    exported = world.server.request("GET", "/v1/export", token=world.server.admin).body
    folder = tmp_path / "other"
    folder.mkdir()
    with RunningArena(folder) as other:
        follower = Follower(other, other.admin)
        follower.follow()
        answer = other.request("POST", "/v1/import", exported, other.admin,
                               "application/x-ndjson")
        assert json.loads(answer.body.splitlines()[-1])["summary"]["failed"] == 0
        follower.follow(5)
        follower.check()
        assert len(follower.things) > 20


def test_what_an_admin_is_shown_is_in_the_audit_log(world):
    world.follower("admin").follow()
    log = world.server.items("/v1/audit?action=post.read", world.server.admin)
    read = {each["id"] for entry in log for each in entry["resources"]}
    assert read == {world.posts["TLP:AMBER"], world.posts["TLP:AMBER+STRICT"],
                    world.crossing, world.events["TLP:AMBER"]}
    world.follower("member").follow()
    assert world.server.items("/v1/audit?action=post.read", world.server.admin) == log
