"""Admins extend the vocabularies and retire codes, and every field and filter follows."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from running_arena import RunningArena

SECTORS = "/v1/vocabularies/sectors"
SPACE = {"code": "romfart", "names": {"nb": "Romfart", "en": "Space"}}
LINES = "application/x-ndjson"


@pytest.fixture
def arena(tmp_path):
    with RunningArena(tmp_path) as running:
        yield running


def day(offset):
    return (datetime.now(timezone.utc) + timedelta(days=offset)).date().isoformat()


def patch(arena, path, body, token=None, **headers):
    return arena.request("PATCH", path, body, token or arena.admin, headers=headers)


def faults(answer):
    return [(each["pointer"], each["code"]) for each in answer.json()["errors"]]


def new_arena(arena, name, **fields):
    return arena.request(
        "POST", "/v1/arenas", {"name": name, "purpose": "Øve.", **fields}, arena.admin)


def test_a_code_is_added_used_renamed_and_there_after_a_kill(arena):
    assert new_arena(arena, "Før", sectors=["romfart"]).status == 422
    assert arena.request("GET", "/v1/arenas?sector=romfart").status == 400
    made = arena.request("POST", SECTORS, SPACE, arena.admin, headers={"Idempotency-Key": "a1"})
    assert made.status == 201, made.body
    assert made.headers["Location"] == f"{SECTORS}/romfart"
    assert made.json() == {
        "code": "romfart", "names": SPACE["names"], "validFrom": None, "validTo": None,
        "replacedBy": [], "revision": 1, "updatedAt": made.json()["updatedAt"]}
    again = arena.request("POST", SECTORS, SPACE, arena.admin, headers={"Idempotency-Key": "a1"})
    assert (again.status, again.body) == (201, made.body)
    assert new_arena(arena, "Etter", sectors=["romfart"]).status == 201
    found = arena.request("GET", "/v1/arenas?sector=romfart").json()
    assert [each["name"] for each in found["items"]] == ["Etter"]
    assert found["facets"]["sectors"] == {"romfart": 1}
    renamed = patch(arena, f"{SECTORS}/romfart", {"names": {"en": "Space flight"}},
                    **{"If-Match": '"1"'})
    assert renamed.status == 200, renamed.body
    assert renamed.json()["names"] == {"nb": "Romfart", "en": "Space flight"}
    assert renamed.json()["revision"] == 2
    stale = patch(arena, f"{SECTORS}/romfart", {"names": {"en": "x"}}, **{"If-Match": '"1"'})
    assert stale.status == 412
    arena.restart_after_kill()
    one = arena.request("GET", f"{SECTORS}/romfart")
    assert one.body == renamed.body
    assert one.headers["ETag"] == renamed.headers["ETag"]
    assert arena.request("GET", SECTORS).json()["items"][-1] == one.json()


def test_a_code_that_arena_came_with_is_retired(arena):
    county = "/v1/vocabularies/regions/NO-11"
    old = new_arena(arena, "Gammel", regions=["NO-11"]).json()
    new_county = {"code": "NO-99", "names": {"nb": "Nyfylke", "en": "New county"}}
    assert arena.request("POST", "/v1/vocabularies/regions", new_county, arena.admin).status == 201
    retired = patch(arena, county, {"validTo": day(-1), "replacedBy": ["NO-99"]})
    assert retired.status == 200, retired.body
    refused = new_arena(arena, "Sen", regions=["NO-11"])
    assert refused.status == 422
    assert faults(refused) == [("#/regions/0", "retired-code")]
    assert "NO-99" in refused.json()["errors"][0]["detail"]
    # What has it keeps it, is found by it, and may be changed in all else or sent back whole.
    path = f"/v1/arenas/{old['id']}"
    assert patch(arena, path, {"purpose": "Mer."}).status == 200
    whole = arena.request("GET", path, token=arena.admin).json()
    assert patch(arena, path, {**whole, "name": "Eldre"}).status == 200
    assert patch(arena, path, {"regions": ["NO-11", "NO-46"]}).status == 200
    assert len(arena.request("GET", "/v1/arenas?region=NO-11").json()["items"]) == 1
    # Whoever wishes for what took its place is led there.
    match = arena.request("GET", "/v1/match?region=NO-99").json()
    assert [each["arena"]["id"] for each in match["items"]] == [old["id"]]
    assert match["items"][0]["reasons"] == [
        {"facet": "region", "code": "NO-99", "text": "Nyfylke"}]
    back = patch(arena, county, {"validTo": None, "replacedBy": []})
    assert back.status == 200
    assert new_arena(arena, "Igjen", regions=["NO-11"]).status == 201


def test_a_code_holds_from_its_first_day_to_its_last(arena):
    for code, dates, works in [
        ("snart", {"validFrom": day(2)}, False),
        ("alt", {"validFrom": day(-1), "validTo": day(2)}, True),
        ("ut", {"validTo": day(-1)}, False),
    ]:
        body = {"code": code, "names": {"nb": code, "en": code}, **dates}
        assert arena.request("POST", SECTORS, body, arena.admin).status == 201
        answer = new_arena(arena, f"Om {code}", sectors=[code])
        assert (answer.status == 201) == works, answer.body


@pytest.mark.parametrize(("body", "expected"), [
    ({}, [("#/code", "required"), ("#/names", "required")]),
    ({"code": "ny kode", "names": {"nb": "x"}},
     [("#/code", "not-a-code"), ("#/names/en", "required")]),
    ({**SPACE, "replacedBy": ["finnes-ikke"]}, [("#/replacedBy/0", "unknown-code")]),
    ({**SPACE, "replacedBy": ["romfart"]}, [("#/replacedBy/0", "names-itself")]),
    ({**SPACE, "validFrom": "2027-01-02", "validTo": "2027-01-01"},
     [("#/validTo", "before-start")]),
    ({**SPACE, "names": {"nb": " ", "en": "x"}}, [("#/names/nb", "blank")]),
])
def test_what_is_wrong_with_a_code_is_named(arena, body, expected):
    answer = arena.request("POST", SECTORS, body, arena.admin)
    assert answer.status == 422, answer.body
    assert faults(answer) == expected


def test_replacements_do_not_go_in_circles(arena):
    first = patch(arena, f"{SECTORS}/luftfart", {"validTo": day(3), "replacedBy": ["jernbane"]})
    assert first.status == 200
    answer = patch(arena, f"{SECTORS}/jernbane", {"replacedBy": ["luftfart"]})
    assert answer.status == 422
    assert faults(answer) == [("#/replacedBy/0", "leads-back")]


def test_others_cannot_and_what_is_there_is_not_made_twice(arena):
    organisation = arena.created(
        "/v1/organisations", {"name": "Org", "kind": "public"}, arena.admin)["token"]
    for token, status in [(None, 401), (organisation, 403)]:
        assert arena.request("POST", SECTORS, SPACE, token).status == status
        assert arena.request("PATCH", f"{SECTORS}/handel", {}, token).status == status
    twice = arena.request("POST", SECTORS, {**SPACE, "code": "handel"}, arena.admin)
    assert twice.status == 409
    assert twice.json()["existing"] == f"{SECTORS}/handel"
    for path in (f"{SECTORS}/finnes-ikke", "/v1/vocabularies/nei/handel", "/v1/vocabularies/nei"):
        assert arena.request("GET", path).status == 404
    dry = arena.request("POST", f"{SECTORS}?dryRun=true", SPACE, arena.admin)
    assert dry.status == 200, dry.body
    assert arena.request("GET", f"{SECTORS}/romfart").status == 404


def test_an_added_value_is_counted_by_the_barometer(arena):
    body = {"code": "samfunnssikkerhet", "names": {"nb": "Samfunnssikkerhet", "en": "Safety"}}
    assert arena.request("POST", "/v1/vocabularies/values", body, arena.admin).status == 201
    slug = new_arena(arena, "Måling").json()["slug"]
    for number in range(6):
        token = arena.created("/v1/organisations", {
            "name": f"Org {number}", "kind": "public", "defaultTlp": "TLP:CLEAR"},
            arena.admin)["token"]
        joined = arena.request("PUT", f"/v1/arenas/{slug}/members/me", {}, token)
        assert joined.status == 201
        arena.created(f"/v1/arenas/{slug}/posts", {
            "title": "Øvd", "body": "Godt.", "values": ["samfunnssikkerhet"]}, token)
    figure = arena.request("GET", "/v1/barometer").json()["indicators"]["value.samfunnssikkerhet"]
    assert (figure["numerator"], figure["denominator"]) == (6, 6)
    assert "Samfunnssikkerhet" in figure["definition"]


def test_an_export_brings_them_along(arena, tmp_path):
    retired = {"code": "utgaatt", "names": {"nb": "Utgått", "en": "Gone"}}
    assert arena.request("POST", SECTORS, retired, arena.admin).status == 201
    assert new_arena(arena, "Har den", sectors=["utgaatt"]).status == 201
    assert arena.request("POST", SECTORS, SPACE, arena.admin).status == 201
    assert patch(arena, f"{SECTORS}/utgaatt", {"replacedBy": ["romfart"]}).status == 200
    assert patch(arena, f"{SECTORS}/handel", {"names": {"en": "Commerce"}}).status == 200
    export = arena.request("GET", "/v1/export", token=arena.admin).body
    assert [json.loads(line)["type"] for line in export.splitlines()] == ["term"] * 3 + ["arena"]
    folder = tmp_path / "other"
    folder.mkdir()
    with RunningArena(folder) as other:
        # One of them came with the server, under another name.
        new = {"created": 3, "updated": 1, "unchanged": 0, "failed": 0}
        same = {"created": 0, "updated": 0, "unchanged": 4, "failed": 0}
        for query, expected in [
            ("?dryRun=true", new), ("?dryRun=true&atomic=true", new), ("", new),
            ("?dryRun=true", same), ("?atomic=true", same), ("", same),
        ]:
            answer = other.request("POST", f"/v1/import{query}", export, other.admin, LINES)
            assert json.loads(answer.body.splitlines()[-1]) == {"summary": expected}
        assert other.request("GET", "/v1/export", token=other.admin).body == export
        assert other.request("GET", SECTORS).json()["items"] == arena.request(
            "GET", SECTORS).json()["items"]
