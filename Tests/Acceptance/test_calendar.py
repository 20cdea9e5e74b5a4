"""Calendars hold what their readers may see of events, in the form that calendar programs know."""

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from icalendar import Calendar

from running_arena import RunningArena
from test_events import ABSENT, FULL, World, faults
from test_transfers import bring, export, ndjson

BASE = "https://arena.example.org"
ICS = "/feeds/events.ics"
LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]
HARD = "æøå\U0001f692 a\\b;c,d\n\\n\\,\\;\n\n:\"x\" é\u0301\U0001f469\u200d\U0001f692 slutt"
pytestmark = pytest.mark.filterwarnings("error")


class Readers(World):
    """Those who subscribe to calendars."""

    def hold(self, arena="hjem", **more):
        return super().hold(arena, **{"tlp": "TLP:CLEAR", **more})

    def get(self, path=ICS, who="anonymous", **headers):
        answer = self.ask("GET", path, who, **headers)
        assert answer.status in (200, 304), answer.body
        return answer

    def calendar(self, path=ICS, who="anonymous"):
        """What icalendar reads, which must have nothing to complain of."""
        answer = self.get(path, who)
        assert_physical(answer.body)
        found = Calendar.from_ical(answer.body)
        assert [each.errors for each in found.walk()] == [[]] * (len(found.events) + 1)
        return found

    def titles(self, path=ICS, who="anonymous"):
        return [str(each["SUMMARY"]) for each in self.calendar(path, who).events]

    def one(self, event, who="anonymous"):
        """The event as its own calendar tells it, the same as in that of all."""
        (found,) = self.calendar(f"/feeds/events/{event['id']}.ics", who).events
        assert found in self.calendar(ICS, who).events
        return found


def assert_physical(body):
    """Lines as RFC 5545 §3.1 has them: of 75 octets, each of whole characters."""
    *lines, last = body.split(b"\r\n")
    assert last == b"" and b"\r" not in b"".join(lines) and b"\n" not in b"".join(lines)
    for line in lines:
        assert 0 < len(line) <= 75, line
        assert not re.search(r"[\0-\x08\x0a-\x1f\x7f]", line.decode()), line


def utc(text):
    """A time of JSON as a calendar has it, which knows no parts of seconds."""
    return datetime.fromisoformat(text).replace(microsecond=0)


def next_of(answer):
    links = ", ".join(answer.headers.get_all("Link"))
    found = re.search(r'<([^>]*)>; rel="next"', links)
    return found and found[1].removeprefix(BASE)


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path, ARENA_BASE_URL=BASE) as server:
        yield Readers(server)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One whose events are only added to."""
    with RunningArena(tmp_path_factory.mktemp("shared"), ARENA_BASE_URL=BASE) as server:
        yield Readers(server)


def test_every_property_is_read_without_a_warning(world):
    full = world.hold(**{**FULL, "tlp": "TLP:CLEAR", "url": "https://example.org/a;b,c?ø=1"})
    bare = world.hold(startsAt="2027-02-01T00:30:00+01:00")
    found = world.calendar()
    head = {"VERSION": "2.0", "PRODID": "-//arena//1.0//NB", "METHOD": "PUBLISH", "NAME": "Arena",
            "X-WR-CALNAME": "Arena"}
    assert found.keys() == {*head, "REFRESH-INTERVAL"}
    assert {name: str(found[name]) for name in head} == head
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in world.get().body
    first, second = found.events
    texts = {
        "UID": f"{full['id']}@arena.example.org", "SUMMARY": FULL["title"], "STATUS": "CONFIRMED",
        "DESCRIPTION": FULL["agenda"], "LOCATION": FULL["place"], "CLASS": "PUBLIC",
        "URL": "https://example.org/a;b,c?ø=1"}
    times = {"DTSTAMP": full["updatedAt"], "LAST-MODIFIED": full["updatedAt"],
             "CREATED": full["createdAt"], "DTSTART": FULL["startsAt"], "DTEND": FULL["endsAt"]}
    assert first.keys() == {*texts, *times, "CATEGORIES", "SEQUENCE"}
    assert {name: str(first[name]) for name in texts} == texts
    assert {name: first[name].dt for name in times} == {
        name: utc(text) for name, text in times.items()}
    assert (first["CATEGORIES"].cats, first["SEQUENCE"]) == (["exercise"], 0)
    assert second.keys() == first.keys() - {"DTEND", "DESCRIPTION", "LOCATION"}
    assert second["URL"] == f"{BASE}/nb/?event={bare['id']}"
    assert second["CATEGORIES"].cats == ["meeting"]
    assert b"\r\nDTSTART:20270131T233000Z\r\n" in world.get().body
    assert world.one(full) == first and world.one(bare) == second


def test_without_an_address_of_its_own_a_server_is_called_arena(tmp_path):
    with RunningArena(tmp_path) as server:
        world = Readers(server)
        event, other = world.hold(), world.hold(url="https://example.org/")
        found = world.one(event)
        # An address without a host is none (RFC 5545 §3.3.13).
        assert found["UID"] == f"{event['id']}@arena" and "URL" not in found
        assert world.one(other)["URL"] == "https://example.org/"


@pytest.mark.parametrize("part", [range(27), range(27, 54), range(54, 81)])
def test_text_comes_through_whole_wherever_a_line_is_folded(shared, part):
    texts = {shared.hold(title=f"{'x' * count}{HARD}", place=f"{'y' * count}{HARD}",
                         agenda=f"{'z' * count}{HARD * 9}")["id"]: count for count in part}
    found = {str(each["UID"]).split("@")[0]: each for each in shared.calendar().events}
    for event, count in texts.items():
        assert str(found[event]["SUMMARY"]) == f"{'x' * count}{HARD}"
        assert str(found[event]["LOCATION"]) == f"{'y' * count}{HARD}"
        assert str(found[event]["DESCRIPTION"]) == f"{'z' * count}{HARD * 9}"


@pytest.mark.parametrize("character", ["ø", "\U0001f692", ";", "\\", ",", "\n"])
def test_a_character_is_never_cut_in_two(shared, character):
    """Also where nothing but it is there, at every offset of a line."""
    event = shared.hold(title="?", place="?", agenda="?")
    for count in range(4):
        text = "x" * count + character * 250 + "."
        shared.done("PATCH", f"/v1/events/{event['id']}", "curator",
                    {"title": text, "place": text, "agenda": text * 3})
        found = shared.one(event)
        assert (str(found["SUMMARY"]), str(found["LOCATION"])) == (text, text)
        assert str(found["DESCRIPTION"]) == text * 3


def test_no_text_makes_lines_of_its_own(shared):
    told = "Øvelse\r\nEND:VEVENT\r\nATTENDEE:x\rSTATUS:CANCELLED\n BEGIN:VALARM"
    odd = "\t\x85\u2028\u2029\ufffe"
    found = shared.one(shared.hold(title=told, place=f"Her{odd}", agenda=f"{odd}Der"))
    assert str(found["SUMMARY"]) == told.replace("\r\n", "\n").replace("\r", "\n")
    assert found["STATUS"] == "CONFIRMED" and "ATTENDEE" not in found
    assert found["LOCATION"].startswith("Her") and found["DESCRIPTION"].endswith("Der")


def test_readers_are_told_how_long_to_keep_it(world):
    event = world.hold()
    world.hold(startsAt="2028-01-01T09:00:00Z", tlp="TLP:GREEN")
    for path in (ICS, f"/feeds/events/{event['id']}.ics"):
        first, own = world.get(path), world.get(path, "outsider")
        for answer, caching in ((first, "public, max-age=300"), (own, "private, no-cache")):
            assert answer.headers["Content-Type"] == (
                "text/calendar; charset=utf-8; method=PUBLISH")
            assert answer.headers["Cache-Control"] == caching
            assert "Authorization" in ", ".join(answer.headers.get_all("Vary"))
        assert parsedate_to_datetime(first.headers["Last-Modified"]) == utc(event["updatedAt"])
        for who, answer in (("anonymous", first), ("outsider", own)):
            again = world.get(path, who, **{"If-None-Match": answer.headers["ETag"]})
            assert (again.status, again.body) == (304, b"")
            assert again.headers["ETag"] == answer.headers["ETag"]
        # What was withdrawn has no date.
        since = {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}
        assert world.get(path, **since).status == 200
        head = world.ask("HEAD", path, "anonymous")
        assert (head.status, head.headers["ETag"]) == (200, first.headers["ETag"])
    assert world.get().headers["ETag"] != world.get(ICS, "outsider").headers["ETag"]


def test_what_changes_ends_a_304(world):
    event = world.hold()
    path, own = f"/v1/events/{event['id']}", f"/feeds/events/{event['id']}.ics"
    for change in [{"place": "Her"}, {"state": "cancelled"}]:
        tags = {each: {"If-None-Match": world.get(each).headers["ETag"]} for each in (ICS, own)}
        world.done("PATCH", path, "curator", change)
        for each, tag in tags.items():
            assert world.get(each, **tag).status == 200
    tag = {"If-None-Match": world.get().headers["ETag"]}
    world.done("PATCH", path, "curator", {"tlp": "TLP:GREEN"})
    empty = world.get(ICS, **tag)
    assert empty.status == 200 and Calendar.from_ical(empty.body).events == []
    assert world.ask("GET", own, "anonymous").status == 404


def test_everybody_finds_what_is_theirs_to_see(world):
    world.found("lukket", joinPolicy="invite-only")
    world.tokens["narrowed"] = world.done("POST", "/v1/tokens", "member", {
        "scopes": ["read"], "arenas": ["lukket"]})["token"]
    world.done("PATCH", f"/v1/organisations/{world.ids['other']}", "admin", {"state": "suspended"})
    here = {tlp: world.hold(tlp=tlp, title=tlp)["id"] for tlp in LABELS}
    behind = {f"bak {tlp}": world.hold("lukket", tlp=tlp, title=f"bak {tlp}")["id"]
              for tlp in LABELS}
    clear, every = LABELS[:1], [*LABELS, *behind]
    for who, seen in [("anonymous", clear), ("other", clear), ("outsider", LABELS[:2]),
                      ("narrowed", [*clear, *behind]), ("member", every), ("curator", every),
                      ("admin", every)]:
        assert sorted(world.titles(ICS, who)) == sorted(seen), who
        for title, event in {**here, **behind}.items():
            path = f"/feeds/events/{event}.ics"
            assert world.ask("GET", path, who).status == (200 if title in seen else 404)
            if title in seen:
                (found,) = world.calendar(path, who).events
                assert (str(found["SUMMARY"]), found["CLASS"]) == (
                    title, "PUBLIC" if title.endswith("CLEAR") else "CONFIDENTIAL")
    hidden, absent = [world.ask("GET", f"/feeds/events/{each}.ics", "anonymous").json()
                      for each in (here["TLP:GREEN"], ABSENT)]
    own = ("instance", "requestId")
    assert {**hidden, **dict.fromkeys(own)} == {**absent, **dict.fromkeys(own)}
    for path in (here["TLP:CLEAR"], f"{here['TLP:CLEAR']}.atom", "x.ics", ".ics"):
        assert world.ask("GET", f"/feeds/events/{path}", "anonymous").status == 404


def test_what_is_cancelled_stays_under_its_uid(world):
    event = world.hold()
    path = f"/v1/events/{event['id']}"
    versions = [world.one(event)]
    for change in ({"title": "Endret"}, {"state": "cancelled"}, {"state": "planned"},
                   {"title": "Endret"}, {"state": "cancelled"}):
        world.done("PATCH", path, "curator", change)
        versions.append(world.one(event))
    world.server.restart_after_kill()
    world.done("PATCH", "/v1/arenas/hjem", "admin", {"slug": "flyttet", "name": "Flyttet"})
    versions.append(world.one(event))
    assert {str(each["UID"]) for each in versions} == {f"{event['id']}@arena.example.org"}
    assert [(str(each["STATUS"]), each["SEQUENCE"]) for each in versions] == [
        ("CONFIRMED", 0), ("CONFIRMED", 1), ("CANCELLED", 2), ("CONFIRMED", 3), ("CONFIRMED", 3),
        ("CANCELLED", 4), ("CANCELLED", 4)]
    assert versions[-1]["DTSTAMP"].dt == utc(world.done("GET", path, "admin")["updatedAt"])


def test_a_calendar_is_narrowed_and_named_by_its_arenas(world):
    world.found("vann", sectors=["vann-og-avlop"], regions=["NO-46"], name="Vann, avløp; «ø»")
    world.found("lukket", joinPolicy="invite-only", roles=["beredskapsleder"])
    for arena, title, more in [("vann", "Pumpe", {"kind": "field-visit"}),
                               ("vann", "Rør", {"region": "NO-55"}), ("hjem", "Møte", {}),
                               ("lukket", "Stab", {"kind": "course"})]:
        world.hold(arena, title=title, **more)
    for query, titles in [
            ("arena=vann", ["Pumpe", "Rør"]), ("arena=finnes-ikke", []),
            ("arena=vann&arena=hjem", ["Møte", "Pumpe", "Rør"]),
            ("sector=vann-og-avlop", ["Pumpe", "Rør"]), ("region=NO-46", ["Pumpe"]),
            ("region=NO-55", ["Rør"]), ("role=beredskapsleder", ["Stab"]),
            ("kind=field-visit&kind=course", ["Pumpe", "Stab"]), ("q=m%C3%B8t", ["Møte"]),
            ("arena=vann&kind=meeting", ["Rør"])]:
        for who, unseen in (("member", ()), ("anonymous", ("Stab",))):
            found = sorted(world.titles(f"{ICS}?{query}", who))
            assert found == [each for each in titles if each not in unseen], (who, query)
    for query, name in [
            ("arena=vann", r"Arena: Vann\, avløp\; «ø»"), ("region=NO-46", "Arena"),
            ("arena=hjem&arena=vann", r"Arena: Hjem\, Vann\, avløp\; «ø»"),
            ("arena=lukket", "Arena")]:
        lines = world.get(f"{ICS}?{query}").body.decode().replace("\r\n ", "").split("\r\n")
        assert [f"NAME:{name}", f"X-WR-CALNAME:{name}"] == lines[4:6]
    for query, code in [("sektor=x", "unknown-parameter"), ("state=planned", "unknown-parameter"),
                        ("region=NO-99", "unknown-code"), ("kind=fest", "not-a-choice"),
                        ("cursor=x", "invalid-cursor"), ("limit=0", "too-small")]:
        bad = world.ask("GET", f"{ICS}?{query}", "anonymous")
        assert (bad.status, faults(bad)) == (400, {(query.split("=")[0], code)}), bad.body


def test_pages_lead_from_the_latest_to_the_earliest(world):
    for day in (3, 1, 7, 5, 2, 6, 4):
        world.hold(title=f"Dag {day}", startsAt=f"2027-03-0{day}T09:00:00Z")
    titles, path, sizes = [], f"{ICS}?limit=3&arena=hjem", []
    while path:
        page = world.titles(path)
        titles += page
        sizes.append(len(page))
        path = next_of(world.get(path))
    assert titles == [f"Dag {day}" for day in range(7, 0, -1)] and sizes == [3, 3, 1]
    assert world.titles() == titles and next_of(world.get()) is None


def test_a_calendar_has_a_thousand_and_a_page_two_hundred(world):
    event, begin = world.hold(), datetime.fromisoformat("2027-03-01T09:00:00Z")
    (line,) = [each for each in map(json.loads, export(world.server).splitlines())
               if each["type"] == "event"]
    number_of = re.compile(r"-\w{12}$")
    lines = [{**line, "id": number_of.sub(f"-{number:012}", event["id"]),
              "title": f"Nr. {number}",
              "startsAt": (begin + timedelta(hours=number)).isoformat()}
             for number in range(1, 1002)]
    assert bring(world.server, ndjson(*lines))[1]["created"] == 1001
    for query, size in (("", 1000), ("?limit=1000", 200)):
        found = world.titles(f"{ICS}{query}")
        assert found == [f"Nr. {number}" for number in range(1001, 1001 - size, -1)]
        more = next_of(world.get(f"{ICS}{query}"))
        assert world.titles(more)[0] == f"Nr. {1001 - size}"


def test_pages_and_the_description_tell_of_the_calendar(shared):
    for language in ("nb", "en"):
        page = shared.get(f"/{language}/").body.decode()
        (link,) = [each for each in re.findall(r"<link\b[^>]*>", page) if "text/calendar" in each]
        assert all(word in link for word in (
            'rel="alternate"', 'type="text/calendar"', f'href="{ICS}"', "title="))
    described = json.loads(shared.get("/openapi.json").body)["paths"]
    assert described.keys() >= {ICS, "/feeds/events/{event}.ics"}
    assert "text/calendar" in described[ICS]["get"]["responses"]["200"]["content"]
