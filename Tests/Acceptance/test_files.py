"""Files as curl and caches ask for them: ranges, resumed downloads, preconditions."""

import json
import subprocess

import pytest

from running_arena import ROOT

PAGE = "/nb/index.html"


@pytest.fixture(scope="module")
def page():
    return (ROOT / "Public" / "nb" / "index.html").read_bytes()


def curl(*arguments):
    return subprocess.run(
        ["curl", "--silent", "--show-error", "--fail-with-body", *arguments],
        check=False, capture_output=True, timeout=60)


def test_parts_put_together_are_the_file(arena_server, page):
    url, middle = arena_server.base_url + PAGE, len(page) // 2
    parts = [curl("--range", span, url).stdout for span in (f"0-{middle - 1}", f"{middle}-")]
    assert parts == [page[:middle], page[middle:]]


def test_a_download_that_was_cut_is_resumed(arena_server, page, tmp_path):
    target = tmp_path / "index.html"
    target.write_bytes(page[:100])
    answer = curl("--continue-at", "-", "--output", str(target), arena_server.base_url + PAGE)
    assert answer.returncode == 0, answer.stderr
    assert target.read_bytes() == page


@pytest.mark.parametrize(("field", "status", "code", "language"), [
    ("Range: bytes=999999999-", 416, "range-not-satisfiable", "en"),
    ("Range: bytes=999999999-", 416, "range-not-satisfiable", "nb"),
    ('If-Match: "x"', 412, "precondition-failed", "en"),
])
def test_a_refusal_is_a_problem(arena_server, page, field, status, code, language):
    answer = curl(
        "--include", "--header", field, "--header", f"Accept-Language: {language}",
        arena_server.base_url + PAGE)
    head, body = answer.stdout.split(b"\r\n\r\n", 1)
    lines = head.decode().split("\r\n")
    assert lines[0].split(" ")[1] == str(status)
    assert "Content-Type: application/problem+json" in lines
    assert f"Content-Language: {language}" in lines
    if status == 416:
        assert f"Content-Range: bytes */{len(page)}" in lines
    problem = json.loads(body)
    assert (problem["status"], problem["code"]) == (status, code)
