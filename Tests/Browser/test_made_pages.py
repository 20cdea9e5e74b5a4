"""The pages that the server makes itself, in a real browser: the API, the problems, nothing."""

import subprocess

import pytest
from playwright.sync_api import expect

from page_checks import assert_no_violation, overflow
from watched_page import watched_page

PATHS = ["/docs", "/problems", "/problems/validation-error", "/finnes-ikke"]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_made_page_is_accessible_in_both_languages(browser, arena_server, path, scheme, width):
    with watched_page(
            browser, arena_server.base_url, width, color_scheme=scheme, locale="nb-NO"
    ) as (page, watch):
        answer = page.goto(path)
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.status == (404 if path == PATHS[-1] else 200)
        for language in ("nb", "en"):
            assert page.locator("html").get_attribute("lang") == language
            expect(page.locator("h1")).to_have_count(1)
            assert_no_violation(page)
            assert overflow(page) <= 0
            if language == "nb":
                page.get_by_role("link", name="English").click()
                page.wait_for_url("**?lang=en")
        if answer.status == 404:
            watch.complaints.clear()


def test_every_operation_has_a_line_that_a_shell_can_read(browser, arena_server):
    document = arena_server.request("GET", "/openapi.json").json()
    count = sum(len(item) for item in document["paths"].values())
    with watched_page(browser, arena_server.base_url) as (page, _):
        page.goto("/docs?lang=en")
        lines = page.locator("article pre").all_inner_texts()
    assert len(lines) == count > 40
    for line in lines:
        assert line.startswith("curl ")
        subprocess.run(["bash", "-n", "-c", line], check=True)


def test_a_line_of_the_docs_works(browser, arena_server):
    """The one that makes an arena, as it stands there."""
    with watched_page(browser, arena_server.base_url) as (page, _):
        page.goto("/docs")
        line = page.locator("#createArena pre").inner_text()
    made = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "ARENA": arena_server.base_url,
             "TOKEN": arena_server.admin})
    assert made.returncode == 0, made.stdout + made.stderr


def test_who_asks_for_no_page_gets_none(arena_server):
    for path in ("/finnes-ikke", "/v1/finnes-ikke"):
        answer = arena_server.request("GET", path)
        assert answer.headers["Content-Type"] == "application/problem+json"
    answer = arena_server.request("GET", "/v1/finnes-ikke", headers={"Accept": "text/html"})
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert arena_server.request("POST", "/docs", {}).status == 405
    tag = arena_server.request("GET", "/problems").headers["ETag"]
    again = arena_server.request("GET", "/problems", headers={"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
