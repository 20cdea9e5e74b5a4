"""Events, as those who arrange them, look for them and change them meet them."""

import re
from urllib.parse import quote

import pytest

from running_arena import RunningArena

ABSENT = "019b76da-a800-7c3d-a1f2-b3c4d5e6f708"
SHORT = {"title": "Øvelse", "startsAt": "2027-03-01T09:00:00.000Z", "tlp": "TLP:GREEN"}
FULL = {
    **SHORT, "kind": "exercise", "endsAt": "2027-03-01T15:30:00.000Z",
    "timeZone": "Arctic/Longyearbyen", "place": "Værnes", "region": "NO-50",
    "url": "https://example.org/ø", "agenda": "1. Møt\n2. *Øv*", "lang": "nn", "rule": "chatham"}
DEFAULTS = {
    "kind": "meeting", "endsAt": None, "timeZone": "Europe/Oslo", "place": None, "region": None,
    "url": None, "agenda": None, "lang": "nb", "rule": "open"}


class World:
    """A curator and two members of an arena, and one that stands outside."""

    def __init__(self, server):
        self.server = server
        self.ids, self.tokens = {}, {"admin": server.admin, "anonymous": None}
        for name in ("curator", "member", "other", "outsider"):
            self.enrol(name)
        self.found("hjem")

    def enrol(self, name):
        made = self.done("POST", "/v1/organisations", "admin", {"name": name, "kind": "public"})
        self.ids[name], self.tokens[name] = made["id"], made["token"]

    def found(self, slug, **more):
        """An arena that takes every label."""
        self.done("POST", "/v1/arenas", "admin", {
            "name": slug.title(), "slug": slug, "purpose": "Øve.", "widestTlp": "TLP:CLEAR",
            **more})
        members = f"/v1/arenas/{slug}/members"
        for name in ("curator", "member", "other"):
            self.done("PUT", f"{members}/{self.ids[name]}", "admin", {})
            self.done("PUT", f"{members}/me", name, {})
        self.done("PATCH", f"{members}/{self.ids['curator']}", "admin", {"curator": True})

    def ask(self, method, path, who, body=None, **headers):
        return self.server.request(method, path, body, self.tokens[who], headers=headers)

    def done(self, method, path, who, body=None):
        answer = self.ask(method, path, who, body)
        assert answer.status in (200, 201, 204), (method, path, who, answer.body)
        return answer.json() if answer.body else None

    def hold(self, arena="hjem", **more):
        return self.done("POST", f"/v1/arenas/{arena}/events", "curator", {**SHORT, **more})

    def listed(self, path, who, key="id"):
        """What a list holds, which must be as many as it says."""
        query = f"{'&' if '?' in path else '?'}count=true&limit=200"
        page = self.done("GET", quote(path, safe="/?&=:+,%") + query, who)
        assert page["total"] == len(page["items"]), path
        return [each[key] for each in page["items"]]


def path_of(event):
    return f"/v1/events/{event['id']}"


def faults(answer):
    return {(each.get("pointer") or each.get("parameter"), each["code"])
            for each in answer.json()["errors"]}


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as server:
        yield World(server)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One for tests that do not disturb each other."""
    with RunningArena(tmp_path_factory.mktemp("shared")) as server:
        yield World(server)


def test_an_event_is_arranged_attended_changed_and_survives_a_kill(world):
    made = world.ask("POST", "/v1/arenas/hjem/events", "curator", FULL)
    assert made.status == 201, made.body
    event = made.json()
    path = path_of(event)
    assert made.headers["Location"] == path and made.headers["ETag"].startswith('"1-')
    assert event == {
        **FULL, "id": event["id"], "revision": 1, "createdAt": event["createdAt"],
        "updatedAt": event["createdAt"], "state": "planned",
        "arena": {"id": event["arena"]["id"], "name": "Hjem", "slug": "hjem"}}
    coming = f"{path}/attendees/me"
    first = world.ask("PUT", coming, "member", {"persons": 3})
    assert (first.status, first.json()["persons"]) == (201, 3)
    assert world.ask("PUT", coming, "member", {"persons": 4}).status == 200
    changed = world.done("PATCH", path, "curator", {"title": "Stor øvelse", "place": None})
    assert changed == {**event, "title": "Stor øvelse", "place": None, "revision": 2,
                       "updatedAt": changed["updatedAt"]}
    for _ in range(2):
        assert world.ask("DELETE", path, "curator").status == 204
    world.server.restart_after_kill()
    after = world.done("GET", path, "outsider")
    assert after == {**changed, "state": "cancelled", "revision": 3,
                     "updatedAt": after["updatedAt"]}
    for events in ("/v1/events", "/v1/arenas/hjem/events"):
        assert world.done("GET", events, "outsider")["items"] == [after]
        assert world.listed(f"{events}?state=planned", "outsider") == []
    assert world.done("GET", "/v1/arenas/hjem", "outsider")["counts"]["events"] == 1
    assert world.done("GET", coming, "member")["persons"] == 4
    assert world.done("PATCH", path, "curator", {"state": "planned"})["revision"] == 4
    assert world.ask("DELETE", coming, "member").status == 204
    actions = [each["action"] for each in world.server.items("/v1/audit", world.server.admin)]
    assert [each for each in reversed(actions) if each.startswith(("event.", "attendance."))] == [
        "event.create", "attendance.create", "attendance.update", "event.update",
        "event.cancelled", "event.planned", "attendance.delete"]


def test_the_shortest_event_has_the_rest_by_default(shared):
    event = shared.hold(startsAt="2027-03-01T10:00:00+01:00")
    assert event == {**event, **SHORT, **DEFAULTS, "state": "planned"}
    assert event.keys() == {*FULL, "id", "revision", "createdAt", "updatedAt", "arena", "state"}
    assert shared.hold(endsAt=SHORT["startsAt"])["endsAt"] == SHORT["startsAt"]


WRONG = [
    ({"title": None}, "#/title", "null-not-allowed"), ({"title": ""}, "#/title", "too-short"),
    ({"title": " "}, "#/title", "blank"), ({"title": "x" * 301}, "#/title", "too-long"),
    ({"title": 7}, "#/title", "not-a-string"),
    ({"title": "For 15108695088"}, "#/title", "national-id-not-allowed"),
    ({"kind": "fest"}, "#/kind", "not-a-choice"),
    ({"startsAt": "i morgen"}, "#/startsAt", "not-a-timestamp"),
    ({"startsAt": "2027-03-01"}, "#/startsAt", "not-a-timestamp"),
    ({"endsAt": "2027-02-30T09:00:00Z"}, "#/endsAt", "not-a-timestamp"),
    ({"endsAt": "2027-03-01T09:59:59.999+01:00"}, "#/endsAt", "ends-before-start"),
    ({"timeZone": "Oslo"}, "#/timeZone", "not-a-time-zone"),
    ({"place": "x" * 301}, "#/place", "too-long"),
    ({"place": "Her\b"}, "#/place", "control-character"),
    ({"region": "NO-99"}, "#/region", "unknown-code"),
    ({"url": "ftp://example.org"}, "#/url", "not-a-url"),
    ({"agenda": "x" * 20_001}, "#/agenda", "too-long"), ({"lang": "n"}, "#/lang", "not-a-language"),
    ({"rule": "privat"}, "#/rule", "not-a-choice"),
    ({"tlp": "TLP:RED"}, "#/tlp", "tlp-red-not-accepted"),
    ({"tlp": "TLP:CLEAR"}, "#/tlp", "tlp-too-wide"),
    ({"stad": "Værnes"}, "#/stad", "unknown-field"),
]


@pytest.fixture(scope="module")
def green(shared):
    """An arena that takes nothing wider than GREEN."""
    shared.found("gronn", widestTlp="TLP:GREEN")
    return shared


@pytest.mark.parametrize(("change", "pointer", "code"), WRONG)
def test_wrong_input_names_field_and_fault(green, change, pointer, code):
    made = green.ask("POST", "/v1/arenas/gronn/events", "curator", {**SHORT, **change})
    assert (made.status, faults(made)) == (422, {(pointer, code)}), made.body
    before = green.hold("gronn")
    patched = green.ask("PATCH", path_of(before), "curator", change)
    assert patched.status == 422 and [each for each, _ in faults(patched)] == [pointer]
    if change != {"title": None}:
        assert faults(patched) == {(pointer, code)}
    assert green.done("GET", path_of(before), "curator") == before


def test_all_that_is_wrong_is_told_at_once(green):
    bare = green.ask("POST", "/v1/arenas/gronn/events", "curator", {})
    assert bare.status == 422
    assert faults(bare) == {(f"#/{name}", "required") for name in ("title", "startsAt", "tlp")}
    state = green.ask("POST", "/v1/arenas/gronn/events", "curator", {**SHORT, "state": "planned"})
    assert (state.status, faults(state)) == (422, {("#/state", "unknown-field")})
    event = green.hold("gronn", endsAt="2027-03-01T10:00:00Z")
    late = green.ask("PATCH", path_of(event), "curator", {"startsAt": "2027-03-01T11:00:00Z"})
    assert (late.status, faults(late)) == (422, {("#/endsAt", "ends-before-start")})
    many = green.ask("PATCH", path_of(event), "curator",
                     {"state": "holdt", "kind": "fest", "arena": "hjem", "revision": 9})
    assert many.status == 422
    assert {each for each, _ in faults(many)} == {"#/state", "#/kind", "#/arena", "#/revision"}
    # What an arena allowed once may stay when it allows less.
    green.done("PATCH", "/v1/arenas/gronn", "admin", {"widestTlp": "TLP:AMBER"})
    assert green.done("PATCH", path_of(event), "curator", {"place": "Her"})["tlp"] == "TLP:GREEN"
    green.done("PATCH", "/v1/arenas/gronn", "admin", {"widestTlp": "TLP:GREEN"})


def test_events_are_the_curators_and_the_admins_affair(world):
    world.found("lukket", joinPolicy="invite-only")
    open_event, closed = world.hold(), world.hold("lukket")
    world.tokens["reader"] = world.done(
        "POST", "/v1/tokens", "curator", {"scopes": ["read"]})["token"]
    for who, here, behind in [("anonymous", 401, 401), ("outsider", 403, 404),
                              ("member", 403, 403), ("reader", 403, 403)]:
        for slug, event, status in [("hjem", open_event, here), ("lukket", closed, behind)]:
            for method, path, body in [
                    ("POST", f"/v1/arenas/{slug}/events", SHORT),
                    ("PATCH", path_of(event), {"title": "Kapret"}),
                    ("PATCH", path_of(event), {"state": "cancelled"}),
                    ("DELETE", path_of(event), None)]:
                assert world.ask(method, path, who, body).status == status, (who, method, path)
            assert world.done("GET", path_of(event), "curator") == event
    assert world.ask("POST", f"/v1/arenas/{ABSENT}/events", "curator", SHORT).status == 404
    made = world.done("POST", "/v1/arenas/hjem/events", "admin", SHORT)
    assert world.done("PATCH", path_of(made), "admin", {"title": "Rettet"})["title"] == "Rettet"
    assert world.ask("DELETE", path_of(made), "admin").status == 204


def test_only_an_open_arena_takes_new_events(world):
    world.done("POST", "/v1/arenas", "member", {"name": "Ny", "slug": "ny", "purpose": "Øve."})
    event = world.hold()
    assert world.ask("DELETE", "/v1/arenas/hjem", "admin").status == 204
    for slug, who in [("ny", "member"), ("ny", "admin"), ("hjem", "curator"), ("hjem", "admin")]:
        refused = world.ask("POST", f"/v1/arenas/{slug}/events", who, SHORT)
        assert (refused.status, refused.json()["code"]) == (409, "arena-not-open"), (slug, who)
    assert world.ask("POST", "/v1/arenas/hjem/events", "outsider", SHORT).status == 403
    assert world.listed("/v1/events", "outsider") == [event["id"]]


@pytest.fixture(scope="module")
def calendar(tmp_path_factory):
    with RunningArena(tmp_path_factory.mktemp("calendar")) as server:
        world = World(server)
        world.found("kraft", sectors=["kraftforsyning"], roles=["beredskapsleder"],
                    regions=["NO-46"])
        world.found("brann", regions=["NO-50", "NO-46"])
        for number, (arena, title, more) in enumerate([
                ("kraft", "Ål", {"kind": "course"}), ("kraft", "Ærfugl", {"region": "NO-55"}),
                ("brann", "Østavind", {"place": "Værnes flyplass", "tlp": "TLP:AMBER+STRICT"}),
                ("brann", "Aa", {"agenda": "Kaffe på VÆRNES", "kind": "webinar"}),
                ("hjem", "Bø", {"tlp": "TLP:CLEAR"})]):
            world.hold(arena, title=title, startsAt=f"2027-03-0{number + 1}T09:00:00Z", **more)
        (cancelled,) = world.listed("/v1/events?q=bø", "curator")
        world.done("DELETE", f"/v1/events/{cancelled}", "curator")
        yield world


ALL = "Ål Ærfugl Østavind Aa Bø"


@pytest.mark.parametrize(("query", "titles"), [
    ("", ALL), ("sort=startsAt", ALL), ("sort=-startsAt", "Bø Aa Østavind Ærfugl Ål"),
    ("sort=title", "Aa Bø Ærfugl Østavind Ål"), ("sort=-title", "Ål Østavind Ærfugl Bø Aa"),
    ("sort=-updatedAt", "Bø Aa Østavind Ærfugl Ål"), ("sort=updatedAt", ALL),
    ("sort=title,updatedAt", "Aa Bø Ærfugl Østavind Ål"),
    ("state=cancelled", "Bø"), ("state=planned", "Ål Ærfugl Østavind Aa"),
    ("state=planned&state=cancelled", ALL), ("kind=course&kind=webinar", "Ål Aa"),
    ("kind=course&tlp=TLP:AMBER", ""), ("tlp=TLP:AMBER%2BSTRICT", "Østavind"),
    ("tlp=TLP:GREEN&tlp=TLP:CLEAR", "Ål Ærfugl Aa Bø"),
    ("startsAfter=2027-03-02T09:00:00Z", "Ærfugl Østavind Aa Bø"),
    ("startsAfter=2027-03-02T09:00:00.001Z", "Østavind Aa Bø"),
    ("startsBefore=2027-03-02T09:00:00Z", "Ål"),
    ("startsAfter=2027-03-02T10:00:00%2B01:00&startsBefore=2027-03-04T09:00:00Z",
     "Ærfugl Østavind"),
    ("q=værnes", "Østavind Aa"), ("q=VÆRNES+kaf", "Aa"), ("q=finnesikke", ""),
])
def test_a_list_is_narrowed_and_sorted(calendar, query, titles):
    assert calendar.listed(f"/v1/events?{query}", "curator", "title") == titles.split()
    here = [each for each in titles.split() if each in ("Østavind", "Aa")]
    assert calendar.listed(f"/v1/arenas/brann/events?{query}", "curator", "title") == here


@pytest.mark.parametrize(("query", "titles"), [
    ("arena=kraft", "Ål Ærfugl"), ("arena=kraft&arena=hjem", "Ål Ærfugl Bø"),
    ("arena=finnes-ikke", ""), ("sector=kraftforsyning", "Ål Ærfugl"),
    ("role=beredskapsleder", "Ål Ærfugl"), ("region=NO-46", "Ål Østavind Aa"),
    ("region=NO-55", "Ærfugl"), ("region=NO-50&sector=kraftforsyning", ""),
])
def test_all_events_are_narrowed_by_arena_and_facets_and_those_of_an_arena_are_not(
        calendar, query, titles):
    assert calendar.listed(f"/v1/events?{query}", "curator", "title") == titles.split()
    refused = calendar.ask("GET", f"/v1/arenas/brann/events?{query}", "curator")
    assert refused.status == 400
    assert faults(refused) == {
        (each.split("=")[0], "unknown-parameter") for each in query.split("&")}


def followed(world, address, rel):
    """The titles that links of one kind lead to, and the links of the last page."""
    titles = []
    while address:
        page = world.ask("GET", address, "curator")
        titles += [each["title"] for each in page.json()["items"]]
        found = re.findall(r'<([^>]*)>; rel="(\w+)"', ", ".join(page.headers.get_all("Link")))
        links = {name: each for each, name in found}
        address = links.get(rel)
    return titles, links


@pytest.mark.parametrize("query", ["", "sort=-title", "kind=meeting", "sort=-updatedAt"])
def test_pages_lead_to_the_end_and_back(calendar, query):
    titles = calendar.listed(f"/v1/events?{query}", "curator", "title")
    forth, links = followed(calendar, f"/v1/events?{query}&limit=1", "next")
    assert forth == titles and len(titles) > 1
    assert followed(calendar, links["prev"], "prev")[0] == titles[-2::-1]
    cursor = calendar.done("GET", "/v1/events?limit=1", "curator")["nextCursor"]
    other = calendar.ask("GET", f"/v1/events?state=planned&cursor={cursor}", "curator")
    assert (other.status, faults(other)) == (400, {("cursor", "invalid-cursor")})


def test_what_changed_since_is_listed_and_a_bad_query_is_named(calendar):
    *_, earlier, last = calendar.listed("/v1/events?sort=updatedAt", "curator", "updatedAt")
    assert calendar.listed(f"/v1/events?updatedAfter={earlier}", "curator", "updatedAt") == [last]
    for query, code in [("sort=place", "not-an-order"), ("kind=fest", "not-a-choice"),
                        ("sted=her", "unknown-parameter"), ("region=NO-99", "unknown-code"),
                        ("startsAfter=2027", "not-a-timestamp"), ("limit=0", "too-small")]:
        bad = calendar.ask("GET", f"/v1/events?{query}", "curator")
        assert (bad.status, faults(bad)) == (400, {(query.split("=")[0], code)}), bad.body


def test_a_change_is_made_on_what_was_read(shared):
    event = shared.hold()
    path = path_of(event)
    read = shared.ask("GET", path, "curator")
    same = shared.ask("PATCH", path, "curator", event)
    assert (same.status, same.json()) == (200, event)
    assert same.headers["ETag"] == read.headers["ETag"]
    old = {"If-Match": read.headers["ETag"]}
    assert shared.ask("PATCH", path, "curator", {"place": "Her"}, **old).status == 200
    for method, body in (("PATCH", {"place": "Der"}), ("DELETE", None)):
        assert shared.ask(method, path, "curator", body, **old).status == 412
    kept = shared.done("GET", path, "curator")
    assert (kept["place"], kept["state"], kept["revision"]) == ("Her", "planned", 2)
    assert shared.ask("DELETE", path, "curator", **{"If-Match": '"2"'}).status == 204
    gone = shared.ask("GET", path, "curator", **{"If-None-Match": read.headers["ETag"]})
    assert (gone.status, gone.json()["state"]) == (200, "cancelled")


def test_a_dry_run_keeps_nothing_and_a_repeated_key_makes_one(shared):
    before = shared.listed("/v1/events", "curator")
    events = "/v1/arenas/hjem/events"
    dry = shared.ask("POST", f"{events}?dryRun=true", "curator", FULL)
    assert dry.status == 200 and dry.json() == {**dry.json(), **FULL}
    assert shared.listed("/v1/events", "curator") == before
    assert shared.ask("POST", f"{events}?dryRun=true", "member", FULL).status == 403
    key = {"Idempotency-Key": '"en-gang"'}
    first, again = [shared.ask("POST", events, "curator", FULL, **key) for _ in range(2)]
    assert (first.status, again.status) == (201, 201) and first.body == again.body
    assert (first.headers["Idempotent-Replayed"], again.headers["Idempotent-Replayed"]) == (
        None, "true")
    assert again.headers["Location"] == first.headers["Location"]
    assert shared.ask("POST", events, "curator", SHORT, **key).status == 422
    event = first.json()
    assert sorted(shared.listed("/v1/events", "curator")) == sorted([*before, event["id"]])
    for method, body in (("PATCH", {"title": "Ikke"}), ("DELETE", None)):
        shared.done(method, f"{path_of(event)}?dryRun=true", "curator", body)
    assert shared.done("GET", path_of(event), "curator") == event
