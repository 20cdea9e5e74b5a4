"""Random worlds, every read route as every caller, against an oracle that knows only the rules.

ARENA_WORLDS says how many worlds, ARENA_WORLD_SEED with which one to begin. A failure names the
seed, the caller and the request. Each answer is also searched, byte by byte, for ids and words of
what its caller may not see.
"""

import http.client
import json
import os
import random
from urllib.parse import quote

import pytest

from running_arena import RunningArena
from visibility_oracle import Arena, Matter, Organisation, Post, Viewer, World

WORLDS = int(os.environ.get("ARENA_WORLDS", "100"))
FIRST = int(os.environ.get("ARENA_WORLD_SEED", "1"))
BATCH = 10
LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]


class Builder:
    """Makes one random world on a server, and the same as plain data."""

    def __init__(self, server, seed):
        self.server, self.random, self.seed = server, random.Random(seed), seed
        self.world, self.tokens, self.count = World(), {}, 0
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.viewers = [Viewer("anonymous"), Viewer("admin", admin=True)]
        self.tokens["admin"] = server.admin

    def ask(self, method, path, token=None, body=None):
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def do(self, method, path, who, body=None, allowed=(200, 201, 204)):
        status, content, _ = self.ask(method, path, self.tokens[who], body)
        assert status in allowed, (self.seed, method, path, who, body, content)
        return json.loads(content) if content and status < 300 else None

    def word(self, kind):
        """A word that stands nowhere else."""
        self.count += 1
        return f"{kind}{self.seed}q{self.count}q"

    def some(self, items, chance):
        return [each for each in items if self.random.random() < chance]

    def build(self):
        for _ in range(6):
            self.organisation()
        for policy in ("open", "open", "invite-only", "moderated"):
            self.arena(policy)
        for _ in range(14):
            self.post()
        self.walls()
        self.bring_up()
        self.curate()
        self.adopt()
        self.leave()
        self.suspend()
        self.narrow()
        return self

    def organisation(self):
        name = self.word("org")
        made = self.do("POST", "/v1/organisations", "admin", {"name": name, "kind": "public"})
        self.tokens[made["id"]] = made["token"]
        self.world.organisations[made["id"]] = Organisation(made["id"], name)
        self.viewers.append(Viewer(name, made["id"]))
        if self.random.random() < 0.5:
            # Some have walls from the beginning: those of a Chatham House post are frozen.
            self.wall(made["id"])

    def wall(self, own):
        others = [each for each in self.world.organisations if each != own]
        walls = self.some(others, 0.2)
        self.do("PATCH", f"/v1/organisations/{own}", own, {"walls": walls})
        self.world.organisations[own].walls = set(walls)

    def walls(self):
        for own in self.some(list(self.world.organisations), 0.3):
            self.wall(own)

    def arena(self, policy):
        name = self.word("are")
        listing = self.random.choice(["names", "count", "none"])
        made = self.do("POST", "/v1/arenas", "admin", {
            "name": name, "purpose": "Øve.", "joinPolicy": policy, "memberList": listing,
            "widestTlp": "TLP:CLEAR"})
        arena = Arena(made["id"], made["slug"], name, policy, member_list=listing)
        self.world.arenas[arena.id] = arena
        for own in self.some(list(self.world.organisations), 0.55):
            path = f"/v1/arenas/{arena.id}/members/{own}"
            if policy != "open":
                self.do("PUT", path, "admin", {})
                arena.members[own] = "invited"
                if self.random.random() < 0.2:
                    continue
            self.do("PUT", f"/v1/arenas/{arena.id}/members/me", own, {})
            arena.members[own] = "member"
            if self.random.random() < 0.25:
                self.do("PATCH", path, "admin", {"curator": True})
                arena.curators.add(own)

    def post(self):
        homes = [(arena, own) for arena in self.world.arenas.values()
                 for own, state in arena.members.items() if state == "member"]
        if not homes:
            return
        home, author = self.random.choice(homes)
        tlp, chatham = self.random.choice(LABELS), self.random.random() < 0.3
        others = [arena.id for arena in self.world.arenas.values()
                  if arena.id != home.id and arena.policy != "invite-only"
                  and arena.members.get(author) == "member"]
        also = self.some(others, 0.4) if home.policy != "invite-only" else []
        outside = [each for each in self.world.organisations if each != author]
        exclude = self.some(outside, 0.15) if tlp != "TLP:CLEAR" else []
        viewer = Viewer("author", author)
        based = [post.id for post in self.world.posts.values() if self.world.sees(viewer, post)]
        based = self.some(based, 0.15)
        secret = self.word("sec")
        made = self.do("POST", f"/v1/arenas/{home.id}/posts", author, {
            "title": secret, "body": f"Om {secret}.", "tlp": tlp, "alsoIn": also,
            "attribution": "chatham" if chatham else "named", "exclude": exclude,
            "tags": [secret], "basedOn": [{"post": each} for each in based]})
        walls = frozenset(self.world.organisations[author].walls) if chatham else frozenset()
        self.world.posts[made["id"]] = Post(
            made["id"], secret, home.id, author, tlp, chatham, tuple(also), frozenset(exclude),
            walls, based_on=tuple(based))

    def bring_up(self):
        for post in self.world.posts.values():
            for own in self.some(list(self.world.organisations), 0.1):
                if own == post.author or not self.world.sees(Viewer("own", own), post):
                    continue
                secret = self.word("mat")
                wider = LABELS[:LABELS.index(post.tlp)]
                if wider and self.random.random() < 0.5:
                    kind, path = "request", f"/v1/posts/{post.id}/release-requests"
                    body = {"tlp": self.random.choice(wider), "reason": secret}
                else:
                    kind, path = "report", "/v1/reports"
                    body = {"post": post.id, "reason": secret}
                made = self.do("POST", path, own, body)
                self.world.matters.append(Matter(made["id"], secret, kind, post, own))

    def curate(self):
        for post in self.some(list(self.world.posts.values()), 0.3):
            post.state = self.random.choice(["held", "hidden", "retracted"])
            if post.state == "retracted":
                self.do("DELETE", f"/v1/posts/{post.id}", post.author)
            else:
                self.do("PATCH", f"/v1/posts/{post.id}", "admin",
                        {"state": post.state, "reason": "Fordi."})

    def adopt(self):
        for post in self.world.posts.values():
            for own in self.some(list(self.world.organisations), 0.2):
                readable = self.world.sees(Viewer("own", own), post)
                if own == post.author or not readable or post.state != "published":
                    continue
                self.do("PUT", f"/v1/posts/{post.id}/adoptions/me", own, {"kind": "copied"})
                post.adoptions[own] = True

    def leave(self):
        for arena in self.world.arenas.values():
            for own in self.some(list(arena.members), 0.15):
                if own in arena.curators or arena.members[own] != "member":
                    continue
                self.do("DELETE", f"/v1/arenas/{arena.id}/members/me", own)
                arena.members[own] = "left"

    def suspend(self):
        for own in self.some(list(self.world.organisations), 0.15):
            self.do("PATCH", f"/v1/organisations/{own}", "admin", {"state": "suspended"})
            self.world.organisations[own].state = "suspended"
        name = self.word("org")
        status, content, _ = self.ask(
            "POST", "/v1/organisations", None, {"name": name, "kind": "public"})
        assert status == 201, content
        made = json.loads(content)
        self.tokens[made["id"]] = made["token"]
        self.world.organisations[made["id"]] = Organisation(made["id"], name, "pending")
        self.viewers.append(Viewer(name, made["id"]))

    def narrow(self):
        active = [each for each in self.world.organisations.values() if each.state == "active"]
        if not active:
            return
        own = self.random.choice(active).id
        visible = [each for each in self.world.arenas
                   if self.world.sees_arena(Viewer("own", own), each)]
        chosen = self.random.sample(visible, min(2, len(visible)))
        made = self.do("POST", "/v1/tokens", own, {"arenas": chosen, "scopes": ["read"]})
        self.tokens["narrowed"] = made["token"]
        self.viewers.append(Viewer("narrowed", own, frozenset(chosen)))


class Check:
    """Every read route as one viewer."""

    def __init__(self, built, viewer):
        self.built, self.world, self.viewer = built, built.world, viewer
        name = viewer.name if viewer.name in ("admin", "narrowed") else viewer.organisation
        self.token = built.tokens.get(name)
        self.hidden = [each.encode() for each in self.world.hidden_words(viewer)]
        # Whoever has brought something up knows about which post.
        self.known = [matter.post.id.encode() for matter in self.world.matters
                      if self.world.sees_matter(viewer, matter)]

    def get(self, path):
        status, content, headers = self.built.ask("GET", path, self.token)
        searched = content + str(headers).encode()
        is_matter = path.startswith(("/v1/reports", "/v1/release-requests", "/v1/privacy"))
        for word in self.hidden:
            # What the caller itself has sent tells it nothing.
            if word.decode() not in path and not (is_matter and word in self.known):
                assert word not in searched, self.place(path, word, content)
        lines = headers["Content-Type"] == "application/x-ndjson"
        return status, None if lines else json.loads(content)

    def place(self, path, *more):
        return (f"ARENA_WORLD_SEED={self.built.seed}", self.viewer, path, *more)

    def same(self, path, found, expected):
        assert found == expected, self.place(path, found, expected)

    def run(self):
        self.lists()
        for arena in self.world.arenas.values():
            self.arena(arena)
        for post in self.world.posts.values():
            self.post(post)
        self.matters()
        self.others()

    def ids(self, path, key="id"):
        status, page = self.get(path)
        self.same(path, status, 200)
        if "total" in page:
            self.same(path, page["total"], len(page["items"]))
        return {each[key] for each in page["items"]}

    def lists(self):
        world, viewer = self.world, self.viewer
        listed = world.listed(viewer)
        for path in ("/v1/posts?limit=200&count=true", "/v1/posts?sort=title&count=true",
                     "/v1/posts?sort=-updatedAt&count=true"):
            self.same(path, self.ids(path), listed)
        for own in world.organisations:
            path = f"/v1/posts?author={own}&count=true"
            expected = {post.id for post in world.posts.values() if post.id in listed
                        and post.author == own and world.sees_author(viewer, post)}
            self.same(path, self.ids(path), expected)
        for post in list(world.posts.values())[:5]:
            for query in (f"q={post.secret}", f"tag={post.secret}"):
                path = f"/v1/posts?{query}&count=true"
                self.same(path, self.ids(path), {post.id} & listed)
            path = f"/v1/posts?basedOn={post.id}&count=true"
            heirs = {each.id for each in world.posts.values()
                     if post.id in each.based_on and each.id in listed}
            self.same(path, self.ids(path), heirs if world.sees(viewer, post) else set())
        for path, seen, all_ in [
            ("/v1/arenas?limit=200&count=true", world.sees_arena, world.arenas),
            ("/v1/organisations?limit=200&count=true", world.sees_organisation,
             world.organisations),
        ]:
            self.same(path, self.ids(path), {each for each in all_ if seen(viewer, each)})

    def arena(self, arena):
        world, viewer = self.world, self.viewer
        path = f"/v1/arenas/{arena.id}"
        status, found = self.get(path)
        seen = world.sees_arena(viewer, arena.id)
        self.same(path, status, 200 if seen else 404)
        listed = world.listed(viewer, arena.id)
        path = f"/v1/posts?arena={arena.id}&count=true"
        self.same(path, self.ids(path), listed)
        if not seen:
            for more in ("/posts", "/members"):
                self.same(path + more, self.get(f"/v1/arenas/{arena.id}{more}")[0], 404)
            return
        self.same(path, found["counts"]["posts"], len(listed))
        path = f"/v1/arenas/{arena.id}/posts?count=true"
        self.same(path, self.ids(path), listed)
        names = world.curates(viewer, arena.id) or (
            arena.member_list == "names" and world.sees_inside(viewer, arena.id))
        own = world.acting(viewer, arena.id)
        expected = {each for each, state in arena.members.items()
                    if each == own or world.curates(viewer, arena.id)
                    or (state == "member" and names)}
        path = f"/v1/arenas/{arena.id}/members?limit=200"
        _, page = self.get(path)
        self.same(path, {each["organisation"]["id"] for each in page["items"]}, expected)

    def post(self, post):
        world, viewer = self.world, self.viewer
        path = f"/v1/posts/{post.id}"
        status, found = self.get(path)
        seen = world.sees(viewer, post)
        self.same(path, status, 200 if seen else 404)
        for more in ("/revisions", "/adoptions"):
            self.same(path + more, self.get(path + more)[0], 200 if seen else 404)
        if not seen:
            return
        knows = world.sees_author(viewer, post)
        self.same(path, (found["author"] or {}).get("id"), post.author if knows else None)
        if not knows:
            # Neither by its id nor by its times.
            self.same(path, (post.id[14], found["createdAt"][10:]), ("4", "T00:00:00.000Z"))
        edges = {each["post"] for each in found["basedOn"]}
        self.same(path, edges, {each for each in post.based_on
                                if world.sees(viewer, world.posts[each])})
        adoptions = {each for each in post.adoptions if world.sees_adoption(viewer, post, each)}
        self.same(path, found["counts"]["adoptions"], len(adoptions))
        _, page = self.get(f"{path}/adoptions")
        self.same(path, {each["organisation"]["id"] for each in page["items"]}, adoptions)
        heirs = [each for each in world.posts.values()
                 if post.id in each.based_on and each.id in world.listed(viewer)]
        self.same(path, found["counts"]["basedOnThis"], len(heirs))
        private = viewer.admin or world.reader(viewer, post) == post.author
        self.same(path, found["exclude"] is not None, private)

    def matters(self):
        for matter in self.world.matters:
            seen = self.world.sees_matter(self.viewer, matter)
            kind = "reports" if matter.kind == "report" else "release-requests"
            path = f"/v1/{kind}/{matter.id}"
            status, _ = self.get(path)
            may = self.viewer.admin or self.world.active(self.viewer) is not None
            token = 403 if self.viewer.organisation else 401
            self.same(path, status, (200 if seen else 404) if may else token)
        if self.viewer.admin or self.world.active(self.viewer):
            for kind, name in (("report", "reports"), ("request", "release-requests")):
                path = f"/v1/{name}?count=true"
                self.same(path, self.ids(path), {
                    matter.id for matter in self.world.matters
                    if matter.kind == kind and self.world.sees_matter(self.viewer, matter)})

    def others(self):
        """Routes whose answers are searched only."""
        for path in ("/v1/me", "/v1/match", "/v1/barometer", "/v1/barometer?groupBy=year",
                     "/v1/reports", "/v1/queue", "/v1/audit", "/v1/release-requests", "/v1/tokens",
                     "/v1/posts?state=held", "/v1/posts?state=hidden&state=retracted",
                     "/v1/export", "/v1/privacy/export?organisation=me",
                     f"/v1/posts?q={quote('om')}"):
            status, _ = self.get(path)
            self.same(path, status < 500, True)


def check(folder, seed):
    """One world, by everybody."""
    folder.mkdir()
    with RunningArena(folder) as server:
        built = Builder(server, seed).build()
        for viewer in built.viewers:
            Check(built, viewer).run()


@pytest.mark.parametrize("first", range(FIRST, FIRST + WORLDS, BATCH))
def test_everybody_sees_what_the_rules_say_and_nothing_else(tmp_path, first):
    for seed in range(first, min(first + BATCH, FIRST + WORLDS)):
        check(tmp_path / str(seed), seed)


def open_audience(self, viewer, reader, post, tlp, walls):
    label = "TLP:GREEN" if tlp == "TLP:AMBER" else tlp
    return IS_FOR(self, viewer, reader, post, label, walls)


IS_FOR = World.is_for
# What the server would look like to an oracle with one rule less.
WRONG_RULES = {
    "walls": lambda self, post: frozenset(),
    "is_for": open_audience,
    "sees_author": lambda self, viewer, post: True,
    "sees_adoption": lambda self, viewer, post, adopter: self.sees(viewer, post),
    "sees_matter": lambda self, viewer, matter: self.sees(viewer, matter.post),
    "acting": lambda self, viewer, arena: self.active(viewer),
    "sees_inside": lambda self, viewer, arena: self.sees_arena(viewer, arena),
    "curates": lambda self, viewer, arena: viewer.admin,
}


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_a_rule_less_would_be_noticed(tmp_path, monkeypatch, rule):
    monkeypatch.setattr(World, rule, WRONG_RULES[rule])
    with pytest.raises(AssertionError):
        for seed in range(1, 31):
            check(tmp_path / str(seed), seed)
