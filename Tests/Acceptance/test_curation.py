"""Curators hold, hear reports and see what waits for them, and the others learn what they may."""

import pytest

from running_arena import RunningArena

POSTS = "/v1/arenas/pris/posts"
POST = {"title": "Samøving", "body": "Vi øvde sammen.", "tlp": "TLP:GREEN", "declaration": True}


class World:
    """An arena with a curator and two members, and one that stands outside."""

    def __init__(self, arena):
        self.arena = arena
        self.ids, self.tokens = {}, {"admin": arena.admin}
        for name in ("curator", "author", "member", "outsider"):
            made = arena.created("/v1/organisations", {"name": name, "kind": "private"},
                                 arena.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        arena.created("/v1/arenas", {
            "name": "Pris", "slug": "pris", "purpose": "Øve.", "competitionSensitive": True,
            "charter": {"text": "Ingen priser."}, "wordList": ["pris", "anbud", "framtidige planer",
                                                               "kr"]}, arena.admin)
        for name in ("curator", "author", "member"):
            joined = self.ask("PUT", "/v1/arenas/pris/members/me", name, {"charterVersion": 1})
            assert joined.status == 201, joined.body
        curator = self.ask("PATCH", f"/v1/arenas/pris/members/{self.ids['curator']}", "admin",
                           {"curator": True})
        assert curator.status == 200, curator.body

    def ask(self, method, path, who, body=None):
        return self.arena.request(method, path, body, self.tokens.get(who))

    def share(self, who="author", status=201, **change):
        answer = self.ask("POST", POSTS, who, {**POST, **change})
        assert answer.status == status, answer.body
        return answer.json()

    def queue(self, who):
        answer = self.ask("GET", "/v1/queue", who)
        assert answer.status == 200, answer.body
        return answer.json()["items"]


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as arena:
        yield World(arena)


@pytest.mark.parametrize(("field", "text", "words"), [
    ("title", "Nye priser", ["pris"]), ("body", "Strømprisen og anbudet.", ["pris", "anbud"]),
    ("body", "Våre FRAMTIDIGE  planer", ["framtidige planer"]),
    ("body", "Det kostet 5 kr.", ["kr"]),
    ("tags", ["pristabell"], ["pris"]), ("lesson", {"observation": "Anbud"}, ["anbud"]),
    ("body", "Krisen kom brått, og planene var gode.", []),
])
def test_a_post_that_trips_the_word_list_is_held(world, field, text, words):
    post = world.share(status=202 if words else 201, **{field: text})
    assert post["state"] == ("held" if words else "published")
    reason = f"Arenaens ordliste: {', '.join(words)}."
    assert post["reason"] == (reason if words else None)
    assert [each["code"] for each in post["warnings"]] == (["held"] if words else [])
    seen = world.ask("GET", f"/v1/posts/{post['id']}", "member").status
    assert seen == (404 if words else 200)
    assert [each["post"]["id"] for each in world.queue("curator")] == (
        [post["id"]] if words else [])


def test_a_curator_lets_a_held_post_out_and_an_edit_is_looked_at_again(world):
    path = f"/v1/posts/{world.share(status=202, title='Pris på læring')['id']}"
    assert world.ask("PATCH", path, "author", {"state": "published"}).status == 403
    out = world.ask("PATCH", path, "curator", {"state": "published"})
    assert out.status == 200 and out.json()["reason"] is None
    assert world.ask("GET", path, "member").status == 200
    # The same word was let pass; another was not.
    same = world.ask("PATCH", path, "author", {"body": "Prisen var tid."}).json()
    assert same["state"] == "published"
    other = world.ask("PATCH", path, "author", {"body": "Anbudet kom."}).json()
    assert (other["state"], other["reason"]) == ("held", "Arenaens ordliste: anbud.")
    assert world.ask("GET", path, "member").status == 404


def test_the_word_list_is_the_curators_own(world):
    for who, expected in [("curator", 4), ("admin", 4), ("author", None), ("outsider", None)]:
        words = world.ask("GET", "/v1/arenas/pris", who).json()["wordList"]
        assert (words and len(words)) == expected
    # Without the mark the list holds nothing back, and a post in another arena meets it too.
    changed = world.ask("PATCH", "/v1/arenas/pris", "curator", {"competitionSensitive": False})
    assert changed.status == 200, changed.body
    assert world.share(title="Pris")["state"] == "published"
    assert world.ask("PATCH", "/v1/arenas/pris", "curator",
                     {"competitionSensitive": True}).status == 200
    world.arena.created("/v1/arenas", {"name": "Åpen", "slug": "apen", "purpose": "Øve."},
                        world.arena.admin)
    assert world.ask("PUT", "/v1/arenas/apen/members/me", "author", {}).status == 201
    for also, status in [([], 201), (["pris"], 202)]:
        answer = world.ask("POST", "/v1/arenas/apen/posts", "author",
                           {**POST, "title": "Pris", "alsoIn": also})
        assert answer.status == status, answer.body


def test_a_report_reaches_the_curators_and_its_outcome_the_reporter(world):
    post = world.share()
    path = f"/v1/posts/{post['id']}"
    body = {"post": post["id"], "reason": "Nevner en kunde ved navn."}
    made = world.ask("POST", "/v1/reports", "member", body)
    assert made.status == 201, made.body
    report = made.json()
    where = made.headers["Location"]
    assert where == f"/v1/reports/{report['id']}"
    assert report["reporter"]["name"] == "member" and report["arena"]["slug"] == "pris"
    assert (report["state"], report["outcome"]) == ("open", None)
    for who, status in [("member", 200), ("curator", 200), ("admin", 200), ("author", 404),
                        ("outsider", 404), (None, 401)]:
        assert world.ask("GET", where, who).status == status, who
        listed = world.ask("GET", "/v1/reports", who)
        assert listed.status == (200 if who else 401)
        if who:
            assert len(listed.json()["items"]) == (1 if status == 200 else 0)
    assert [(each["kind"], each["report"]["id"]) for each in world.queue("curator")] == [
        ("report", report["id"])]
    assert world.queue("author") == world.queue("member") == []
    # One that waits is enough; the reporter may say more.
    assert world.ask("POST", "/v1/reports", "member", body).status == 409
    more = world.ask("PATCH", where, "member", {"reason": "Nevner en kunde og en pris."})
    assert more.status == 200, more.body
    for who, change, status in [
        ("member", {"state": "upheld", "outcome": "Ja."}, 403),
        ("author", {"state": "dismissed", "outcome": "Nei."}, 404),
        ("curator", {"state": "upheld"}, 422), ("curator", {"reason": "Annet"}, 403),
    ]:
        assert world.ask("PATCH", where, who, change).status == status, (who, change)
    # The author hears of it by what is done with the post.
    assert world.ask("PATCH", path, "curator",
                     {"state": "hidden", "reason": "Nevner en kunde."}).status == 200
    done = world.ask("PATCH", where, "curator", {"state": "upheld", "outcome": "Den er skjult."})
    assert done.status == 200, done.body
    assert world.queue("curator") == []
    world.arena.restart_after_kill()
    told = world.ask("GET", where, "member").json()
    assert (told["state"], told["outcome"]) == ("upheld", "Den er skjult.")
    assert told["post"] == post["id"]
    assert world.ask("GET", path, "author").json()["reason"] == "Nevner en kunde."
    # What is decided stays decided, and may be taken up anew.
    assert world.ask("PATCH", where, "curator", {"state": "open"}).status == 409
    assert [each["id"] for each in world.ask(
        "GET", "/v1/reports?state=upheld", "curator").json()["items"]] == [report["id"]]
    assert world.ask("GET", "/v1/reports?state=open", "curator").json()["items"] == []


@pytest.mark.parametrize(("who", "change", "status", "place"), [
    (None, {}, 401, None), ("outsider", {}, 404, None), ("author", {}, 422, "#/post"),
    ("member", {"reason": " "}, 422, "#/reason"), ("member", {"post": "x"}, 422, "#/post"),
    ("member", {"reason": "Fnr 15108695088"}, 422, "#/reason"),
    ("member", {"state": "upheld"}, 422, "#/state"),
])
def test_who_may_report_what(world, who, change, status, place):
    post = world.share(tlp="TLP:AMBER")
    answer = world.ask("POST", "/v1/reports", who,
                       {"post": post["id"], "reason": "Feil.", **change})
    if who == "outsider":
        # What it may not see does not exist.
        assert answer.status == 422 and answer.json()["errors"][0]["code"] == "unknown"
        return
    assert answer.status == status, answer.body
    if place:
        assert place in [each["pointer"] for each in answer.json()["errors"]]


def test_the_queue_holds_what_waits_and_nothing_else(world):
    arena = world.arena
    assert world.queue("admin") == []
    # An arena that asks before it lets in, and one that waits for co-signers.
    changed = world.ask("PATCH", "/v1/arenas/pris", "curator", {"joinPolicy": "moderated"})
    assert changed.status == 200
    asked = world.ask("PUT", "/v1/arenas/pris/members/me", "outsider", {"charterVersion": 1})
    assert asked.status == 202, asked.body
    world.ask("POST", "/v1/arenas", "member", {"name": "Ny", "purpose": "Øve."})
    arena.created("/v1/organisations", {"name": "Venter", "kind": "public"}, None)
    held = world.share(status=202, title="Pris")
    kinds = [each["kind"] for each in world.queue("admin")]
    assert kinds == ["membership", "arena", "organisation", "post"]
    mine = world.queue("curator")
    assert [each["kind"] for each in mine] == ["membership", "post"]
    assert mine[0]["membership"]["organisation"]["name"] == "outsider"
    assert mine[1]["post"]["id"] == held["id"]
    times = [each["since"] for each in world.queue("admin")]
    assert times == sorted(times)
    assert world.ask("GET", "/v1/queue", None).status == 401
    assert world.queue("outsider") == []
    late = world.ask("GET", f"/v1/queue?updatedAfter={times[1]}", "admin").json()["items"]
    assert [each["since"] for each in late] == [each for each in times if each >= times[1]]
    first = world.ask("GET", "/v1/queue?limit=1&count=true", "admin").json()
    assert len(first["items"]) == 1 and first["total"] == 4
    second = world.ask(
        "GET", f"/v1/queue?limit=1&count=true&cursor={first['nextCursor']}", "admin").json()
    assert [each["kind"] for each in second["items"]] == ["arena"]


def test_reports_go_with_what_they_are_about(world):
    post = world.share()
    body = {"post": post["id"], "reason": "Feil."}
    where = world.ask("POST", "/v1/reports", "member", body).headers["Location"]
    gone = world.ask("DELETE", f"/v1/organisations/{world.ids['member']}", "admin")
    assert gone.status == 204
    assert world.ask("GET", where, "curator").status == 404
    where = world.ask("POST", "/v1/reports", "curator", body).headers["Location"]
    assert world.ask("DELETE", "/v1/arenas/pris?purge=true", "admin").status == 204
    assert world.ask("GET", where, "admin").status == 404
    assert world.ask("GET", "/v1/reports", "admin").json()["items"] == []
