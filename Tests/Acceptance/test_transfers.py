"""An export holds all that a server has, and an import of it makes the same again."""

import json
import subprocess
from collections import Counter

import pytest

from running_arena import BINARY, RunningArena

LINES = "application/x-ndjson"
POSTS = "/v1/arenas/redning/posts"


@pytest.fixture
def full(tmp_path):
    folder = tmp_path / "full"
    folder.mkdir()
    with RunningArena(folder) as running:
        fill(running)
        yield running


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    with RunningArena(folder) as running:
        yield running


def fill(arena):
    """Something of each kind, in each state that hangs together with others."""
    parties = enrol(arena)
    found(arena, *parties)
    share(arena, *parties)
    arrange(arena, *parties)
    # An author that is forgotten.
    lost = arena.created("/v1/organisations", {"name": "Borte", "kind": "private"}, arena.admin)
    put(arena, "/v1/arenas/redning/members/me", {}, lost["token"])
    arena.created(POSTS, {"title": "Arv", "body": "Står.", "tlp": "TLP:CLEAR"}, lost["token"])
    gone = arena.request("DELETE", f"/v1/organisations/{lost['id']}", token=arena.admin)
    assert gone.status == 204


def enrol(arena):
    """Three organisations, each its id and token, and one that waits."""
    admin = arena.admin
    made = [
        arena.created("/v1/organisations", {
            "name": name, "kind": kind, "regions": ["NO-46"], "contact": "post@eksempel.no",
            "about": "Æ ø å – «beredskap» \U0001f692\n\tlinje 2", "defaultTlp": "TLP:GREEN",
            **more,
        }, admin)
        for name, kind, more in [
            ("Øst brann", "public", {"orgNumber": "974760673"}),
            ("Aust kraft", "private", {"industry": "SN2007:D"}),
            ("Ål Røde Kors", "voluntary", {"lang": "nn"}),
        ]]
    _, power, cross = [one["id"] for one in made]
    # A wall names one that comes later by name, and is named by it.
    for one, other in [(power, cross), (cross, power)]:
        patch(arena, f"/v1/organisations/{one}", {"walls": [other]})
    # Not yet let in.
    arena.created("/v1/organisations", {"name": "Venter", "kind": "public"}, None)
    return [(one["id"], one["token"]) for one in made]


def found(arena, east, power, cross):
    """Arenas of each policy, and members who came, lead and left."""
    admin = arena.admin
    arena.created("/v1/arenas", {
        "name": "Redning", "purpose": "Samvirke.", "regions": ["NO-46"],
        "charter": {"text": "Vi deler."}, "joinQuestion": "Hvorfor?"}, admin)
    arena.created("/v1/arenas", {"name": "Kraft", "purpose": "Strøm."}, admin)
    arena.created("/v1/arenas", {
        "name": "Lukket", "purpose": "Inne.", "joinPolicy": "invite-only"}, admin)
    arena.created("/v1/arenas", {"name": "Foreslått", "purpose": "Snart."}, power[1])
    patch(arena, "/v1/arenas/redning", {"charter": {"text": "Vi deler alt."}})
    patch(arena, "/v1/arenas/kraft", {"slug": "kraft-og-nett", "memberList": "count"})
    for slug in ("redning", "kraft-og-nett"):
        for _, token in (east, power, cross):
            put(arena, f"/v1/arenas/{slug}/members/me", {"roles": ["beredskapsleder"]}, token)
    put(arena, f"/v1/arenas/lukket/members/{cross[0]}", {}, admin)
    put(arena, "/v1/arenas/lukket/members/me", {}, cross[1])
    patch(arena, f"/v1/arenas/redning/members/{east[0]}", {"curator": True})
    patch(arena, "/v1/arenas/redning", {"chair": east[0]})
    gone = arena.request(
        "DELETE", f"/v1/arenas/kraft-og-nett/members/{cross[0]}?reason=Ferdig", token=admin)
    assert gone.status == 204


def arrange(arena, east, power, cross):
    """Events of each state, and who comes."""
    event = arena.created("/v1/arenas/redning/events", {
        "title": "Øvelse, \"Æ\"; del 1", "kind": "field-visit", "startsAt": "2027-03-01T09:00:00Z",
        "endsAt": "2027-03-01T15:30:00+02:00", "timeZone": "Arctic/Longyearbyen", "place": "Vest",
        "region": "NO-46", "url": "https://example.org/o", "agenda": "1. Møt\n2. Øv", "lang": "nn",
        "rule": "chatham", "tlp": "TLP:GREEN"}, arena.admin)["id"]
    for who, persons in ((east, 2), (power, 40)):
        put(arena, f"/v1/events/{event}/attendees/me", {"persons": persons}, who[1])
    put(arena, f"/v1/events/{event}/attendees/me", {"persons": 3}, east[1])
    over = arena.created("/v1/arenas/redning/events", {
        "title": "Avlyst", "startsAt": "2026-03-01T09:00:00Z", "tlp": "TLP:AMBER"}, arena.admin)
    patch(arena, f"/v1/events/{over['id']}", {"state": "cancelled"})


def share(arena, east, power, cross):
    """Posts in each state, what they are based on, and what came of them."""
    first = arena.created(POSTS, {
        "title": "Nødstrøm", "body": "Tanken var *halv*.\r\n\"Æøå\" \\ \U0001f6a8",
        "tlp": "TLP:CLEAR", "outcome": "failure", "context": "exercise", "tags": ["aggregat"],
        "lesson": {"observation": "Tom.", "conclusion": "Fyll.", "recommendation": "Fredag."},
        "collaborators": [{"kind": "other", "organisation": power[0]}, {"name": "Naboen"}],
    }, east[1])["id"]
    heir = arena.created(POSTS, {
        "title": "Fylt", "body": "Hver fredag.", "tlp": "TLP:AMBER", "exclude": [power[0]],
        "alsoIn": [], "origin": "adapted", "basedOn": [{"post": first, "kind": "adapted"}],
    }, cross[1])["id"]
    # Each is based on the other by now.
    patch(arena, f"/v1/posts/{first}", {"basedOn": [{"post": heir}], "title": "Nødstrøm i 72 t"})
    patch(arena, f"/v1/posts/{first}", {"pinned": True, "featured": True})
    secret = arena.created(POSTS, {
        "title": "Uten navn", "body": "Det gikk galt.", "tlp": "TLP:GREEN",
        "attribution": "chatham"}, cross[1])["id"]
    shown = arena.created("/v1/arenas/kraft-og-nett/posts", {
        "title": "To steder", "body": "Delt.", "tlp": "TLP:AMBER",
        "alsoIn": ["redning"]}, power[1])["id"]
    patch(arena, f"/v1/posts/{shown}", {"state": "held", "reason": "Venter."})
    taken = arena.created(POSTS, {"title": "Feil", "body": "Bort.", "tlp": "TLP:CLEAR"},
                          power[1])["id"]
    assert arena.request("DELETE", f"/v1/posts/{taken}", token=power[1]).status == 204
    put(arena, f"/v1/posts/{first}/adoptions/me", {
        "kind": "adapted", "state": "implemented", "implementedAt": "2026-03-01",
        "resultingPost": heir, "note": "Virker."}, cross[1])
    put(arena, f"/v1/posts/{first}/adoptions/me", {"kind": "inspired"}, power[1])
    said = arena.created(f"/v1/posts/{first}/comments", {"body": "Hos oss og.", "lang": "nn"},
                         power[1])["id"]
    patch(arena, f"/v1/comments/{said}", {"state": "hidden", "reason": "Navn."})
    patch(arena, f"/v1/posts/{first}", {"tlp": "TLP:GREEN"})
    for who in (cross, east):
        arena.created(f"/v1/posts/{secret}/comments", {"body": "Takk."}, who[1])
        arena.created(f"/v1/posts/{secret}/follow-ups", {
            "action": "Øve.", "due": "2026-03-01", "ownerRole": "ovingsleder",
            "state": "validated", "evidence": "Øvd."}, who[1])
    for reporter in (power, cross):
        report = arena.created(
            "/v1/reports", {"post": first, "reason": "Nevner en leverandør."}, reporter[1])["id"]
    for label in ("TLP:GREEN", "TLP:CLEAR"):
        asked = arena.created(
            f"/v1/posts/{heir}/release-requests", {"tlp": label, "reason": "For naboen."}, east[1])
        patch(arena, f"/v1/release-requests/{asked['id']}", {
            "state": "refused", "outcome": "Ikke ennå."})
    patch(arena, f"/v1/reports/{report}", {"state": "dismissed", "outcome": "Den er kjent."})
    patch(arena, f"/v1/posts/{secret}", {"body": "Det gikk veldig galt."})


def patch(arena, path, body):
    answer = arena.request("PATCH", path, body, arena.admin)
    assert answer.status == 200, answer.body
    return answer.json()


def put(arena, path, body, token):
    answer = arena.request("PUT", path, body, token)
    assert answer.status in (200, 201, 202), answer.body


def export(arena):
    answer = arena.request("GET", "/v1/export", token=arena.admin)
    assert (answer.status, answer.headers["Content-Type"]) == (200, LINES)
    return answer.body


def bring(arena, lines, query=""):
    """The results of an import that is taken, line by line, and its summary."""
    answer = arena.request("POST", f"/v1/import{query}", lines, arena.admin, LINES)
    assert answer.status == 200, answer.body
    *results, last = [json.loads(line) for line in answer.body.splitlines()]
    assert last.keys() == {"summary"}
    return results, last["summary"]


def ndjson(*lines):
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def test_what_is_exported_makes_the_same_server(full, empty):
    exported = export(full)
    types = Counter(json.loads(line)["type"] for line in exported.splitlines())
    assert types == {"organisation": 4, "arena": 4, "membership": 8, "revision": 6, "post": 6,
                     "adoption": 2, "comment": 3, "follow-up": 2, "event": 2, "attendance": 2,
                     "report": 2, "release-request": 2}
    results, summary = bring(empty, exported)
    assert summary == {"created": sum(types.values()), "updated": 0, "unchanged": 0, "failed": 0}
    assert [one["line"] for one in results] == list(range(1, len(results) + 1))
    assert export(empty) == exported
    # Also from the disk, and a second time nothing changes.
    empty.restart_after_kill()
    assert export(empty) == exported
    position = changes(empty)
    _, summary = bring(empty, exported)
    assert summary == {"created": 0, "updated": 0, "unchanged": len(results), "failed": 0}
    assert export(empty) == exported and changes(empty) == position
    empty.stop()
    empty.start()
    assert export(empty) == exported


def changes(arena):
    """What was done, but for what an admin only read."""
    return [each["action"] for each in arena.items("/v1/audit", arena.admin)
            if each["action"] != "export.read"]


@pytest.mark.parametrize("query", ["?dryRun=true", "?dryRun=true&atomic=true"])
def test_a_dry_run_tells_what_would_come_and_keeps_nothing(full, empty, query):
    exported = export(full)
    before = changes(empty)
    _, dry = bring(empty, exported, query)
    assert export(empty) == b"" and changes(empty) == before
    empty.stop()
    records = [line for path in empty.data.glob("journal-*")
               for line in path.read_bytes().splitlines() if b'"p"' in line]
    assert all(b'"action":"export.read"' in record for record in records)
    empty.start()
    assert bring(empty, exported)[1] == dry
    assert export(empty) == exported


def test_an_atomic_import_is_one_change_or_none(full, empty):
    exported = export(full)
    lines = exported.splitlines(keepends=True)
    bad = b'{"type":"post","arena":"redning","title":"","tlp":"TLP:RED","feil":1}\n'
    before = changes(empty)
    refused = empty.request(
        "POST", "/v1/import?atomic=true", b"".join([*lines, bad, b"{\n"]), empty.admin, LINES)
    assert refused.status == 422
    problem = refused.json()
    assert problem["code"] == "import-refused"
    assert [(one["line"], one["status"]) for one in problem["lines"]] == [
        (len(lines) + 1, 422), (len(lines) + 2, 400)]
    assert {one["pointer"] for one in problem["lines"][0]["errors"]} == {
        "#/title", "#/tlp", "#/feil"}
    assert export(empty) == b"" and changes(empty) == before
    results, _ = bring(empty, exported, "?atomic=true")
    assert changes(empty) == ["import"]
    assert len(results) == len(lines)
    assert export(empty) == exported


def test_an_atomic_import_takes_ten_thousand_lines_and_no_more(empty):
    lines = [{"type": "organisation", "name": f"Nr. {number}", "kind": "public"}
             for number in range(10_000)]
    assert bring(empty, ndjson(*lines), "?atomic=true")[1]["created"] == len(lines)
    assert changes(empty) == ["import"]
    more = ndjson(*lines, lines[0])
    refused = empty.request("POST", "/v1/import?atomic=true", more, empty.admin, LINES)
    assert (refused.status, refused.json()["lines"][0]["code"]) == (422, "too-many")
    assert changes(empty) == ["import"]


def test_lines_of_an_admins_own_are_made_and_changed(empty):
    file = ndjson(
        {"type": "organisation", "name": "Bergen", "kind": "public", "orgNumber": "974760673"},
        {"type": "arena", "name": "Vest", "slug": "vest", "purpose": "Samvirke."},
        {"type": "organisation", "name": "Redningslaget", "kind": "voluntary"},
        {"type": "organisation", "name": "Redningslaget", "kind": "public"},
        {"type": "arena", "name": "Fjell og fjord", "purpose": "Samvirke."})
    results, summary = bring(empty, file)
    assert summary == {"created": 5, "updated": 0, "unchanged": 0, "failed": 0}
    assert {one["status"] for one in results} == {201}
    bergen, results_of_file = results[0]["id"], results
    more = ndjson(
        {"type": "membership", "arena": "vest", "organisation": bergen, "curator": True},
        {"type": "post", "arena": "vest", "author": bergen, "title": "Strøm", "body": "Borte.",
         "tlp": "TLP:CLEAR", "pinned": True},
        {"type": "post", "arena": "vest", "author": bergen, "title": "Navnløs", "body": "Borte.",
         "tlp": "TLP:GREEN", "attribution": "chatham"})
    results, summary = bring(empty, more)
    assert summary["created"] == 3, results
    after, secret = export(empty), results[2]["id"]
    assert secret[14] == "4"
    # The same files again change nothing, although no line of them has an id.
    for again in (file, b"\n" + more):
        assert bring(empty, again)[1]["unchanged"] == again.count(b'"type"')
    assert export(empty) == after
    # Its words are what a line without id, number and slug is found by.
    renamed = {"type": "organisation", "name": "Redningslaget", "kind": "public", "about": "Nå."}
    changed, summary = bring(empty, ndjson(renamed))
    assert (summary["updated"], changed[0]["id"]) == (1, results_of_file[3]["id"])
    # A line changes what it names, and nothing else.
    _, summary = bring(empty, ndjson(
        {"type": "organisation", "orgNumber": "974760673", "about": "Brann og redning."},
        {"type": "arena", "slug": "vest", "joinPolicy": "moderated"},
        {"type": "post", "id": results[1]["id"], "featured": True}))
    assert summary == {"created": 0, "updated": 3, "unchanged": 0, "failed": 0}
    post = empty.request("GET", f"/v1/posts/{results[1]['id']}").json()
    assert (post["featured"], post["pinned"], post["revision"]) == (True, True, 2)
    created, summary = bring(empty, file, "?mode=create")
    # What has no name to be found by is made again, when that is what was asked for.
    assert [one["status"] for one in created] == [409, 409, 201, 201, 201]
    assert {one["code"] for one in created[:2]} == {"already-exists"}


def test_each_line_that_cannot_be_taken_names_field_and_remedy(full):
    before = changes(full)
    post = {"type": "post", "arena": "redning", "title": "T", "body": "B", "tlp": "TLP:CLEAR"}
    organisations = [json.loads(line) for line in export(full).splitlines()
                     if b'"type":"organisation"' in line]
    east = next(one["id"] for one in organisations if one["name"] == "Øst brann")
    waits = next(one["id"] for one in organisations if one["name"] == "Venter")
    whole = {"id": "3b241101-e2bb-4255-8caf-4136c566a962", "revision": 2,
             "createdAt": "2026-01-02T03:04:05.000Z"}
    cases = [
        ([], "", 422, {"#"}), ({}, "", 422, {"#/type"}), ({"type": "x"}, "", 422, {"#/type"}),
        ({"type": "organisation"}, "", 422, {"#/name", "#/kind"}),
        ({"type": "organisation", "name": "N", "kind": "public", "orgNumber": "974760674"}, "",
         422, {"#/orgNumber"}),
        ({"type": "organisation", "name": "N", "kind": "public", "walls": ["x"]}, "", 422,
         {"#/walls/0"}),
        ({"type": "arena", "name": "A"}, "", 422, {"#/purpose"}),
        ({"type": "membership", "arena": "ingen", "organisation": east}, "", 422, {"#/arena"}),
        (post, "", 422, {"#/author"}), ({**post, "author": waits}, "", 422, {"#/author"}),
        ({**post, "author": east, "tlp": "TLP:RED"}, "", 422, {"#/tlp"}),
        ({**post, "author": east, "id": "x"}, "", 422, {"#/id"}),
        ({**post, "author": east, "body": "15108695088"}, "", 422, {"#/body"}),
        ({**post, "author": east, "basedOn": [{"post": whole["id"]}]}, "", 422,
         {"#/basedOn/0/post"}),
        ({**post, "author": east, "exclude": [waits]}, "", 422, {"#/exclude"}),
        ({**post, **whole, "author": east, "attribution": "chatham"}, "", 422,
         {"#/createdAt", "#/updatedAt", "#/publishedAt"}),
        ({**post, **whole, "author": east, "createdAt": "2999-01-01T00:00:00Z"}, "", 422,
         {"#/createdAt"}),
        ({**post, **whole, "author": east, "exclude": [waits]}, "", 422, {"#/exclude"}),
        ({**post, "type": "revision", "author": east}, "", 422, {"#/revision"}),
        ({"type": "adoption", "post": whole["id"], "organisation": east}, "", 422, {"#/post"}),
    ]
    results, summary = bring(full, ndjson(*[case[0] for case in cases]) + b"{\xff}\n")
    for result, (line, _, status, places) in zip(results, cases):
        assert result["status"] == status, (line, result)
        assert {one["pointer"] for one in result["errors"]} == places, (line, result)
        assert all(one["detail"] and one["code"] for one in result["errors"])
    assert results[-1]["status"] == 400
    assert summary == {"created": 0, "updated": 0, "unchanged": 0, "failed": len(cases) + 1}
    assert changes(full) == before


def test_an_import_that_is_cut_ends_right_when_it_is_run_again(full, tmp_path):
    exported = export(full)
    for number, part in enumerate((0.1, 0.35, 0.6, 0.85)):
        folder = tmp_path / f"cut-{number}"
        folder.mkdir()
        with RunningArena(folder) as cut:
            # What came of it is taken, up to the line in which it ends.
            bring(cut, exported[: int(len(exported) * part)])
            cut.restart_after_kill()
            again, summary = bring(cut, exported)
            assert summary["failed"] == 0 and summary["unchanged"] > 0, [
                each for each in again if each["status"] >= 400]
            assert export(cut) == exported


def test_only_admins_export_and_import(full):
    made = full.created("/v1/organisations", {"name": "Nysgjerrig", "kind": "public"}, full.admin)
    for method, path, body in (("GET", "/v1/export", None), ("POST", "/v1/import", b"{}\n")):
        assert full.request(method, path, body, None, LINES).status == 401
        assert full.request(method, path, body, made["token"], LINES).status == 403
    assert full.request("POST", "/v1/import", b"{}", full.admin).status == 415
    assert full.request("POST", "/v1/import?mode=x", b"{}", full.admin, LINES).status == 400


def test_an_export_of_a_backup_is_that_of_its_source(full, tmp_path):
    exported = export(full)
    served = tmp_path / "served"
    served.mkdir()
    for words in (["backup", "--data", full.data, tmp_path / "copy"],
                  ["restore", "--data", served / "data", tmp_path / "copy"]):
        subprocess.run([BINARY, *words], check=True, capture_output=True, timeout=60)
    with RunningArena(served) as copy:
        assert export(copy) == exported
