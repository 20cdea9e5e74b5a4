"""Who sees an event and who learns who comes to it, and what becomes of both."""

import json
from collections import Counter
from copy import copy
from itertools import product
from urllib.parse import quote

import pytest

from running_arena import RunningArena
from test_events import ABSENT, FULL, SHORT, World, faults, path_of
from test_transfers import bring, export
from webhook_receiver import Receiver
from webhook_world import OPEN

LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]
POLICIES = ["open", "invite-only"]
MEMBERS = {"member", "curator", "admin"}
CALLERS = ["anonymous", "outsider", "invited", "suspended", "pending", "narrowed", *sorted(MEMBERS)]
# As everybody, also where it is a member.
STRANGERS = {"anonymous", "suspended", "pending", "narrowed"}


@pytest.fixture(scope="module")
def matrix(tmp_path_factory):
    """An event of each label in an arena of each policy, and callers of each kind."""
    with RunningArena(tmp_path_factory.mktemp("matrix")) as server:
        world = World(server)
        world.enrol("invited")
        world.events = {}
        for policy in POLICIES:
            world.found(policy, joinPolicy=policy)
            world.done("PUT", f"/v1/arenas/{policy}/members/{world.ids['invited']}", "admin", {})
            for tlp in LABELS:
                world.events[policy, tlp] = world.hold(policy, tlp=tlp)["id"]
        world.tokens["narrowed"] = world.done("POST", "/v1/tokens", "member", {
            "scopes": ["read", "post"], "arenas": ["hjem"]})["token"]
        pending = server.created("/v1/organisations", {"name": "Ny", "kind": "public"}, None)
        world.tokens["pending"] = pending["token"]
        world.done("PATCH", f"/v1/organisations/{world.ids['other']}", "admin",
                   {"state": "suspended"})
        world.tokens["suspended"] = world.tokens["other"]
        yield world


def is_seen(who, policy, tlp):
    if who in MEMBERS:
        return True
    if policy == "invite-only":
        return False
    return tlp == "TLP:CLEAR" or tlp == "TLP:GREEN" and who not in STRANGERS


@pytest.mark.parametrize("who", CALLERS)
@pytest.mark.parametrize("policy", POLICIES)
def test_who_sees_the_arena_of_an_event_sees_what_its_label_allows(matrix, who, policy):
    seen = [matrix.events[policy, tlp] for tlp in LABELS if is_seen(who, policy, tlp)]
    everywhere = [matrix.events[each] for each in product(POLICIES, LABELS)
                  if is_seen(who, *each)]
    assert matrix.listed(f"/v1/events?arena={policy}", who) == seen
    assert matrix.listed("/v1/events", who) == everywhere
    for tlp in LABELS:
        assert matrix.listed(f"/v1/events?arena={policy}&tlp={quote(tlp)}", who) == (
            [matrix.events[policy, tlp]] if is_seen(who, policy, tlp) else [])
    arena = matrix.ask("GET", f"/v1/arenas/{policy}", who)
    hidden = policy == "invite-only" and who not in {*MEMBERS, "invited"}
    assert arena.status == (404 if hidden else 200)
    if hidden:
        assert matrix.ask("GET", f"/v1/arenas/{policy}/events", who).status == 404
    else:
        assert arena.json()["counts"]["events"] == len(seen)
        assert matrix.listed(f"/v1/arenas/{policy}/events", who) == seen


@pytest.mark.parametrize("who", CALLERS)
@pytest.mark.parametrize("tlp", LABELS)
@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_not_seen_is_as_if_it_were_not_there(matrix, who, policy, tlp):
    def said(answer, hidden):
        return {name: value for name, value in answer.json().items()
                if name not in ("instance", "requestId")} | {"status": answer.status, "id": hidden}

    event = matrix.events[policy, tlp]
    tried = [("GET", "", None), ("GET", "/attendees", None), ("GET", "/attendees/me", None)]
    if who not in STRANGERS - {"narrowed"}:
        tried += [("PATCH", "", {"title": "Kapret"}), ("DELETE", "", None),
                  ("PUT", "/attendees/me", {}), ("DELETE", "/attendees/me", None)]
    if is_seen(who, policy, tlp):
        found = matrix.done("GET", f"/v1/events/{event}", who)
        assert (found["id"], found["tlp"]) == (event, tlp)
        return
    for method, more, body in tried:
        hidden = matrix.ask(method, f"/v1/events/{event}{more}", who, body)
        absent = matrix.ask(method, f"/v1/events/{ABSENT}{more}", who, body)
        assert hidden.status == 404 and said(hidden, "") == said(absent, ""), (method, more)


LISTINGS = ["names", "count", "none"]
COMING = ["member", "outsider", "curator", "suspended"]


@pytest.fixture(scope="module")
def attended(tmp_path_factory):
    """Events of each rule in arenas that list their members in each way, and who comes."""
    with RunningArena(tmp_path_factory.mktemp("attended")) as server:
        world = World(server)
        world.enrol("suspended")
        world.events = {}
        for listing, rule in product(LISTINGS, ["open", "chatham"]):
            slug = f"{listing}-{rule}"
            world.found(slug, memberList=listing)
            event = path_of(world.hold(slug, rule=rule, tlp="TLP:CLEAR"))
            world.events[listing, rule] = event
            for persons, who in enumerate(COMING, 1):
                world.done("PUT", f"{event}/attendees/me", who, {"persons": persons})
        world.done("PATCH", f"/v1/organisations/{world.ids['suspended']}", "admin",
                   {"state": "suspended"})
        yield world


@pytest.mark.parametrize("who", ["anonymous", "outsider", "suspended", "member", "other", "curator",
                                 "admin"])
@pytest.mark.parametrize("rule", ["open", "chatham"])
@pytest.mark.parametrize("listing", LISTINGS)
def test_who_comes_is_told_as_the_rule_and_the_list_of_members_allow(
        attended, who, rule, listing):
    path = f"{attended.events[listing, rule]}/attendees"
    if who in ("curator", "admin") or (rule, listing) == ("open", "names"):
        seen = COMING
    else:
        seen = [who] if who in COMING and who != "suspended" else []
    found = attended.listed(path, who, "organisation")
    assert found == [{"id": attended.ids[name], "name": name} for name in seen]
    for persons, name in enumerate(COMING, 1):
        one = attended.ask("GET", f"{path}/{attended.ids[name]}", who)
        assert one.status == (200 if name in seen else 404), name
        if name in seen:
            assert one.json()["persons"] == persons
            assert f"/v1/events/{one.json()['event']}/attendees" == path
    for absent in (attended.ids["other"], ABSENT):
        assert attended.ask("GET", f"{path}/{absent}", who).status == 404
    if who in COMING:
        assert attended.ask("GET", f"{path}/me", who).status == (200 if who in seen else 404)


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path, **OPEN) as server:
        yield World(server)


def test_an_organisation_says_for_itself_how_many_come(world):
    path = f"{path_of(world.hold())}/attendees"
    made = world.ask("PUT", f"{path}/me", "outsider")
    own = f"{path}/{world.ids['outsider']}"
    assert (made.status, made.headers["Location"]) == (201, own)
    first = made.json()
    assert first == {
        "id": first["id"], "revision": 1, "createdAt": first["createdAt"],
        "updatedAt": first["createdAt"], "event": path.split("/")[3], "persons": 1,
        "organisation": {"id": world.ids["outsider"], "name": "outsider"}}
    changed = world.ask("PUT", own, "outsider", {"persons": 10_000})
    assert (changed.status, changed.json()["persons"], changed.json()["revision"]) == (
        200, 10_000, 2)
    same = world.ask("PUT", own, "outsider", changed.json())
    assert (same.status, same.json()) == (200, changed.json())
    stale = world.ask("PUT", own, "outsider", {"persons": 2},
                      **{"If-Match": made.headers["ETag"]})
    assert stale.status == 412
    assert world.ask("PUT", own, "outsider", {}).json()["persons"] == 1
    tried = world.ask("PUT", f"{path}/me?dryRun=true", "member", {"persons": 2})
    assert (tried.status, tried.json()["persons"]) == (200, 2)
    assert world.listed(path, "admin", "persons") == [1]
    assert world.ask("PUT", f"{path}/{world.ids['other']}", "admin", {"persons": 3}).status == 201
    for who, status in [("anonymous", 401), ("member", 403), ("curator", 403)]:
        refused = world.ask("PUT", f"{path}/{world.ids['other']}", who, {"persons": 4})
        assert refused.status == status, who
    assert world.listed(path, "member", "persons") == [1, 3]


def test_who_said_it_a_curator_or_an_admin_takes_it_back(world):
    for rule, status in [("open", 403), ("chatham", 404)]:
        path = f"{path_of(world.hold(rule=rule))}/attendees"
        own = f"{path}/{world.ids['member']}"
        for who in ("member", "curator", "admin"):
            world.done("PUT", f"{path}/me", "member")
            assert world.ask("DELETE", own, "anonymous").status == 401
            for other in ("outsider", "other"):
                assert world.ask("DELETE", own, other).status == status
            assert world.ask("DELETE", own, who).status == 204
            assert world.ask("DELETE", own, who).status == 404
            assert world.listed(path, "admin") == []


@pytest.mark.parametrize(("body", "pointer", "code"), [
    ({"persons": 0}, "#/persons", "too-small"), ({"persons": 10_001}, "#/persons", "too-large"),
    ({"persons": "3"}, "#/persons", "not-an-integer"),
    ({"persons": 1.5}, "#/persons", "not-an-integer"), ({"antall": 3}, "#/antall", "unknown-field"),
])
def test_wrong_numbers_are_named(attended, body, pointer, code):
    path = f"{attended.events['names', 'open']}/attendees"
    for who in ("other", "member"):
        refused = attended.ask("PUT", f"{path}/me", who, body)
        assert (refused.status, faults(refused)) == (422, {(pointer, code)}), refused.body
    assert attended.listed(path, "admin", "persons") == [1, 2, 3, 4]


def test_nobody_comes_to_what_is_cancelled(world):
    path = path_of(world.hold())
    coming = f"{path}/attendees/me"
    world.done("PUT", coming, "member", {"persons": 2})
    world.done("PATCH", path, "curator", {"state": "cancelled"})
    for who in ("other", "member"):
        refused = world.ask("PUT", coming, who, {"persons": 3})
        assert (refused.status, refused.json()["code"]) == (409, "illegal-state-change"), who
    assert world.listed(f"{path}/attendees", "member", "persons") == [2]
    world.done("PATCH", path, "curator", {"state": "planned"})
    assert world.ask("PUT", coming, "other").status == 201


def test_who_loses_sight_of_an_event_loses_sight_of_its_attendance(world):
    path = path_of(world.hold())
    world.done("PUT", f"{path}/attendees/me", "outsider", {"persons": 5})
    world.done("PATCH", path, "curator", {"tlp": "TLP:AMBER"})
    for method in ("GET", "PUT", "DELETE"):
        body = {"persons": 6} if method == "PUT" else None
        assert world.ask(method, f"{path}/attendees/me", "outsider", body).status == 404
    assert world.listed(f"{path}/attendees", "member", "persons") == [5]


def test_a_narrowed_token_comes_to_what_is_in_its_arenas_alone(world):
    world.found("nabo")
    path = {slug: path_of(world.hold(slug, tlp="TLP:CLEAR")) for slug in ("hjem", "nabo")}
    secret = path_of(world.hold("hjem", tlp="TLP:AMBER"))
    for name, scopes in (("reader", ["read"]), ("narrow", ["read", "post"])):
        world.tokens[name] = world.done(
            "POST", "/v1/tokens", "member", {"scopes": scopes, "arenas": ["hjem"]})["token"]
    world.done("PUT", f"{path['nabo']}/attendees/me", "member")
    for event in (path["hjem"], secret):
        assert world.ask("PUT", f"{event}/attendees/me", "reader").status == 403
        assert world.ask("PUT", f"{event}/attendees/me", "narrow").status == 201
    for method in ("PUT", "DELETE"):
        assert world.ask(method, f"{path['nabo']}/attendees/me", "narrow").status == 403


def test_webhooks_tell_of_events_what_their_labels_allow(world):
    world.found("lukket", joinPolicy="invite-only")
    with Receiver() as member, Receiver() as outsider:
        for who, receiver in (("member", member), ("outsider", outsider)):
            world.done("POST", "/v1/webhooks", who, {"url": receiver.url})
        clear, green, amber, _ = [world.hold(tlp=tlp, title=tlp) for tlp in LABELS]
        closed = world.hold("lukket", title="Lukket")
        path = path_of(green)
        world.done("PUT", f"{path}/attendees/me", "member")
        world.ask("PATCH", f"{path}?dryRun=true", "curator", {"title": "Prøvd"})
        # Each is waited for: what is told is as it stands when it is told.
        for number, change in enumerate([{"title": "Endret"}, {"state": "cancelled"},
                                         {"state": "planned"}, {"tlp": "TLP:AMBER"}]):
            member.wait(4 + number)
            outsider.wait(2 + number)
            world.done("PATCH", path, "curator", change)
        member.wait(8)
        world.done("DELETE", path_of(clear), "curator")

        def told(receiver, count):
            bodies = [json.loads(each.body) for each in receiver.wait(count)]
            return [(each["type"].removeprefix("event."), each["data"]) for each in bodies]

        got = told(member, 9)
        assert [(kind, data["id"]) for kind, data in got] == [
            ("created", clear["id"]), ("created", green["id"]), ("created", amber["id"]),
            ("created", closed["id"]), ("updated", green["id"]), ("cancelled", green["id"]),
            ("updated", green["id"]), ("updated", green["id"]), ("cancelled", clear["id"])]
        for index, event in ((2, amber), (7, green)):
            assert got[index][1] == {"id": event["id"], "url": path_of(event),
                                     "arena": event["arena"]["id"]}
        assert got[3][1]["title"] == "Lukket" and got[3][1]["arena"] == closed["arena"]["id"]
        assert got[8][1] == got[0][1] and got[0][1]["title"] == "TLP:CLEAR"
        assert [(kind, data["id"]) for kind, data in told(outsider, 6)] == [
            ("created", clear["id"]), ("created", green["id"]), ("updated", green["id"]),
            ("cancelled", green["id"]), ("updated", green["id"]), ("cancelled", clear["id"])]


def fill(world):
    """Events of each label and state, and who comes to them."""
    events = [world.hold(tlp=tlp) for tlp in LABELS] + [world.hold(**FULL)]
    for event, who in product(events, ("member", "other")):
        world.done("PUT", f"{path_of(event)}/attendees/me", who, {"persons": 2})
    world.done("PUT", f"{path_of(events[0])}/attendees/me", "other", {"persons": 3})
    world.done("PATCH", path_of(events[1]), "curator", {"state": "cancelled", "place": "Her"})
    return events


def read(world, events):
    """All that an admin is told of them."""
    return [world.done("GET", path_of(event) + more, "admin")
            for event in events for more in ("", "/attendees")]


def types(lines):
    return Counter(json.loads(line)["type"] for line in lines.splitlines())


def test_an_export_makes_the_same_events_elsewhere(world, tmp_path):
    events = fill(world)
    exported, before = export(world.server), read(world, events)
    assert types(exported)["event"] == 5 and types(exported)["attendance"] == 10
    folder = tmp_path / "empty"
    folder.mkdir()
    with RunningArena(folder) as empty:
        elsewhere = copy(world)
        elsewhere.server, elsewhere.tokens = empty, {"admin": empty.admin}
        assert bring(empty, exported)[1]["failed"] == 0
        for _ in range(2):
            assert export(empty) == exported and read(elsewhere, events) == before
            empty.restart_after_kill()
        assert bring(empty, exported)[1]["unchanged"] == len(exported.splitlines())


def test_an_organisation_is_told_where_it_comes_and_that_goes_with_it(world):
    events = fill(world)
    own = world.ask("GET", "/v1/privacy/export?organisation=me", "member").body
    found = [each for each in map(json.loads, own.splitlines()) if each["type"] == "attendance"]
    assert {each["event"] for each in found} == {each["id"] for each in events}
    assert len(found) == 5 and all(
        each["organisation"]["id"] == world.ids["member"] for each in found)
    assert types(own)["event"] == 0
    assert world.ask("DELETE", f"/v1/organisations/{world.ids['member']}", "admin").status == 204
    for _ in range(2):
        for event in events:
            assert world.listed(f"{path_of(event)}/attendees", "admin", "organisation") == [
                {"id": world.ids["other"], "name": "other"}]
        assert world.ids["member"].encode() not in export(world.server)
        world.server.restart_after_kill()


def test_a_purge_takes_the_events_with_the_arena(world):
    world.found("nabo")
    events, near = fill(world), world.hold("nabo")
    assert world.ask("DELETE", "/v1/arenas/hjem?purge=true", "admin").status == 204
    for _ in range(2):
        for event in events:
            for more in ("", "/attendees", "/attendees/me"):
                assert world.ask("GET", path_of(event) + more, "member").status == 404
        assert world.listed("/v1/events", "admin") == [near["id"]]
        left = types(export(world.server))
        assert (left["event"], left["attendance"]) == (1, 0)
        world.server.restart_after_kill()


def test_a_merge_moves_the_events_as_they_are(world):
    world.found("nabo")
    near, events = world.hold("nabo", title="Hjemme hos naboen"), fill(world)
    before = read(world, events)
    world.done("POST", "/v1/arenas/hjem/merge", "admin", {"into": "nabo"})
    for _ in range(2):
        after = read(world, events)
        for old, new in zip(before, after):
            assert new == ({**old, "arena": near["arena"]} if "arena" in old else old)
        assert set(world.listed("/v1/arenas/nabo/events", "member")) == {
            each["id"] for each in [near, *events]}
        assert world.done("GET", "/v1/arenas/nabo", "anonymous")["counts"]["events"] == 1
        assert world.ask("GET", "/v1/arenas/hjem/events", "member").status == 308
        world.server.restart_after_kill()
    assert world.done("POST", "/v1/arenas/hjem/events", "curator", SHORT)["arena"] == near["arena"]
