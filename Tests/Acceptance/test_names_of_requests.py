"""Every answer names its request, and says where it stands in its trace."""

import json
import re
import uuid

import pytest

from running_arena import RunningArena

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
LINES = "application/x-ndjson"


@pytest.fixture(scope="module")
def arena(tmp_path_factory):
    folder = tmp_path_factory.mktemp("arena")
    with RunningArena(folder, ARENA_ACCESS_LOG="on", ARENA_LOG_FORMAT="json") as running:
        running.created("/v1/organisations", {"name": "Etat", "kind": "public"}, running.admin)
        yield running


def begun(answer):
    """Whether the request begins an unrecorded trace, which its own name names."""
    name = uuid.UUID(answer.headers["X-Request-Id"]).hex
    return re.fullmatch(rf"00-{name}-(?!0{{16}})[0-9a-f]{{16}}-00", answer.headers["traceparent"])


REQUESTS = [
    ("GET", "/v1", None, 200), ("GET", "/v1/organisations", None, 200),
    ("GET", "/v1/posts/finnes-ikke", None, 404), ("PUT", "/v1/posts", None, 405),
    ("OPTIONS", "/v1/posts", None, 204), ("GET", "/v1/me", None, 401),
    ("GET", "/v1/arenas?limt=1", None, 400), ("GET", "/v1/arenas/", None, 308),
    ("POST", "/v1/organisations", b"{", 400), ("POST", "/v1/organisations", b"{}", 422),
    ("POST", "/v1/organisations", b'{"name":"' + b"x" * (1 << 20) + b'"}', 413),
    ("GET", "/", None, 303), ("GET", "/nb/", None, 200), ("GET", "/docs", None, 200),
    ("GET", "/problems/gone", None, 200), ("GET", "/finnes-ikke", None, 404),
    ("GET", "/healthz", None, 200), ("GET", "/readyz", None, 200),
    ("GET", "/openapi.json", None, 200), ("HEAD", "/v1", None, 200),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), REQUESTS)
def test_every_answer_has_a_name_and_its_trace(arena, method, path, body, status):
    plain = arena.request(method, path, body)
    assert plain.status == status, plain.body
    assert uuid.UUID(plain.headers["X-Request-Id"]).version == 7
    assert begun(plain)
    traced = arena.request(method, path, body, headers={"traceparent": PARENT})
    assert traced.status == status
    found = re.fullmatch(rf"00-{TRACE}-([0-9a-f]{{16}})-01", traced.headers["traceparent"])
    assert found and found[1] not in ("00f067aa0ba902b7", "0" * 16)
    assert traced.headers["X-Request-Id"] != plain.headers["X-Request-Id"]


def test_streams_and_unchanged_answers_have_them_too(arena):
    answer = arena.request("GET", "/v1/export", token=arena.admin)
    assert answer.status == 200 and begun(answer)
    parent = {"traceparent": PARENT}
    for method, path, body in [("GET", "/v1/export", None), ("POST", "/v1/import", b"{}\n")]:
        answer = arena.request(method, path, body, arena.admin, LINES, headers=parent)
        assert answer.status == 200 and TRACE in answer.headers["traceparent"]
    tag = arena.request("GET", "/v1/organisations").headers["ETag"]
    same = arena.request("GET", "/v1/organisations", headers={**parent, "If-None-Match": tag})
    assert same.status == 304 and TRACE in same.headers["traceparent"]


@pytest.mark.parametrize("parent", [
    "", "x", PARENT[:-1], PARENT + "0", PARENT.upper(), f"ff{PARENT[2:]}",
    f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{TRACE}-{'0' * 16}-01",
])
def test_a_trace_that_is_none_is_ignored(arena, parent):
    answer = arena.request("GET", "/v1", headers={"traceparent": parent})
    assert answer.status == 200 and begun(answer)


def test_a_script_of_another_origin_may_read_what_it_needs(arena):
    answer = arena.request("GET", "/v1/arenas", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"].split(", ") == [
        "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After",
        "X-Request-Id"]


def test_the_log_has_both(arena):
    answers = [arena.request("GET", "/v1/arenas", headers=headers)
               for headers in ({"traceparent": PARENT}, {})]
    names = [answer.headers["X-Request-Id"] for answer in answers]
    # The log is written behind the answers, and to its end when the server ends.
    arena.stop()
    arena.start()
    log = arena.log.read_text().splitlines()
    traces = [json.loads(line)["traceId"] for name in names for line in log if name in line]
    assert traces == [TRACE, uuid.UUID(names[1]).hex]


def test_the_name_that_a_trusted_proxy_gives_is_kept(tmp_path, arena):
    for given in ("proxy-1.a_B", "x" * 128):
        ignored = arena.request("GET", "/v1", headers={"X-Request-Id": given})
        assert ignored.headers["X-Request-Id"] != given
    with RunningArena(tmp_path, ARENA_TRUSTED_PROXIES="127.0.0.1") as behind:
        for given, kept in [("proxy-1.a_B", True), ("x" * 128, True), ("x" * 129, False),
                            ("a b", False), ('"', False), ("", False)]:
            answer = behind.request("GET", "/v1/posts/nei", headers={"X-Request-Id": given})
            problem = answer.json()
            assert (answer.headers["X-Request-Id"] == given) == kept
            assert problem["requestId"] == answer.headers["X-Request-Id"]
            start = "urn:x-request-id:" if kept else "urn:uuid:"
            assert problem["instance"] == start + problem["requestId"]
