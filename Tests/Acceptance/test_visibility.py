"""Random worlds, every read route as every caller, against an oracle that knows only the rules.

ARENA_WORLDS says how many worlds, ARENA_WORLD_SEED with which one to begin. A failure names the
seed, the caller and the request. Each answer is also searched, byte by byte, for ids and words of
what its caller may not see.
"""

import json
import os
from urllib.parse import quote

import pytest

from running_arena import RunningArena
from visibility_oracle import World
from visibility_world import Builder

WORLDS = int(os.environ.get("ARENA_WORLDS", "100"))
FIRST = int(os.environ.get("ARENA_WORLD_SEED", "1"))
BATCH = 10


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
        self.attached(post, found)
        private = viewer.admin or world.reader(viewer, post) == post.author
        self.same(path, found["exclude"] is not None, private)

    def attached(self, post, found):
        world, viewer, path = self.world, self.viewer, f"/v1/posts/{post.id}"
        for kind, field in (("comments", "author"), ("follow-ups", "organisation")):
            seen = {each.id: each for each in world.attached if each.post is post
                    and each.kind == kind and world.sees_attached(viewer, each)}
            listed = {key for key, each in seen.items() if each.state == "published"}
            states = "&state=published&state=hidden" if kind == "comments" else ""
            self.same(path, self.ids(f"{path}/{kind}?count=true{states}"), set(seen))
            self.same(path, self.ids(f"{path}/{kind}?count=true&sort=-createdAt")
                      if kind == "follow-ups" else self.ids(f"{path}/{kind}?count=true"), listed)
            if kind == "comments":
                self.same(path, found["counts"]["comments"], len(listed))
            for each in world.attached:
                if each.post is not post or each.kind != kind:
                    continue
                status, own = self.get(f"/v1/{kind}/{each.id}")
                self.same(path, status, 200 if each.id in seen else 404)
                if status != 200:
                    continue
                knows = world.sees_writer(viewer, each)
                writer = (own[field] or {}).get("id")
                self.same(path, writer, each.writer if knows else None)
                if not knows:
                    day = (each.id[14], own["createdAt"][10:])
                    self.same(path, day, ("4", "T00:00:00.000Z"))

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
                     "/v1/follow-ups", "/v1/follow-ups?overdue=true", "/v1/webhooks",
                     "/feeds/posts.json",
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
    "sees_attached": lambda self, viewer, each: self.sees(viewer, each.post),
    "sees_writer": lambda self, viewer, each: True,
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
