"""Every problem that Arena knows is met by a request, and told in both languages with a remedy.

Each case is a request of its own kind against a running server. Problems of a request whose head
could not be read are told in the server's language, all others in the caller's.
"""

import errno
import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from failing_disk import FailingDisk
from running_arena import Answer, RunningArena

LINES = "application/x-ndjson"
ARENA = {"name": "Redning", "slug": "redning", "purpose": "Øve."}
POSTS = "/v1/arenas/redning/posts"
POST = {"title": "Øvd", "body": "Godt.", "tlp": "TLP:CLEAR"}
NOBODY = "019b76da-a800-7c3d-a1f2-b3c4d5e6f708"
# Only a fault of the server itself gives it; its words and its page are tested elsewhere.
NEVER_BY_REQUEST = {"internal-error"}


class World:
    """A server with a curator, another organisation and one that waits, asked in one language."""

    def __init__(self, arena, language):
        self.arena = arena
        self.language = language
        admin = arena.admin
        self.curator = self.organisation("Kurator", "974760673")
        self.other = self.organisation("Annen")
        arena.created("/v1/arenas", ARENA, admin)
        self.put("/v1/arenas/redning/members/me", self.curator)
        patched = self.ask("PATCH", f"/v1/arenas/redning/members/{self.curator['id']}",
                           {"curator": True}, admin)
        assert patched.status == 200, patched.body
        self.post = arena.created(POSTS, POST, self.curator["token"])["id"]

    def organisation(self, name, number=None):
        body = {"name": name, "kind": "public", "orgNumber": number}
        return self.arena.created("/v1/organisations", body, self.arena.admin)

    def put(self, path, caller):
        answer = self.ask("PUT", path, {}, caller["token"])
        assert answer.status < 300, answer.body

    def ask(self, method, path, body=None, token=None, content_type="application/json", **headers):
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.arena.request(
            method, path, body, token, content_type,
            {"Accept-Language": self.language, **fields})

    def raw(self, text, timeout=60):
        """The answer to bytes that are no request of http.client's."""
        with socket.create_connection(("127.0.0.1", self.arena.port), timeout=timeout) as client:
            client.sendall(text.encode())
            return read(client)


def read(client):
    """An answer that ends with its connection, or as long as it says."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = client.recv(65536)
        assert piece, received
        received += piece
    head, body = received.split(b"\r\n\r\n", 1)
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    while len(body) < int(headers["Content-Length"]):
        body += client.recv(65536)
    return Answer(int(lines[0].split()[1]), headers, body)


def gone(world):
    token, key = world.curator["token"], {"Idempotency_Key": f'"{world.language}"'}
    made = world.ask("POST", POSTS, POST, token, **key)
    assert made.status == 201, made.body
    removed = world.ask("DELETE", f"/v1/posts/{made.json()['id']}", token=token)
    assert removed.status == 204
    # Retracted is not removed: that takes the arena along.
    slug = f"borte-{world.language}"
    token = world.arena.admin
    made = world.ask("POST", "/v1/arenas", {**ARENA, "slug": slug}, token, **key)
    assert made.status == 201, made.body
    assert world.ask("DELETE", f"/v1/arenas/{slug}?purge=true", token=token).status == 204
    return world.ask("POST", "/v1/arenas", {**ARENA, "slug": slug}, token, **key)


def key_reused(world):
    for title in ("En", "To"):
        answer = world.ask("POST", POSTS, {**POST, "title": title}, world.curator["token"],
                           Idempotency_Key="samme")
    return answer


def too_many(world):
    for number in range(21):
        answer = world.ask("POST", "/v1/arenas", {"name": f"F{number}", "purpose": "Øve."},
                           world.other["token"])
    return answer


def pending(world):
    body = {"name": "Venter", "kind": "private"}
    token = world.ask("POST", "/v1/organisations", body).json()["token"]
    return world.ask("PUT", "/v1/arenas/redning/members/me", {}, token)


def narrow(world, scopes):
    made = world.ask("POST", "/v1/tokens", {"scopes": scopes}, world.curator["token"])
    return made.json()["token"]


def proposed(world, method, path):
    slug = world.ask("POST", "/v1/arenas", {"name": "Ny", "purpose": "Øve."},
                     world.curator["token"]).json()["slug"]
    return world.ask(method, f"/v1/arenas/{slug}/{path}", POST if method == "POST" else {},
                     world.curator["token"])


def post_as(world, change, token=None):
    return world.ask("POST", POSTS, {**POST, **change}, token or world.curator["token"])


def stalled(world):
    return world.raw(
        "POST /v1/organisations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        f"Accept-Language: {world.language}\r\nContent-Length: 9\r\n\r\n{{")


CURSOR = "/v1/arenas?cursor=x"
NEW = {"name": "Ny", "kind": "public"}
# By code: the status, the request, and the places that are named.
CASES = {
    "invalid-json": (400, lambda w: w.ask("POST", "/v1/organisations", b'{"name":}'), ["#/name"]),
    "invalid-parameter": (400, lambda w: w.ask("GET", "/v1/arenas?limt=2&sort=x"),
                          ["limt", "sort"]),
    "invalid-cursor": (400, lambda w: w.ask("GET", CURSOR), ["cursor"]),
    "invalid-authorization": (400, lambda w: w.ask("GET", "/v1/me", Authorization="Basic eA=="),
                              []),
    "authentication-required": (401, lambda w: w.ask("GET", "/v1/me"), []),
    "invalid-token": (401, lambda w: w.ask("GET", "/v1/me", token="x" * 40), []),
    "insufficient-scope": (403, lambda w: post_as(w, {}, narrow(w, ["read"])), []),
    "not-allowed": (403, lambda w: w.ask(
        "PATCH", "/v1/arenas/redning", {"name": "x"}, w.other["token"]), []),
    "not-a-member": (403, lambda w: post_as(w, {}, w.other["token"]), []),
    "organisation-not-active": (403, pending, []),
    "token-exceeds-own": (403, lambda w: w.ask(
        "POST", "/v1/tokens", {"scopes": ["post"]}, narrow(w, ["read", "manage"])),
        ["#/scopes"]),
    "not-found": (404, lambda w: w.ask("GET", f"/v1/posts/{NOBODY}"), []),
    "method-not-allowed": (405, lambda w: w.ask("PUT", "/v1/posts"), []),
    "not-acceptable": (406, lambda w: w.ask("GET", "/v1/posts", Accept="text/csv"), []),
    "gone": (410, gone, []),
    "duplicate-slug": (409, lambda w: w.ask("POST", "/v1/arenas", ARENA, w.arena.admin),
                       ["#/slug"]),
    "duplicate-org-number": (409, lambda w: w.ask(
        "POST", "/v1/organisations", {**NEW, "orgNumber": "974760673"}), ["#/orgNumber"]),
    "already-exists": (409, lambda w: w.ask(
        "POST", "/v1/vocabularies/roles",
        {"code": "kriseleder", "names": {"nb": "x", "en": "x"}}, w.arena.admin), []),
    "arena-not-open": (409, lambda w: proposed(w, "POST", "posts"), []),
    "arena-not-proposed": (409, lambda w: w.ask(
        "PUT", "/v1/arenas/redning/cosigners/me", {}, w.other["token"]), []),
    "last-curator": (409, lambda w: w.ask(
        "DELETE", "/v1/arenas/redning/members/me", token=w.curator["token"]), []),
    "illegal-state-change": (409, lambda w: w.ask(
        "PATCH", f"/v1/arenas/redning/members/{w.curator['id']}", {"state": "requested"},
        w.arena.admin), ["#/state"]),
    "too-many": (409, too_many, []),
    "length-required": (411, lambda w: w.raw(
        f"POST /v1/organisations HTTP/1.1\r\nHost: a\r\nAccept-Language: {w.language}\r\n"
        "Content-Type: application/json\r\n\r\n"), []),
    "precondition-failed": (412, lambda w: w.ask(
        "PATCH", f"/v1/posts/{w.post}", {"title": "x"}, w.curator["token"], If_Match='"9"'), []),
    "content-too-large": (413, lambda w: w.ask(
        "POST", "/v1/organisations", b'{"name":"' + b"x" * (1 << 20) + b'"}'), []),
    "unsupported-media-type": (415, lambda w: w.ask(
        "POST", "/v1/organisations", b"a=b", content_type="text/plain"), []),
    "range-not-satisfiable": (416, lambda w: w.ask("GET", "/nb/", Range="bytes=99999999-"), []),
    "validation-error": (422, lambda w: w.ask(
        "POST", "/v1/organisations", {"kind": "x", "nmae": "y"}), ["#/name", "#/kind", "#/nmae"]),
    "tlp-red-not-accepted": (422, lambda w: post_as(w, {"tlp": "TLP:RED"}), ["#/tlp"]),
    "national-id-not-allowed": (422, lambda w: post_as(w, {"body": "Fnr 15108695088."}),
                                ["#/body"]),
    "import-refused": (422, lambda w: w.ask(
        "POST", "/v1/import?atomic=true", b'{"type":"post"}\n', w.arena.admin, LINES), []),
    "idempotency-key-reused": (422, key_reused, ["Idempotency-Key"]),
    "request-timeout": (408, stalled, []),
}
# What the engine says before it has read a head.
UNREAD = {
    "malformed-request": (400, "GET /v1 HTTP/1.1\r\n\r\n"),
    "uri-too-long": (414, f"GET /{'x' * 9000} HTTP/1.1\r\nHost: a\r\n\r\n"),
    "expectation-failed": (417, "POST /v1/organisations HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n"),
    "header-fields-too-large": (431, f"GET /v1 HTTP/1.1\r\nHost: a\r\nX: {'x' * 20000}\r\n\r\n"),
    "not-implemented": (501, "FETCH /v1 HTTP/1.1\r\nHost: a\r\n\r\n"),
    "http-version-not-supported": (505, "GET /v1 HTTP/2.0\r\nHost: a\r\n\r\n"),
}
ELSEWHERE = {"registration-closed", "quota-exceeded", "unavailable"}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """One that is asked in English and speaks Norwegian by default, and one the other way."""
    with (RunningArena(tmp_path_factory.mktemp("nb"), ARENA_DEFAULT_LANGUAGE="nb") as nb,
          RunningArena(tmp_path_factory.mktemp("en"), ARENA_DEFAULT_LANGUAGE="en") as en):
        yield {"en": World(nb, "en"), "nb": World(en, "nb")}


def check(answers, code, status, places=()):
    """The same problem twice, by the language it is told in."""
    told = {}
    for language, answer in answers.items():
        problem = answer.json()
        assert (answer.status, problem["status"], problem["code"]) == (status, status, code), (
            answer.body)
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Content-Language"] == language
        assert problem["type"].endswith(f"/problems/{code}") or code == "quota-exceeded"
        assert problem["requestId"] == answer.headers["X-Request-Id"]
        assert problem["instance"] == f"urn:uuid:{problem['requestId']}"
        found = problem.get("errors", [])
        named = [each.get("pointer") or each.get("parameter") or each["header"] for each in found]
        assert named == list(places), problem
        told[language] = [problem["title"], problem["detail"]] + [each["detail"] for each in found]
        for words in told[language]:
            assert words[-1] in ".?" and not re.search(r"{[a-z]+}", words, re.I), words
    for nb, en in zip(told["nb"], told["en"], strict=True):
        assert nb != en


@pytest.mark.parametrize("code", CASES)
def test_a_problem_is_told_in_the_language_of_its_caller(worlds, code):
    status, ask, places = CASES[code]
    # At once: a slow client is let wait.
    with ThreadPoolExecutor() as pool:
        answers = dict(zip(worlds, pool.map(ask, worlds.values()), strict=True))
    check(answers, code, status, places)


@pytest.mark.parametrize("code", UNREAD)
def test_what_cannot_be_read_is_refused_in_the_language_of_the_server(worlds, code):
    status, text = UNREAD[code]
    answers = {"nb": worlds["en"].raw(text), "en": worlds["nb"].raw(text)}
    check(answers, code, status)


def test_registration_is_closed(tmp_path):
    with RunningArena(tmp_path, ARENA_REGISTRATION="closed") as arena:
        check({language: arena.request("POST", "/v1/organisations", NEW,
                                       headers={"Accept-Language": language})
               for language in ("nb", "en")}, "registration-closed", 403)


def test_a_quota_is_exceeded(tmp_path):
    with RunningArena(tmp_path, ARENA_RATE_LIMIT="on") as arena:
        def refused(language):
            for _ in range(200):
                answer = arena.request("GET", "/v1/arenas", headers={"Accept-Language": language})
                if answer.status != 200:
                    return answer
            raise AssertionError("200 requests were answered")
        answers = {language: refused(language) for language in ("nb", "en")}
        check(answers, "quota-exceeded", 429)
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers.values())


def test_a_full_disk_is_told(tmp_path):
    disk = FailingDisk(tmp_path)
    with disk.arena() as arena:
        disk.fail("pwrite", errno.ENOSPC, -1)
        answers = {language: arena.request("POST", "/v1/organisations", NEW,
                                           headers={"Accept-Language": language})
                   for language in ("nb", "en")}
        disk.clear()
        check(answers, "unavailable", 503)
        assert all(answer.headers["Retry-After"] for answer in answers.values())


def test_every_problem_that_has_a_page_is_met_here(worlds):
    page = worlds["en"].ask("GET", "/problems", Accept="text/html").body.decode()
    known = set(re.findall(r'href="/problems/([a-z-]+)"', page))
    assert len(known) > 40
    assert set(CASES) | set(UNREAD) | ELSEWHERE | NEVER_BY_REQUEST == known


def test_lines_that_cannot_be_taken_are_told_in_the_language_of_the_caller(worlds):
    for language, world in worlds.items():
        body = b'{"type":"organisation","name":"","kind":"x"}\nnei\n'
        answer = world.ask("POST", "/v1/import?dryRun=true", body, world.arena.admin, LINES)
        first, second, _ = [json.loads(line) for line in answer.body.splitlines()]
        assert [each["pointer"] for each in first["errors"]] == ["#/name", "#/kind"]
        assert second["code"] == "invalid-json"
        details = [each["detail"] for each in first["errors"] + second["errors"]]
        assert all(("Må" in words or "Ved byte" in words) == (language == "nb")
                   for words in details), details
