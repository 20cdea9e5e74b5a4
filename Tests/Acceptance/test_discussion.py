"""Comments and follow-ups, as those who read, write and curate them meet them."""

import pytest

from running_arena import RunningArena
from test_repeats import wait_for_snapshot

ABSENT = "019b76da-a800-7c3d-a1f2-b3c4d5e6f708"


class World:
    """An arena with an author, a member and a curator, and one that stands outside."""

    def __init__(self, server):
        self.server = server
        self.ids, self.tokens = {}, {"admin": server.admin, "anonymous": None}
        for name in ("author", "member", "curator", "outsider"):
            made = server.created("/v1/organisations", {"name": name, "kind": "public"},
                                  server.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        server.created("/v1/arenas", {"name": "Hjem", "slug": "hjem", "purpose": "Øve."},
                       server.admin)
        for name in ("author", "member", "curator"):
            self.ask("PUT", "/v1/arenas/hjem/members/me", name, {})
        self.ask("PATCH", f"/v1/arenas/hjem/members/{self.ids['curator']}", "admin",
                 {"curator": True})

    def ask(self, method, path, who, body=None, **headers):
        return self.server.request(method, path, body, self.tokens[who], headers=headers)

    def share(self, **more):
        post = {"title": "Nødstrøm", "body": "Halvfull tank.", "tlp": "TLP:GREEN", **more}
        made = self.ask("POST", "/v1/arenas/hjem/posts", "author", post)
        assert made.status == 201, made.body
        return f"/v1/posts/{made.json()['id']}"

    def say(self, post, who, body="Hos oss også.", **headers):
        made = self.ask("POST", f"{post}/comments", who, {"body": body}, **headers)
        assert made.status == 201, made.body
        return made.json()

    def count(self, post, who="member"):
        return self.ask("GET", post, who).json()["counts"]["comments"]


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as server:
        yield World(server)


def test_a_discussion_survives_a_kill_and_ends_a_304(world):
    post = world.share()
    before = world.ask("GET", post, "member")
    made = world.say(post, "member", "Hos oss *også*.")
    assert made["author"] == {"id": world.ids["member"], "name": "member"}
    assert (made["lang"], made["tlp"], made["state"], made["reason"], made["warnings"]) == (
        "nb", "TLP:GREEN", "published", None, [])
    after = world.ask("GET", post, "member", **{"If-None-Match": before.headers["ETag"]})
    assert (after.status, after.json()["revision"]) == (200, before.json()["revision"])
    world.say(post, "author", "Takk.")
    world.server.restart_after_kill()
    listed = world.ask("GET", f"{post}/comments?count=true", "curator").json()
    assert [each["body"] for each in listed["items"]] == ["Hos oss *også*.", "Takk."]
    assert listed["total"] == world.count(post) == 2
    turned = world.ask("GET", f"{post}/comments?sort=-createdAt&limit=1", "curator").json()
    assert turned["items"][0]["body"] == "Takk." and turned["nextCursor"]
    own = world.ask("GET", f"/v1/comments/{made['id']}", "member")
    changed = world.ask("PATCH", f"/v1/comments/{made['id']}", "member", {"body": "Nytt."},
                        **{"If-Match": own.headers["ETag"]})
    assert changed.status == 200 and changed.json()["revision"] == 2
    stale = world.ask("PATCH", f"/v1/comments/{made['id']}", "member", {"body": "Gammelt."},
                      **{"If-Match": own.headers["ETag"]})
    assert stale.status == 412


@pytest.mark.parametrize(("kind", "told", "field"), [
    ("comments", "body", "body"), ("follow-ups", "action", "action")])
def test_bad_input_names_the_field(world, kind, told, field):
    post = world.share()
    for body, pointer, code in [
            ({}, f"#/{field}", "required"), ({told: ""}, f"#/{field}", "too-short"),
            ({told: " "}, f"#/{field}", "blank"), ({told: 7}, f"#/{field}", "not-a-string"),
            ({told: "x" * 10_001}, f"#/{field}", "too-long"),
            ({told: "Gjelder 15108695088."}, f"#/{field}", "national-id-not-allowed"),
            ({told: "Ja.", "forfatter": 1}, "#/forfatter", "unknown-field")]:
        answer = world.ask("POST", f"{post}/{kind}", "member", body)
        assert answer.status == 422, (body, answer.body)
        assert {(each["pointer"], each["code"]) for each in answer.json()["errors"]} == {
            (pointer, code)}
    assert world.ask("POST", f"/v1/posts/{ABSENT}/{kind}", "member", {told: "Ja."}).status == 404
    assert world.ask("POST", f"{post}/{kind}", "anonymous", {told: "Ja."}).status == 401
    assert world.ask("GET", f"/v1/{kind}/{ABSENT}", "member").status == 404
    assert world.ask("GET", f"{post}/{kind}", "member").json()["items"] == []


def test_what_was_said_among_members_stays_among_them(world):
    """A comment keeps the label of then, and the post's own where that is stricter."""
    post = world.share(tlp="TLP:AMBER")
    amber = world.say(post, "member", "Mellom oss.")
    assert world.ask("PATCH", post, "author", {"tlp": "TLP:CLEAR"}).status == 200
    clear = world.say(post, "outsider", "Åpent.")
    assert amber["tlp"] == "TLP:AMBER" and clear["tlp"] == "TLP:CLEAR"
    for who, seen in [("anonymous", ["Åpent."]), ("outsider", ["Åpent."]),
                      ("curator", ["Mellom oss.", "Åpent."])]:
        found = world.ask("GET", f"{post}/comments", who).json()["items"]
        assert [each["body"] for each in found] == seen
        assert world.count(post, who) == len(seen)
    assert world.ask("GET", f"/v1/comments/{amber['id']}", "outsider").status == 404
    # And the other way: a stricter post takes what was open with it.
    assert world.ask("PATCH", post, "author", {"tlp": "TLP:AMBER"}).status == 200
    assert world.ask("GET", f"/v1/comments/{clear['id']}", "outsider").status == 404


def test_walls_cover_comments_and_their_writer_is_told(world):
    post = world.share()
    walls = {"walls": [world.ids["curator"]]}
    assert world.ask("PATCH", "/v1/organisations/me", "member", walls).status == 200
    made = world.say(post, "member")
    assert [(each["code"], [one["name"] for one in each["organisations"]])
            for each in made["warnings"]] == [("wall", ["curator"])]
    assert world.ask("GET", f"/v1/comments/{made['id']}", "curator").status == 404
    assert (world.count(post, "curator"), world.count(post, "author")) == (0, 1)


def test_a_curator_hides_with_a_reason_and_the_author_alone_removes(world):
    post = world.share()
    path = f"/v1/comments/{world.say(post, 'member')['id']}"
    assert world.ask("PATCH", path, "author", {"state": "hidden", "reason": "x"}).status == 403
    bare = world.ask("PATCH", path, "curator", {"state": "hidden"})
    assert (bare.status, bare.json()["errors"][0]["code"]) == (422, "reason-required")
    said = world.ask("PATCH", path, "curator", {"body": "Kapret."})
    assert (said.status, said.json()["errors"][0]["pointer"]) == (403, "#/body")
    hidden = world.ask("PATCH", path, "curator", {"state": "hidden", "reason": "Navn."})
    assert hidden.status == 200
    for who, status in [("author", 404), ("anonymous", 404), ("outsider", 404), ("curator", 200),
                        ("admin", 200)]:
        assert world.ask("GET", path, who).status == status, who
    assert world.ask("GET", path, "member").json()["reason"] == "Navn."
    assert world.count(post) == 0
    shown = world.ask("GET", f"{post}/comments?state=hidden", "curator").json()["items"]
    assert len(shown) == 1
    assert world.ask("PATCH", path, "curator", {"state": "published"}).json()["reason"] is None
    assert world.ask("DELETE", path, "curator").status == 403
    assert world.ask("DELETE", path, "member").status == 204
    assert world.ask("GET", path, "member").status == 404


STATES = ["published", "held", "hidden"]


@pytest.mark.parametrize("start", STATES)
@pytest.mark.parametrize("end", STATES)
def test_every_change_of_state_is_a_curators(world, start, end):
    """By whom a comment of the member comes from one state to another."""
    reason = {"reason": "Navn."}
    for who, seen, decides in [("anonymous", False, False), ("outsider", False, False),
                               ("author", False, False), ("member", True, False),
                               ("curator", True, True), ("admin", True, True)]:
        path = f"/v1/comments/{world.say(world.share(), 'member')['id']}"
        if start != "published":
            made = world.ask("PATCH", path, "curator", {"state": start, **reason})
            assert made.status == 200, made.body
        more = reason if end != "published" and start == "published" else {}
        answer = world.ask("PATCH", path, who, {"state": end, **more})
        # To send what is there already changes nothing, for whoever has something to change.
        expected = (401 if who == "anonymous" else 200 if decides or seen and start == end
                    else 403 if seen or start == "published" else 404)
        assert answer.status == expected, (who, start, end, answer.body)
        after = world.ask("GET", path, "admin").json()
        assert after["state"] == (end if expected == 200 else start)


def test_what_is_removed_leaves_memory_repetition_and_disk(world):
    post, secret = world.share(), "forsvinner-helt-93"
    key = {"Idempotency-Key": "en-gang"}
    made = world.say(post, "member", secret, **key)
    again = world.ask("POST", f"{post}/comments", "member", {"body": secret}, **key)
    assert (again.status, again.json()["id"]) == (201, made["id"])
    assert world.ask("DELETE", f"/v1/comments/{made['id']}", "member").status == 204
    gone = world.ask("POST", f"{post}/comments", "member", {"body": secret}, **key)
    assert gone.status == 410 and secret.encode() not in gone.body
    for _ in range(2):
        began = world.ask("POST", "/v1/snapshots", "admin", {})
        wait_for_snapshot(world.server, began.json()["minGeneration"])
    told = [file.name for file in world.server.data.iterdir()
            if file.is_file() and secret.encode() in file.read_bytes()]
    assert told == []


def test_nobody_speaks_on_what_is_withdrawn_or_where_the_arena_is_closed(world):
    post, taken = world.share(), world.share()
    assert world.ask("DELETE", taken, "author").status == 204
    refused = world.ask("POST", f"{taken}/comments", "author", {"body": "Ja."})
    assert (refused.status, refused.json()["code"]) == (409, "illegal-state-change")
    assert world.ask("DELETE", "/v1/arenas/hjem", "admin").status == 204
    closed = world.ask("POST", f"{post}/comments", "member", {"body": "Ja."})
    assert (closed.status, closed.json()["code"]) == (409, "arena-not-open")


def test_a_word_list_holds_a_comment_for_the_curator(world):
    sensitive = {"competitionSensitive": True, "wordList": ["anbud"],
                 "charter": {"text": "Ingen priser."}}
    assert world.ask("PATCH", "/v1/arenas/hjem", "curator", sensitive).status == 200
    post = world.share(declaration=True)
    outside = world.ask("POST", f"{post}/comments", "outsider", {"body": "Ja."})
    assert (outside.status, outside.json()["code"]) == (403, "not-a-member")
    held = world.ask("POST", f"{post}/comments", "member", {"body": "Anbudet kom."})
    assert (held.status, held.json()["state"]) == (202, "held")
    assert [each["code"] for each in held.json()["warnings"]] == ["held"]
    waiting = world.ask("GET", "/v1/queue", "curator").json()["items"]
    assert [(each["kind"], each["comment"]["id"]) for each in waiting] == [
        ("comment", held.json()["id"])]
    assert world.ask("GET", "/v1/queue", "member").json()["items"] == []
    out = world.ask("PATCH", f"/v1/comments/{held.json()['id']}", "curator",
                    {"state": "published"})
    assert out.status == 200 and world.count(post, "author") == 1
    assert world.ask("GET", "/v1/queue", "curator").json()["items"] == []


def test_an_admin_writes_for_an_organisation_that_may_read(world):
    post = world.share(tlp="TLP:AMBER")
    for name, status in [("member", 201), ("outsider", 422)]:
        made = world.ask("POST", f"{post}/comments", "admin",
                         {"body": "Per telefon.", "author": world.ids[name]})
        assert made.status == status, made.body
    assert world.ask("POST", f"{post}/comments", "admin", {"body": "Ja."}).status == 422


def test_a_lesson_is_learned_by_a_validated_follow_up(world):
    lesson = {"observation": "Tom tank.", "conclusion": "Fyll.", "recommendation": "Fredag."}
    post = world.share(lesson=lesson)
    assert world.ask("GET", post, "member").json()["lessonStatus"] == "lesson-identified"
    made = world.ask("POST", f"{post}/follow-ups", "member", {
        "action": "Fylle hver fredag.", "ownerRole": "driftsleder", "due": "2026-01-01"})
    assert made.status == 201, made.body
    path = f"/v1/follow-ups/{made.json()['id']}"
    assert (made.json()["state"], made.headers["Location"]) == ("open", path)
    overdue = world.ask("GET", "/v1/follow-ups?overdue=true", "member").json()["items"]
    assert [each["id"] for each in overdue] == [made.json()["id"]]
    assert world.ask("GET", "/v1/me", "member").json()["waiting"]["overdueFollowUps"] == 1
    assert world.ask("GET", "/v1/follow-ups", "author").json()["items"] == []
    assert len(world.ask("GET", f"{post}/follow-ups", "author").json()["items"]) == 1
    assert world.ask("PATCH", path, "author", {"state": "validated"}).status == 403
    done = world.ask("PATCH", path, "member", {"state": "validated", "evidence": "Fylt 4 uker."})
    assert done.status == 200 and done.json()["evidence"] == "Fylt 4 uker."
    world.server.restart_after_kill()
    assert world.ask("GET", post, "author").json()["lessonStatus"] == "lesson-learned"
    assert world.ask("GET", "/v1/follow-ups?overdue=true", "member").json()["items"] == []
    bad = world.ask("PATCH", path, "member", {"due": "2026-02-30", "state": "ferdig"})
    assert {each["pointer"] for each in bad.json()["errors"]} == {"#/due", "#/state"}
    assert world.ask("DELETE", path, "member").status == 204
    assert world.ask("GET", post, "author").json()["lessonStatus"] == "lesson-identified"


def test_many_comments_come_page_by_page(world):
    post = world.share()
    made = [world.say(post, "member", f"Nummer {number}.")["id"] for number in range(300)]
    found = [each["id"] for each in world.server.items(
        f"{post}/comments", world.tokens["author"], limit=7)]
    assert found == made
