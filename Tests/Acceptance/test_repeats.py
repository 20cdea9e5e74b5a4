"""A POST with an Idempotency-Key happens once, however often it is sent and whatever befalls."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from running_arena import RunningArena

POSTS = "/v1/arenas/strom/posts"
BODY = {"title": "Aggregatet startet ikke", "body": "Tanken var tom.", "tlp": "TLP:GREEN"}
SENDERS = 50
NUMBERS = ["974760673", "991825827", "974760983", "971526920", "958935420"]


@pytest.fixture
def arena(tmp_path):
    with RunningArena(tmp_path, ARENA_REGISTRATION="open") as running:
        yield running


@pytest.fixture
def member(arena):
    """The token of an organisation that is a member of the arena `strom`."""
    made = arena.created("/v1/organisations", {"name": "Nettlaget", "kind": "private"}, None)
    about = {"name": "Strøm", "slug": "strom", "purpose": "Å lære.", "joinPolicy": "open"}
    arena.created("/v1/arenas", about, arena.admin)
    joined = arena.request("PUT", "/v1/arenas/strom/members/me", {}, made["token"])
    assert joined.status in (200, 201), joined.body
    return made["token"]


def send(arena, token, key, body=BODY, path=POSTS, **fields):
    return arena.request("POST", path, body, token, headers={"Idempotency-Key": key, **fields})


def test_fifty_senders_a_kill_and_fifty_more_make_one_post(arena, member):
    """Some of the first fifty are cut off by the kill; whoever is answered hears of one post."""
    answered = []
    first = threading.Event()

    def one(_):
        try:
            answer = send(arena, member, '"tank-1"')
        except (OSError, HTTPException):
            return None
        first.set()
        return answer

    with ThreadPoolExecutor(SENDERS) as senders:
        running = [senders.submit(one, number) for number in range(SENDERS)]
        assert first.wait(30)
        arena.kill()
        answered += [future.result() for future in running if future.result()]
    arena.start()
    with ThreadPoolExecutor(SENDERS) as senders:
        answered += senders.map(one, range(SENDERS))
    assert all(answer.status == 201 for answer in answered), {a.status for a in answered}
    assert len({answer.body for answer in answered}) == 1
    assert len({answer.headers["Location"] for answer in answered}) == 1
    assert len({answer.headers["ETag"] for answer in answered}) == 1
    replayed = [answer.headers["Idempotent-Replayed"] for answer in answered]
    assert replayed.count("true") >= SENDERS and replayed.count(None) <= 1
    assert len(arena.items(POSTS, member)) == 1


def test_another_body_under_the_key_is_refused_before_and_after_a_restart(arena, member):
    assert send(arena, member, '"tank-2"').status == 201
    for _ in range(2):
        refused = send(arena, member, '"tank-2"', {**BODY, "title": "Noe annet"})
        assert refused.status == 422
        assert refused.json()["code"] == "idempotency-key-reused"
        assert refused.json()["errors"][0]["header"] == "Idempotency-Key"
        arena.restart_after_kill()
    assert [post["title"] for post in arena.items(POSTS, member)] == [BODY["title"]]


def test_a_refusal_is_told_again_and_a_conflict_is_tried_again(arena, member):
    refused = send(arena, member, "uten-tittel", {"body": "x", "tlp": "TLP:GREEN"})
    again = send(arena, member, "uten-tittel", {"body": "x", "tlp": "TLP:GREEN"})
    assert refused.status == again.status == 422
    assert again.headers["Idempotent-Replayed"] == "true"
    assert refused.json()["requestId"] == again.json()["requestId"]
    # 409 is not kept: what stood in the way may be gone.
    about = {"name": "Etaten", "kind": "public", "orgNumber": "974760673"}
    path = "/v1/organisations"
    other = arena.created(path, about, arena.admin)
    assert send(arena, arena.admin, "etaten", about, path).status == 409
    gone = arena.request("DELETE", f"{path}/{other['id']}", token=arena.admin)
    assert gone.status == 204, gone.body
    made = send(arena, arena.admin, "etaten", about, path)
    assert made.status == 201, made.body
    assert made.headers["Idempotent-Replayed"] is None


def test_a_secret_is_shown_once(arena):
    about = {"name": "Vakten", "kind": "public"}
    first = send(arena, None, "vakten", about, "/v1/organisations")
    second = send(arena, None, "vakten", about, "/v1/organisations")
    assert first.status == second.status == 201
    assert first.json()["token"] and second.json() == {**first.json(), "token": None}
    token = first.json()["token"]
    assert token not in "".join(path.read_text() for path in arena.data.glob("journal-*"))
    assert len(arena.items("/v1/organisations", arena.admin)) == 1


def test_what_is_removed_is_not_replayed(arena, member):
    path = send(arena, member, "borte").headers["Location"]
    assert arena.request("DELETE", path, token=member).status == 204
    again = send(arena, member, "borte")
    assert again.status == 201 and again.headers["Idempotent-Replayed"] == "true"
    about = {"name": "Kortlivet", "kind": "public"}
    other = send(arena, arena.admin, "kort", about, "/v1/organisations").json()
    for path in (f"/v1/organisations/{other['id']}", "/v1/organisations/me"):
        gone = arena.request(
            "DELETE", path, token=arena.admin if other["id"] in path else member)
        assert gone.status == 204, gone.body
    again = send(arena, arena.admin, "kort", about, "/v1/organisations")
    assert again.status == 410 and again.json()["code"] == "gone"
    assert again.headers["Idempotent-Replayed"] == "true"
    for _ in range(2):
        begun = arena.request("POST", "/v1/snapshots", token=arena.admin)
        assert begun.status == 202
        wait_for_snapshot(arena, begun.json()["minGeneration"])
    held = b"".join(path.read_bytes() for path in arena.data.iterdir() if path.is_file())
    assert b"Nettlaget" not in held and b"Kortlivet" not in held


def wait_for_snapshot(arena, generation):
    while True:
        found = arena.request("GET", "/v1/snapshots", token=arena.admin).json()
        # Until it is done, older ones may still be there.
        if not found["writing"]:
            assert any(each["generation"] >= generation for each in found["items"])
            return


def test_lines_are_taken_once_each(arena, member):
    """A bulk that is sent again goes on where it was cut, and repeats nothing."""
    lines = [json.dumps({**BODY, "title": f"Linje {number}"}) for number in range(40)]

    def bulk(some):
        answer = arena.request(
            "POST", POSTS, "\n".join(some).encode(), member, "application/x-ndjson",
            headers={"Idempotency-Key": "bolk"})
        assert answer.status == 200, answer.body
        return answer, [json.loads(line) for line in answer.body.splitlines()]

    _, half = bulk(lines[:25])
    arena.restart_after_kill()
    _, whole = bulk(lines)
    again, repeated = bulk(lines)
    assert whole[:25] == half and repeated == whole
    assert again.headers["Idempotent-Replayed"] == "true"
    assert all(line["status"] == 201 for line in whole)
    assert len(arena.items(POSTS, member)) == 40
    _, changed = bulk([lines[1], *lines[1:]])
    assert changed[0]["status"] == 422 and changed[0]["code"] == "idempotency-key-reused"
    assert changed[1:] == whole[1:]


@pytest.mark.parametrize("query", ["?mode=create", "?mode=create&atomic=true", "?atomic=true"])
def test_an_import_is_taken_once(arena, query):
    """What was made is told again, where the import by itself would find it there already."""
    lines = [json.dumps({"type": "organisation", "name": f"Etat {number}", "kind": "public",
                         "orgNumber": org_number}) for number, org_number in enumerate(NUMBERS)]

    def bring(some, key="inn"):
        answer = arena.request(
            "POST", f"/v1/import{query}", "\n".join(some).encode(), arena.admin,
            "application/x-ndjson", headers={"Idempotency-Key": key})
        return answer, [json.loads(line) for line in answer.body.splitlines()]

    _, half = bring(lines[:3])
    assert [line.get("status") for line in half] == [201, 201, 201, None]
    arena.restart_after_kill()
    first, whole = bring(lines)
    assert whole[:3] == half[:3] and first.headers["Idempotent-Replayed"] is None
    assert whole[-1]["summary"] == {"created": 2, "updated": 0, "unchanged": 3, "failed": 0}
    again, repeated = bring(lines)
    assert repeated[:-1] == whole[:-1]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert repeated[-1]["summary"]["unchanged"] == 5
    changed, results = bring([lines[1], *lines[1:]])
    codes = {line.get("code") for line in results}
    if "atomic" in query:
        assert changed.status == 422 and changed.json()["code"] == "import-refused"
        assert [line["code"] for line in changed.json()["lines"]] == ["idempotency-key-reused"]
    else:
        assert codes == {"idempotency-key-reused", None}
    assert len(arena.items("/v1/organisations", arena.admin)) == len(NUMBERS)


def test_minimal_answers_have_no_content(arena, member):
    minimal = {"Prefer": "return=minimal"}
    made = send(arena, member, "kort", **minimal)
    assert (made.status, made.body) == (201, b"")
    assert made.headers["Preference-Applied"] == "return=minimal"
    assert made.headers["Content-Type"] is None
    path, tag = made.headers["Location"], made.headers["ETag"]
    patch = {"tags": ["aggregat"]}
    changed = arena.request("PATCH", path, patch, member, headers={**minimal, "If-Match": tag})
    assert (changed.status, changed.body) == (204, b"")
    assert changed.headers["ETag"].startswith('"2-')
    # The same request replayed for someone who wants to see it.
    shown = send(arena, member, "kort")
    assert shown.json()["title"] == BODY["title"] and shown.headers["ETag"] == tag
    # A secret is shown whatever was preferred.
    token = arena.request("POST", "/v1/tokens", {}, member, headers=minimal)
    assert token.status == 201 and token.json()["token"]
    assert token.headers["Preference-Applied"] is None


@pytest.mark.parametrize("key", ['"', '""', '"a', 'a b', '"a b"', "å", "x" * 256, '"a";q=1'])
def test_a_key_that_is_none_is_named(arena, member, key):
    refused = send(arena, member, key.encode("utf-8").decode("latin-1"))
    assert refused.status == 400, refused.body
    assert refused.json()["errors"][0]["header"] == "Idempotency-Key"
    assert arena.items(POSTS, member) == []
