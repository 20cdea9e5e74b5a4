"""What is kept of an organisation or a person is told to whom it concerns, and taken away."""

import json
import re
import subprocess

import pytest

from running_arena import BINARY, ROOT, RunningArena
from test_repeats import wait_for_snapshot

ADDRESS = "kari.nordmann@example.org"
POST = {"title": "Øvelse", "body": "Vi øvde.", "tlp": "TLP:AMBER"}


class World:
    def __init__(self, server):
        self.server = server
        self.ids, self.tokens = {}, {"admin": server.admin}
        for name, contact in (("author", ADDRESS), ("other", "Kari.Nordmann@Example.org"),
                              ("third", "post@example.org")):
            made = server.created("/v1/organisations", {
                "name": name, "kind": "public", "contact": contact}, server.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        server.created("/v1/arenas", {"name": "Hjem", "slug": "hjem", "purpose": "Øve."},
                       server.admin)
        for name in self.ids:
            assert self.ask("PUT", "/v1/arenas/hjem/members/me", name).status == 201

    def ask(self, method, path, who, body=None, **headers):
        return self.server.request(method, path, body, self.tokens.get(who), headers=headers)

    def share(self, who, **change):
        answer = self.ask("POST", "/v1/arenas/hjem/posts", who, {**POST, **change})
        assert answer.status == 201, answer.body
        return answer.json()["id"]

    def lines(self, who, query):
        answer = self.ask("GET", f"/v1/privacy/export?{query}", who)
        assert answer.status == 200, answer.body
        return [json.loads(line) for line in answer.body.splitlines()]


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as server:
        yield World(server)


def test_an_organisation_gets_all_that_is_kept_of_it_and_nothing_else(world):
    named, secret = world.share("author"), world.share("author", attribution="chatham")
    retracted, others = world.share("author"), world.share("other")
    chatham = world.share("other", attribution="chatham")
    world.ask("PATCH", f"/v1/posts/{named}", "author", {"body": "Endret."})
    world.ask("DELETE", f"/v1/posts/{retracted}", "author")
    assert world.ask("PUT", f"/v1/posts/{others}/adoptions/me", "author",
                     {"kind": "copied"}).status == 201
    world.ask("PUT", f"/v1/posts/{named}/adoptions/me", "other", {"kind": "copied"})
    for path, body in (("/v1/reports", {"post": others, "reason": "Hm."}),
                       (f"/v1/posts/{others}/release-requests",
                        {"tlp": "TLP:GREEN", "reason": "Bør ut."})):
        assert world.ask("POST", path, "author", body).status == 201
    event = world.server.created("/v1/arenas/hjem/events", {
        "title": "Øvelse", "startsAt": "2027-03-01T09:00:00Z", "tlp": "TLP:GREEN",
    }, world.server.admin)["id"]
    for who in ("author", "other"):
        assert world.ask("PUT", f"/v1/events/{event}/attendees/me", who, {}).status == 201
    for post in (secret, others):
        for kind, told in (("comments", {"body": "Ja."}), ("follow-ups", {"action": "Øve."})):
            for who in ("author", "other"):
                assert world.ask("POST", f"/v1/posts/{post}/{kind}", who, told).status == 201
    by_id = f"organisation={world.ids['author']}"
    for who, query in (("author", "organisation=me"), ("author", by_id), ("admin", by_id)):
        found = world.lines(who, query)
        kinds = sorted(each["type"] for each in found)
        assert kinds == ["adoption", "attendance", "comment", "comment", "follow-up", "follow-up",
                         "membership", "organisation", "post", "post", "post", "release-request",
                         "report", "revision", "revision", "token"], kinds
        assert world.tokens["author"] not in json.dumps(found)
        assert {(each.get("organisation") or each["author"])["id"] for each in found
                if each["type"] in ("comment", "follow-up")} == {world.ids["author"]}
        posts = {each["id"] for each in found if each["type"] == "post"}
        assert posts == {named, secret, retracted}
        assert all(each["author"]["id"] == world.ids["author"] for each in found
                   if each["type"] in ("post", "revision"))
        assert chatham not in json.dumps(found)
        # Whom a post that it has adopted keeps out is told to admins only.
        (adoption,) = [each for each in found if each["type"] == "adoption"]
        assert ("audience" in adoption) == (who == "admin")
        assert next(each for each in found if each["type"] == "organisation")["contact"] == ADDRESS
    log = world.server.items("/v1/audit", world.server.admin)
    assert [each["actor"]["kind"] for each in log if each["action"] == "export.read"] == ["admin"]


def test_who_may_not_is_refused(world):
    narrow = world.ask("POST", "/v1/tokens", "author", {
        "name": "smal", "scopes": ["read", "manage"], "arenas": ["hjem"]}).json()["token"]
    for token, query, status in [
            (world.tokens["other"], f"organisation={world.ids['author']}", 403),
            (narrow, "organisation=me", 403), (None, "organisation=me", 401),
            (world.tokens["author"], f"email={ADDRESS}", 403),
            (world.server.admin, "", 400), (world.server.admin, "organisation=x&email=y", 400),
            (world.server.admin, "mail=y", 400), (world.server.admin, "email=", 400),
            (world.server.admin, "organisation=019b76da-a800-7c3d-a1f2-b3c4d5e6f708", 404)]:
        answer = world.server.request("GET", f"/v1/privacy/export?{query}", token=token)
        assert answer.status == status, (query, answer.body)
    both = world.server.request("GET", "/v1/privacy/export", token=world.server.admin,
                                headers={"Accept-Language": "en"}).json()
    assert both["errors"] == [{"parameter": "email", "code": "email-or-organisation",
                               "detail": "Give either email or organisation."}]
    for body, pointer in [({}, "#/email"), ({"email": "x"}, "#/email"),
                          ({"email": ADDRESS, "navn": "x"}, "#/navn")]:
        answer = world.ask("POST", "/v1/privacy/erase", "admin", body)
        assert answer.status == 422 and answer.json()["errors"][0]["pointer"] == pointer
    assert world.ask("POST", "/v1/privacy/erase", "author", {"email": ADDRESS}).status == 403


def test_an_address_is_found_wherever_it_stands(world):
    post = world.share("third", body="Spør KARI.Nordmann@example.org.")
    world.share("third")
    world.ask("PATCH", f"/v1/posts/{post}", "third", {"body": "Spør oss."})
    assert world.ask("PUT", f"/v1/posts/{post}/adoptions/me", "author", {
        "kind": "copied", "note": f"Takk til {ADDRESS}!"}).status == 201
    for kind, told in (("comments", {"body": f"Spør {ADDRESS}."}),
                       ("follow-ups", {"action": f"Ring {ADDRESS}."})):
        assert world.ask("POST", f"/v1/posts/{post}/{kind}", "author", told).status == 201
    assert world.ask("POST", "/v1/tokens", "third", {
        "name": f"Skript for {ADDRESS}", "scopes": ["read"]}).status == 201
    found = world.lines("admin", f"email={ADDRESS}")
    assert [each["type"] for each in found] == [
        "organisation", "organisation", "revision", "adoption", "comment", "follow-up", "token"]
    assert world.lines("admin", "email=ingen@example.org") == []


def test_an_address_is_taken_away_and_leaves_the_disk(world):
    body = {"name": "fjerde", "kind": "public", "contact": ADDRESS}
    again = {"Idempotency-Key": "fjerde"}
    fourth = world.ask("POST", "/v1/organisations", "admin", body, **again).json()
    before = world.ask("GET", f"/v1/organisations/{world.ids['author']}", "admin").json()

    def erase(query="", **more):
        answer = world.ask("POST", f"/v1/privacy/erase{query}", "admin",
                           {"email": ADDRESS.upper(), **more})
        assert answer.status == 200, answer.body
        return {each["id"] for each in answer.json()["organisations"]}

    holders = {world.ids["author"], world.ids["other"], fourth["id"]}
    # To tell of it changes nothing.
    assert erase("?dryRun=true") == erase(dryRun=True) == holders
    assert world.ask("GET", f"/v1/organisations/{world.ids['author']}", "admin").json() == before
    assert erase() == holders
    assert erase() == set()
    for each in holders:
        found = world.ask("GET", f"/v1/organisations/{each}", "admin").json()
        assert found["contact"] is None and found["name"]
    third = world.ask("GET", f"/v1/organisations/{world.ids['third']}", "admin").json()
    assert third["contact"] == "post@example.org"
    # Nor is it told again with the answer that told it.
    repeated = world.ask("POST", "/v1/organisations", "admin", body, **again)
    assert repeated.status == 201 and ADDRESS.encode() not in repeated.body
    (entry,) = [each for each in world.server.items("/v1/audit", world.server.admin)
                if each["action"] == "contact.erase"]
    assert {each["id"] for each in entry["resources"]} == holders
    for _ in range(2):
        begun = world.ask("POST", "/v1/snapshots", "admin").json()
        wait_for_snapshot(world.server, begun["minGeneration"])
    world.server.stop()
    for file in [*world.server.data.iterdir(), world.server.log]:
        assert b"nordmann@example" not in file.read_bytes().lower(), file


def test_the_templates_are_served_and_say_what_the_server_does(world):
    names = sorted(path.name for path in (ROOT / "Public" / "privacy").iterdir())
    assert names == ["avviksmelding.nb.md", "behandlingsprotokoll.nb.md",
                     "databehandleravtale.nb.md", "personvernerklaering.nb.md",
                     "privacy-notice.en.md"]
    config = subprocess.run([BINARY, "config"], capture_output=True, text=True, check=True,
                            env={"PATH": "/usr/bin:/bin"}).stdout
    months = re.search(r"AUDIT_MONTHS\D+(\d+)", config)[1]
    described = world.server.request("GET", "/openapi.json").json()["paths"]
    for name in names:
        answer = world.server.request("GET", f"/privacy/{name}")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
        text = answer.body.decode()
        assert re.search(r"\[[^\]]+\]", text), "there is something to fill in"
        for count in re.findall(r"\[(\d+)\] (?:måneder|months)", text):
            assert count == months
        for path in re.findall(r"(?:GET|POST|PATCH|DELETE) (/v1[^`?]*)", text):
            kind = {"posts": "post", "tokens": "token", "organisations": "organisation"}
            path = re.sub(r"/(\w+)/<id>", lambda found: f"/{found[1]}/{{{kind[found[1]]}}}", path)
            assert path in described, (name, path)
