"""An admin merges an arena into another, and everything is there and is found where it was."""

import pytest

from running_arena import RunningArena

POST = {"title": "Samøving", "body": "Vi øvde sammen.", "tlp": "TLP:AMBER"}


class World:
    """Two arenas with a member each, one in both, and what they have shared."""

    def __init__(self, arena):
        self.arena = arena
        self.ids, self.tokens = {}, {"admin": arena.admin}
        for name in ("east", "west", "both", "outsider"):
            made = arena.created("/v1/organisations", {"name": name, "kind": "public"},
                                 arena.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        self.old = self.found("Øst", "ost")
        self.new = self.found("Vest", "vest")
        for name, slugs in [("east", ["ost"]), ("west", ["vest"]), ("both", ["ost", "vest"])]:
            for slug in slugs:
                self.join(name, slug)

    def found(self, name, slug, **more):
        return self.arena.created(
            "/v1/arenas", {"name": name, "slug": slug, "purpose": "Øve.", **more},
            self.arena.admin)["id"]

    def join(self, who, slug):
        assert self.ask("PUT", f"/v1/arenas/{slug}/members/me", who, {}).status in (200, 201)

    def ask(self, method, path, who="admin", body=None, **headers):
        return self.arena.request(method, path, body, self.tokens.get(who), headers=headers)

    def share(self, slug, who, **change):
        answer = self.ask("POST", f"/v1/arenas/{slug}/posts", who, {**POST, **change})
        assert answer.status == 201, answer.body
        return answer.json()["id"]

    def merge(self, arena="ost", into="vest", query=""):
        return self.ask("POST", f"/v1/arenas/{arena}/merge{query}", "admin", {"into": into})

    def titles(self, slug, who):
        items = self.ask("GET", f"/v1/arenas/{slug}/posts", who).json()["items"]
        return sorted(each["title"] for each in items)

    def members(self, slug):
        items = self.ask("GET", f"/v1/arenas/{slug}/members").json()["items"]
        return {each["organisation"]["name"]: (each["state"], each["curator"]) for each in items}


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as arena:
        yield World(arena)


def test_everything_moves_and_old_addresses_lead_on(world):
    curator = {"curator": True}
    assert world.ask("PATCH", f"/v1/arenas/ost/members/{world.ids['both']}", "admin",
                     curator).status == 200
    moved = world.share("ost", "east", title="Flyttet")
    world.share("vest", "west", title="Hjemme")
    shown = world.share("vest", "both", title="Begge steder", alsoIn=["ost"])
    secret = world.share("ost", "both", title="Uten navn", attribution="chatham")
    assert world.ask("PATCH", f"/v1/posts/{moved}", "east", {"body": "Vi øvde mer."}).status == 200
    report = world.arena.created(
        "/v1/reports", {"post": moved, "reason": "Feil."}, world.tokens["both"])["id"]
    bodies = {"comments": {"body": "Ja."}, "follow-ups": {"action": "Øve."}}
    attached = {
        kind: world.arena.created(f"/v1/posts/{shown}/{kind}", body, world.tokens["east"])["id"]
        for kind, body in bodies.items()}
    narrow = world.arena.created(
        "/v1/tokens", {"arenas": ["ost"], "scopes": ["read", "post"]}, world.tokens["both"])
    before = world.ask("GET", f"/v1/posts/{moved}", "east").json()

    dry = world.merge(query="?dryRun=true")
    assert dry.status == 200, dry.body
    assert world.ask("GET", "/v1/arenas/ost").status == 200
    for kind, each in attached.items():
        assert world.ask("GET", f"/v1/{kind}/{each}", "west").status == 200
    done = world.merge()
    assert done.status == 200, done.body
    for kind, each in attached.items():
        for who in ("east", "west", "both"):
            assert world.ask("GET", f"/v1/{kind}/{each}", who).status == 200, who
    assert done.json()["id"] == world.new and done.json()["counts"]["members"] == 3
    for _ in range(2):
        # Now and after a kill.
        for old in ("ost", world.old):
            for path in ("", "/posts?limit=1", "/members"):
                led = world.ask("GET", f"/v1/arenas/{old}{path}")
                assert led.status == 308, led.body
                target = led.headers["Location"]
                assert target.startswith(("/v1/arenas/vest", f"/v1/arenas/{world.new}"))
                assert target.endswith(path)
        assert world.titles("vest", "west") == ["Begge steder", "Flyttet", "Hjemme", "Uten navn"]
        assert world.members("vest") == {
            "east": ("member", False), "west": ("member", False), "both": ("member", True)}
        after = world.ask("GET", f"/v1/posts/{moved}", "east").json()
        assert after == {**before, "arena": after["arena"]}
        assert after["arena"]["slug"] == "vest"
        assert world.ask("GET", f"/v1/posts/{shown}", "both").json()["alsoIn"] == []
        assert world.ask("GET", f"/v1/posts/{secret}", "west").json()["author"] is None
        history = world.ask("GET", f"/v1/posts/{moved}/revisions", "west").json()["items"]
        assert [each["arena"]["slug"] for each in history] == ["vest", "vest"]
        held = world.ask("GET", f"/v1/reports/{report}", "admin").json()
        assert held["arena"]["slug"] == "vest"
        assert world.ask("GET", "/v1/queue", "both").json()["items"][0]["report"]["id"] == report
        token = world.ask("GET", f"/v1/tokens/{narrow['id']}", "both").json()
        assert [each["slug"] for each in token["arenas"]] == ["vest"]
        names = [each["slug"] for each in world.ask("GET", "/v1/arenas").json()["items"]]
        assert names == ["vest"]
        world.arena.restart_after_kill()
    # Scripts go on writing to the old address.
    assert world.ask("POST", "/v1/arenas/ost/posts", "east", POST).status == 201
    assert world.ask("GET", f"/v1/posts/{moved}", "outsider").status == 404
    # And when that arena is merged in its turn.
    world.found("Nord", "nord")
    assert world.merge("vest", "nord").status == 200
    assert world.ask("GET", "/v1/arenas/ost").headers["Location"] == "/v1/arenas/nord"
    assert world.ask("GET", f"/v1/arenas/{world.old}").status == 308
    assert world.ask("GET", f"/v1/posts/{moved}", "both").json()["arena"]["slug"] == "nord"


def test_who_was_turned_away_stays_away(world):
    gone = world.ask("DELETE", f"/v1/arenas/vest/members/{world.ids['both']}?reason=Brudd", "admin")
    assert gone.status == 204
    assert world.merge().status == 200
    assert world.members("vest")["both"] == ("removed", False)


def test_members_accept_the_charter_of_competitors_themselves(world):
    world.found("Tett", "tett", competitionSensitive=True, charter={"text": "Ingen priser."})
    assert world.merge("ost", "tett").status == 200
    assert world.members("tett") == {"east": ("invited", False), "both": ("invited", False)}
    accepted = world.ask("PUT", "/v1/arenas/tett/members/me", "east", {"charterVersion": 1})
    assert accepted.status in (200, 201) and accepted.json()["state"] == "member"


@pytest.mark.parametrize(("arena", "into", "status", "code"), [
    ({}, "ost", 422, "names-itself"), ({}, "finnes-ikke", 422, "unknown"), ({}, None, 422, None),
    ({"joinPolicy": "invite-only"}, "vest", 422, "less-protected"),
    ({"competitionSensitive": True, "charter": {"text": "x"}}, "vest", 422, "less-protected"),
    ({"memberList": "none"}, "vest", 422, "less-protected"),
])
def test_what_may_not_be_merged(world, arena, into, status, code):
    if arena:
        assert world.ask("PATCH", "/v1/arenas/ost", "admin", arena).status == 200
    answer = world.merge(into=into)
    assert answer.status == status, answer.body
    if code:
        assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [
            ("#/into", code)]
    assert world.ask("GET", "/v1/arenas/ost").json()["id"] == world.old


def test_others_cannot_and_a_closed_arena_takes_nothing(world):
    for who, status in [(None, 401), ("both", 403)]:
        answer = world.ask("POST", "/v1/arenas/ost/merge", who, {"into": "vest"})
        assert answer.status == status
    assert world.ask("DELETE", "/v1/arenas/vest").status == 204
    assert world.merge().status == 409
    # What is shown in two arenas cannot go behind a closed door.
    world.found("Lukket", "lukket", joinPolicy="invite-only")
    world.found("Åpen", "apen")
    world.join("both", "apen")
    world.share("ost", "both", alsoIn=["apen"])
    refused = world.merge("ost", "lukket")
    assert refused.status == 422
    assert refused.json()["errors"][0]["code"] == "has-shared-posts"
