"""Two worlds that differ only in who wrote a Chatham House post answer the same to all others.

Ids and times are the servers' own and are made equal before answers are compared: known ids by
their names, other UUIDs by the order in which an answer has them, times by whether they are a day.
"""

import re

import pytest

from running_arena import RunningArena
from webhook_receiver import Receiver
from webhook_world import OPEN

NAMES = ["x", "y", "curator", "reader", "outsider"]
UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
DAY = re.compile(rb"\d{4}-\d\d-\d\dT00:00:00\.000Z")
TIME = re.compile(rb"\d{4}-\d\d-\d\dT[0-9:]{8}\.\d{3}Z")
TAG = re.compile(rb'"(\d+-)?[0-9a-f]{10,16}"')
# Of the caller's own token, noted behind its requests.
USED = re.compile(rb'"lastUsedAt":(null|"[^"]*")')
HINT = re.compile(rb'"hint":"[^"]+"')
CURSOR = re.compile(rb'(cursor=|"nextCursor":")[A-Za-z0-9_-]+')
POST = {"title": "Uten navn", "body": "Det gikk galt hos oss.", "attribution": "chatham",
        "tags": ["hemmelig"], "outcome": "failure", "origin": "first",
        "collaborators": [{"kind": "other", "name": "Naboen"}]}


def nothing(_):
    pass


def edited(world):
    world.do("PATCH", world.path, "author", {"body": "Det gikk veldig galt.", "tags": ["annet"]})


def retracted(world):
    world.do("DELETE", world.path, "author")


def hidden(world):
    world.do("PATCH", world.path, "curator", {"state": "hidden", "reason": "For mye."})


def granted(world):
    asked = world.do("POST", f"{world.path}/release-requests", "reader",
                     {"tlp": "TLP:CLEAR", "reason": "Vi vil vise den."})
    world.do("PATCH", f"/v1/release-requests/{asked['id']}", "author",
             {"state": "granted", "outcome": "Ja."})


def removed(world):
    for kind in ("comments", "follow-ups"):
        world.do("DELETE", f"/v1/{kind}/{world.ids[f'{kind}-author']}", "author")


def erased(world):
    """Others than the two: whoever is erased is gone in both worlds."""
    world.do("DELETE", f"/v1/organisations/{world.ids['outsider']}?posts=delete", "admin")


class World:
    """The same steps, with one of two organisations as the author that nobody knows."""

    def __init__(self, server, author, tlp):
        self.server = server
        self.ids, self.tokens = {}, {"admin": server.admin, "anonymous": None}
        for name in NAMES:
            made = server.created("/v1/organisations", {"name": name, "kind": "public"},
                                  server.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        self.tokens["author"] = self.tokens[author]
        for slug in ("hjem", "nabo"):
            made = server.created("/v1/arenas", {"name": slug, "slug": slug, "purpose": "Øve."},
                                  server.admin)
            self.ids[slug] = made["id"]
            for name in NAMES[:4]:
                self.do("PUT", f"/v1/arenas/{slug}/members/me", name, {})
        self.do("PATCH", f"/v1/arenas/hjem/members/{self.ids['curator']}", "admin",
                {"curator": True})
        # Each has a post of its own, so that neither stands out.
        for name in NAMES[:4]:
            self.ids[f"post-{name}"] = self.do("POST", "/v1/arenas/hjem/posts", name, {
                "title": f"Av {name}", "body": "Åpent.", "tlp": "TLP:GREEN"})["id"]
        self.ids["secret"] = self.do("POST", "/v1/arenas/hjem/posts", "author", {
            **POST, "tlp": tlp, "alsoIn": ["nabo"],
            "basedOn": [{"post": self.ids["post-reader"], "kind": "adapted"}]})["id"]
        self.path = f"/v1/posts/{self.ids['secret']}"
        self.do("PUT", f"{self.path}/adoptions/me", "reader", {"kind": "copied"})
        self.ids["heir"] = self.do("POST", "/v1/arenas/hjem/posts", "reader", {
            "title": "Bygd på", "body": "Takk.", "tlp": "TLP:AMBER",
            "basedOn": [{"post": self.ids["secret"]}]})["id"]
        self.do("POST", "/v1/reports", "curator",
                {"post": self.ids["secret"], "reason": "Er det sant?"})
        for who in ("author", "reader", "curator"):
            for kind, told in (("comments", {"body": "Hos oss og."}),
                               ("follow-ups", {"action": "Øve.", "due": "2026-01-01"})):
                self.ids[f"{kind}-{who}"] = self.do(
                    "POST", f"{self.path}/{kind}", who, told)["id"]
        self.do("PATCH", f"/v1/comments/{self.ids['comments-author']}", "author",
                {"body": "Hos oss også."})
        self.do("PATCH", f"/v1/follow-ups/{self.ids['follow-ups-author']}", "author",
                {"state": "validated"})

    def do(self, method, path, who, body=None):
        answer = self.server.request(method, path, body, self.tokens[who])
        assert answer.status in (200, 201, 204), (method, path, who, answer.body)
        return answer.json() if answer.body else None

    def answers(self, who):
        """Everything that a caller can read, and what it is told when it goes too far."""
        ids = self.ids
        paths = ["/v1/posts?count=true", "/v1/posts?sort=-updatedAt", "/v1/posts?sort=title",
                 "/v1/posts?limit=1", "/v1/posts?q=galt", "/v1/posts?tag=hemmelig&count=true",
                 f"/v1/posts?basedOn={ids['post-reader']}", f"/v1/posts?basedOn={ids['secret']}",
                 "/v1/posts?state=hidden&state=retracted", "/v1/arenas?count=true",
                 "/v1/organisations?count=true", "/v1/arenas/hjem", "/v1/arenas/nabo/posts",
                 "/v1/arenas/hjem/posts?count=true", "/v1/arenas/hjem/members", "/v1/me",
                 "/v1/match", "/v1/barometer", "/v1/barometer?groupBy=kind", "/v1/reports",
                 "/v1/barometer?kind=public", "/v1/queue", "/v1/release-requests", self.path,
                 "/feeds/posts.atom", "/feeds/posts.json", "/feeds/posts.json?tag=hemmelig",
                 "/v1/changes", "/v1/changes?limit=7",
                 "/v1/audit", "/v1/audit?action=post.create", "/v1/audit?limit=1",
                 f"{self.path}/revisions", f"{self.path}/adoptions",
                 f"{self.path}/release-requests", f"/v1/posts/{ids['heir']}",
                 f"{self.path}/comments?count=true", f"{self.path}/comments?sort=-updatedAt",
                 f"{self.path}/follow-ups?count=true", "/v1/follow-ups",
                 f"{self.path}/follow-ups?overdue=true"]
        for name in ("author", "reader"):
            paths += [f"/v1/comments/{ids[f'comments-{name}']}",
                      f"/v1/follow-ups/{ids[f'follow-ups-{name}']}"]
        for name in ("x", "y", "reader"):
            paths += [f"/v1/posts?author={ids[name]}&count=true", f"/v1/organisations/{ids[name]}",
                      f"/v1/posts/{ids[f'post-{name}']}", f"{self.path}/adoptions/{ids[name]}"]
        for path in paths:
            yield path, self.server.request("GET", path, token=self.tokens[who])
        for method, path, body in [
            ("PATCH", self.path, {"body": "Kapret."}), ("DELETE", self.path, None),
            ("PATCH", self.path, {"attribution": "named"}),
            ("PUT", f"{self.path}/adoptions/me?dryRun=true", {"kind": "inspired"}),
            ("POST", "/v1/reports?dryRun=true", {"post": ids["secret"], "reason": "Hm."}),
            ("POST", f"{self.path}/comments?dryRun=true", {"body": "Hm."}),
            ("PATCH", f"/v1/comments/{ids['comments-author']}", {"body": "Kapret."}),
            ("DELETE", f"/v1/comments/{ids['comments-author']}", None),
            ("PATCH", f"/v1/follow-ups/{ids['follow-ups-author']}", {"state": "dropped"}),
        ]:
            if who == "curator" and method == "DELETE":
                continue
            yield f"{method} {path}", self.server.request(
                method, path, body, self.tokens[who])

    def equal(self, text):
        """The same without what is the server's own."""
        for name, id_ in sorted(self.ids.items()):
            text = text.replace(id_.encode(), f"<{name}>".encode())
        seen = {}
        text = UUID.sub(
            lambda match: f"<uuid {seen.setdefault(match[0], len(seen))}>".encode(), text)
        text = USED.sub(b'"lastUsedAt":<used>', text)
        text = HINT.sub(b'"hint":"<hint>"', text)
        text = TIME.sub(b"<time>", DAY.sub(b"<day>", text))
        return CURSOR.sub(rb"\1<cursor>", text)

    def told(self, path, answer):
        fields = sorted(
            (name, TAG.sub(rb'"\1<hash>"', value.encode()))
            for name, value in answer.headers.items()
            if name not in ("Date", "X-Request-Id", "traceparent", "Content-Length",
                            "Last-Modified"))
        head = b"\n".join(name.encode() + b": " + value for name, value in fields)
        return (self.equal(path.encode()), answer.status, self.equal(head),
                self.equal(answer.body))


LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]
# There is no wider label than CLEAR to grant.
CASES = [(tlp, after) for tlp in LABELS
         for after in (nothing, edited, retracted, hidden, granted, removed, erased)
         if (tlp, after) != ("TLP:CLEAR", granted)]


@pytest.mark.parametrize(("tlp", "after"), CASES)
def test_nobody_learns_who_wrote_it(tmp_path, tlp, after):
    told = {}
    for author in ("x", "y"):
        folder = tmp_path / author
        folder.mkdir()
        with RunningArena(folder) as server:
            world = World(server, author, tlp)
            after(world)
            others = [name for name in ("anonymous", "curator", "reader", "outsider")
                      if not (after is erased and name == "outsider")]
            told[author] = {
                who: [world.told(*pair) for pair in world.answers(who)] for who in others}
            own = server.request("GET", world.path, token=world.tokens["author"]).json()
            assert own["author"]["name"] == author
    for who, answers in told["x"].items():
        for one, other in zip(answers, told["y"][who], strict=True):
            assert one == other, (who, one, other)
    # At least the curator reads it, whatever has become of it.
    assert any(b"Uten navn" in each[3] for each in told["x"]["curator"])


def test_a_webhook_does_not_tell_who_wrote_it(tmp_path):
    told = {}
    for author in ("x", "y"):
        folder = tmp_path / author
        folder.mkdir()
        with Receiver() as receiver, RunningArena(folder, **OPEN) as server:
            world = World(server, author, "TLP:GREEN")
            world.do("POST", "/v1/webhooks", "reader", {"url": receiver.url})
            fresh = world.do("POST", "/v1/arenas/hjem/posts", "author", {
                **POST, "tlp": "TLP:GREEN"})["id"]
            receiver.wait(1)
            world.do("PATCH", f"/v1/posts/{fresh}", "author", {"body": "Det gikk bedre."})
            receiver.wait(2)
            world.do("DELETE", f"/v1/posts/{fresh}", "author")
            got = receiver.wait(3)
            told[author] = [
                (world.equal(each.body), sorted(each.headers)) for each in got]
            # A number steps by what the server does meanwhile, which is a matter of chance.
            ids = [each.headers["webhook-id"] for each in got]
            assert ids == sorted(set(ids))
            assert all(b"T00:00:00.000Z" in each.body for each in got)
    assert told["x"] == told["y"]


def test_a_leak_would_be_noticed(tmp_path):
    """Two posts with a name, one by each, are told apart."""
    told = []
    for author in ("x", "y"):
        folder = tmp_path / author
        folder.mkdir()
        with RunningArena(folder) as server:
            world = World(server, author, "TLP:GREEN")
            world.do("POST", "/v1/arenas/hjem/posts", "author",
                     {"title": "Med navn", "body": "Åpent.", "tlp": "TLP:GREEN"})
            told.append([world.told(*pair) for pair in world.answers("reader")])
    assert told[0] != told[1]
