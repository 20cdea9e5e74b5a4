"""Events on the web page, in a real browser against a real server."""

from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from page_checks import assert_no_violation, overflow, screenshot
from page_content import (
    FILLER_COUNT, GREEN_EVENT_TITLE, HOSTILE_NAME, HOSTILE_TITLE, HOSTILE_URL, PAST_EVENT_TITLE,
    build,
)
from watched_page import watched_page

HEADING = {"nb": "Kommende arrangementer", "en": "Coming events"}
CANCELLED = {"nb": "Avlyst", "en": "Cancelled"}
CARDS = {
    "nb": [
        ["TLP:CLEAR", "Øvelse Blåtann", "1. juli 2090 kl. 09.00–15.05",
         "Øvelse · Bergen brannstasjon · Strøm i vest"],
        ["TLP:CLEAR", "Avlyst: Samling om varsling", "2. juli 2090 kl. 09.00",
         "Kurs · Strøm i vest"],
        ["TLP:CLEAR", "Power across borders",
         "3. juli 2090 kl. 09.00 – 5. juli 2090 kl. 16.30 (America/New_York)",
         "Konferanse · Strøm i vest"],
        ["TLP:CLEAR", HOSTILE_TITLE, "4. juli 2090 kl. 10.00",
         f"Webinar · {HOSTILE_NAME} · Strøm i vest"],
    ],
    "en": [
        ["TLP:CLEAR", "Øvelse Blåtann", "1 July 2090, 09:00–15:05",
         "Exercise · Bergen brannstasjon · Strøm i vest"],
        ["TLP:CLEAR", "Cancelled: Samling om varsling", "2 July 2090, 09:00",
         "Course · Strøm i vest"],
        ["TLP:CLEAR", "Power across borders",
         "3 July 2090, 09:00 – 5 July 2090, 16:30 (America/New_York)",
         "Conference · Strøm i vest"],
        ["TLP:CLEAR", HOSTILE_TITLE, "4 July 2090, 10:00",
         f"Webinar · {HOSTILE_NAME} · Strøm i vest"],
    ],
}
FACTS = {
    "nb": [
        ["Tid", "1. juli 2090 kl. 09.00–15.05"], ["Tidssone", "Europe/Oslo"], ["Type", "Øvelse"],
        ["Status", "Planlagt"], ["Sted", "Bergen brannstasjon"],
        ["Region", "Troms"], ["Arena", "Strøm i vest"],
        ["Nettside", "https://example.org/blatann?dag=1"],
        ["Regel for samtalen",
         "Chatham House-regelen: det som blir sagt, kan brukes, men ikke hvem som sa det"],
    ],
    "en": [
        ["Time", "1 July 2090, 09:00–15:05"], ["Time zone", "Europe/Oslo"],
        ["Kind", "Exercise"], ["State", "Planned"], ["Place", "Bergen brannstasjon"],
        ["Region", "Troms"], ["Arena", "Strøm i vest"],
        ["Web page", "https://example.org/blatann?dag=1"],
        ["Rule of the discussion",
         "The Chatham House Rule: what is said may be used, but not who said it"],
    ],
}


@pytest.fixture(scope="module")
def content(arena_server):
    return build(arena_server)


@pytest.fixture
def base_url(arena_server, content):
    return arena_server.base_url


def open_list(page, path):
    """What is in the list once its first page has come."""
    page.goto(path)
    cards = page.locator("#events li.event")
    expect(cards.first).to_be_visible()
    return cards


def open_event(page, path):
    page.goto(path)
    expect(page.locator("#event-heading")).to_be_focused()
    return page.locator("article")


def levels(page):
    """The levels of the headings that show, in their order."""
    return page.evaluate("""() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
        .filter((node) => node.checkVisibility()).map((node) => Number(node.nodeName[1]))""")


def assert_fits(page):
    assert overflow(page) <= 0
    assert_no_violation(page)
    found = levels(page)
    assert found[0] == 1 and found.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(found)), found


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_events_are_accessible_in_the_list_and_opened(
        browser, base_url, content, language, scheme, width):
    with watched_page(browser, base_url, width, color_scheme=scheme) as (page, _):
        open_list(page, f"/{language}/?arena=strom-i-vest")
        assert_fits(page)
        assert GREEN_EVENT_TITLE not in page.content()
        for name in ("full", "cancelled"):
            open_event(page, f"/{language}/?event={content.events[name]}")
            assert_fits(page)
            screenshot(page, f"{language}-event-{name}-{scheme}-{width}")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_list_has_what_is_to_come_first_things_first(browser, base_url, language):
    with watched_page(browser, base_url, locale="en-US", timezone_id="Asia/Tokyo") as (page, _):
        cards = open_list(page, f"/{language}/")
        expect(page.locator("#events-heading")).to_have_text(HEADING[language])
        texts = [[line for line in text.split("\n") if line] for text in cards.all_inner_texts()]
        assert texts[:4] == CARDS[language]
        assert [text[1] for text in texts[4:]] == [f"Liten samling {day}" for day in range(1, 17)]
        source = page.content()
        assert PAST_EVENT_TITLE not in source
        assert GREEN_EVENT_TITLE not in source
        times = cards.nth(2).locator("time").evaluate_all("all => all.map(one => one.dateTime)")
        assert times == ["2090-07-03T13:00:00.000Z", "2090-07-05T20:30:00.000Z"]
        assert cards.nth(2).get_by_role("link").get_attribute("lang") == "en"
        assert cards.nth(0).get_by_text("Bergen brannstasjon").get_attribute("lang") == "nb"


def test_more_events_follow_from_the_same_moment_on(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        queries = []
        page.on("request", lambda request: queries.append(parse_qs(urlsplit(request.url).query))
                if urlsplit(request.url).path == "/v1/events" else None)
        before = datetime.now(UTC)
        cards = open_list(page, "/nb/")
        status = page.locator("#events").get_by_role("status")
        expect(status).to_have_text("Viser 20 arrangementer; det finnes flere.")
        page.get_by_role("button", name="Vis flere arrangementer").click()
        expect(status).to_have_text(f"Viser {FILLER_COUNT + 4} arrangementer.")
        expect(page.get_by_role("button", name="Vis flere arrangementer")).to_be_hidden()
        expect(cards.nth(20).get_by_role("link")).to_be_focused()
        expect(cards.last).to_contain_text(f"Liten samling {FILLER_COUNT}")
        first, second = queries
        assert first.keys() == {"startsAfter", "limit"}
        assert second == {**first, "cursor": second["cursor"]}
        asked = datetime.fromisoformat(first["startsAfter"][0])
        assert abs((asked - before).total_seconds()) < 60


def test_filters_narrow_the_events_and_the_calendar(browser, base_url, arena_server):
    with watched_page(browser, base_url) as (page, _):
        open_list(page, "/en/")
        subscribe = page.get_by_role("link", name="Subscribe to the events in a calendar")
        assert subscribe.get_attribute("href") == "/feeds/events.ics"
        page.get_by_label("Region").select_option("NO-55")
        status = page.locator("#events").get_by_role("status")
        # Those of the arena in the north, and the one in the west that takes place there.
        expect(status).to_have_text("Showing 20 events; there are more.")
        expect(page.locator("#events li").first).to_contain_text("Øvelse Blåtann")
        page.get_by_label("Words in the text").fill("samling")
        page.get_by_label("Sector").select_option("kraftforsyning")
        expect(status).to_have_text("No coming events here. Try fewer filters.")
        page.get_by_label("Region").select_option("")
        expect(status).to_have_text("Showing 1 event.")
        expect(page.locator("#events li")).to_contain_text("Samling om varsling")
        address = subscribe.get_attribute("href")
        assert address == "/feeds/events.ics?sector=kraftforsyning&q=samling"
    answer = arena_server.request("GET", address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.body.count(b"BEGIN:VEVENT") == 1


def test_an_arena_shows_its_events_and_leads_out(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        open_list(page, "/nb/")
        page.locator("#arenas").get_by_role("link", name="Strøm i vest").click()
        heading = page.locator("#events-heading")
        expect(heading).to_have_text("Kommende arrangementer i «Strøm i vest»")
        expect(page.locator("#events li")).to_have_count(4)
        subscribe = page.get_by_role("link", name="Abonner på arrangementene i kalenderen")
        assert subscribe.get_attribute("href") == "/feeds/events.ics?arena=strom-i-vest"
        page.get_by_role("link", name="Vis arrangementer fra alle arenaer").click()
        expect(heading).to_have_text("Kommende arrangementer")
        expect(heading).to_be_focused()
        expect(page.locator("#events li")).to_have_count(20)
        assert page.url.endswith("/nb/")
        page.get_by_role("navigation").get_by_role("link", name="Arenaer").click()
        page.get_by_role("navigation").get_by_role("link", name="Arrangementer").click()
        expect(heading).to_be_focused()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_an_event_opens_in_full(browser, base_url, content, arena_server, language):
    with watched_page(browser, base_url, timezone_id="Asia/Tokyo") as (page, _):
        article = open_event(page, f"/{language}/?event={content.events['full']}")
        assert article.inner_text().startswith("TLP:CLEAR\n")
        assert page.title() == "Øvelse Blåtann – Arena"
        expect(page.locator("#overview")).to_be_hidden()
        rows = article.locator("dl > div").all_inner_texts()
        facts = [row.split("\n") for row in rows]
        assert facts[:-2] == FACTS[language]
        assert [term for term, _ in facts[-2:]] == {
            "nb": ["Lagt inn", "Sist endret"], "en": ["Added", "Last changed"]}[language]
        link = article.get_by_role("link", name="https://example.org/blatann?dag=1")
        assert link.get_attribute("href") == "https://example.org/blatann?dag=1"
        assert "noopener" in link.get_attribute("rel")
        agenda = article.get_by_role("region", name={"nb": "Program", "en": "Agenda"}[language])
        expect(agenda.locator("[lang=nb] h4")).to_have_text("Første dag")
        expect(agenda.locator("strong")).to_have_text("porten")
        expect(agenda.locator("ol li")).to_have_text(["Varsling", "Nødstrøm"])
        calendar = article.get_by_role(
            "link", name={"nb": "Legg i kalenderen", "en": "Add to calendar"}[language])
        address = calendar.get_attribute("href")
    answer = arena_server.request("GET", address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"UID:{content.events['full']}@".encode() in answer.body
    assert answer.body.count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize("language", ["nb", "en"])
def test_that_an_event_is_cancelled_is_told_first(browser, base_url, content, language):
    with watched_page(browser, base_url) as (page, _):
        article = open_event(page, f"/{language}/?event={content.events['cancelled']}")
        told = f"{CANCELLED[language]}: Samling om varsling"
        expect(page.locator("#event-heading")).to_have_text(told)
        expect(article.locator("dl > div").nth(3)).to_contain_text(CANCELLED[language])
        assert page.title() == f"{told} – Arena"
        assert page.locator("#event-heading span").get_attribute("lang") == "nb"


def test_hostile_text_of_an_event_stays_text(browser, base_url, content):
    with watched_page(browser, base_url, 320) as (page, _):
        cards = open_list(page, "/en/?arena=strom-i-vest")
        expect(cards.nth(3).get_by_role("link")).to_have_text(HOSTILE_TITLE)
        assert page.locator("main img, main script, #events b").count() == 0
        article = open_event(page, f"/en/?event={content.events['hostile']}")
        expect(page.locator("#event-heading")).to_have_text(HOSTILE_TITLE)
        for text in [HOSTILE_NAME, HOSTILE_URL, "<img src=x onerror=alert(1)>",
                     "[x](javascript:alert(1))", '<a href="https://example.org">anker</a>']:
            expect(article).to_contain_text(text)
        assert page.locator("main img, main script, article b").count() == 0
        handled = "all => all.filter((one) => one.onclick || one.onerror).length"
        assert article.locator("*").evaluate_all(handled) == 0
        assert page.title() == f"{HOSTILE_TITLE} – Arena"
        assert_fits(page)


@pytest.mark.parametrize(
    "address", ["javascript:document.title='owned'", "/v1/me", "https://name:word@x.no/"])
def test_an_address_that_leads_elsewhere_is_no_link(browser, base_url, content, address):
    """The server takes none of these; the page does not count on it."""
    with watched_page(browser, base_url) as (page, _):
        change_answers(page, "**/v1/events/*", lambda event: event.update(url=address))
        article = open_event(page, f"/nb/?event={content.events['full']}")
        expect(article.locator("dl")).to_contain_text(address)
        assert article.locator("dl a").all_inner_texts() == ["Strøm i vest"]


def test_back_and_forward_lead_through_events(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        open_list(page, "/nb/?region=NO-46")
        page.get_by_role("link", name="Power across borders").click()
        heading = page.locator("#event-heading")
        expect(heading).to_be_focused()
        assert page.url.endswith(f"/nb/?region=NO-46&event={content.events['abroad']}")
        page.locator("article").get_by_role("link", name="Strøm i vest").click()
        expect(page.locator("#experiences-heading")).to_be_focused()
        assert page.url.endswith("/nb/?region=NO-46&arena=strom-i-vest")
        assert page.title() == "Arenaer og erfaringer – Arena"
        page.get_by_role("link", name="Generators shared across the fjord").click()
        expect(page.locator("#post-heading")).to_be_focused()
        page.go_back()
        expect(page.locator("#overview")).to_be_visible()
        page.go_back()
        expect(heading).to_have_text("Power across borders")
        expect(heading).to_be_focused()
        page.go_back()
        opened = page.locator(f"#events [data-event='{content.events['abroad']}']")
        expect(opened).to_be_focused()
        page.go_forward()
        expect(heading).to_be_focused()
        page.get_by_role("link", name="Tilbake til arrangementene").click()
        expect(opened).to_be_focused()
        assert page.url.endswith("/nb/?region=NO-46")


def test_back_to_a_list_that_loads_anew_leads_to_the_link_in_it(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        open_list(page, "/nb/")
        page.get_by_role("link", name="Power across borders").click()
        page.locator("article").get_by_role("link", name="Strøm i vest").click()
        status = page.locator("#events").get_by_role("status")
        expect(status).to_have_text("Viser 4 arrangementer.")
        page.go_back()
        expect(page.locator("#event-heading")).to_be_focused()
        page.go_back()
        expect(status).to_have_text("Viser 20 arrangementer; det finnes flere.")
        expect(page.locator(f"#events [data-event='{content.events['abroad']}']")).to_be_focused()


def test_an_event_that_comes_too_late_takes_nothing_over(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        open_list(page, "/nb/")
        held = []
        page.route("**/v1/events/*", lambda route: held.append(route))
        with page.expect_request("**/v1/events/*"):
            page.get_by_role("link", name="Øvelse Blåtann").click()
        page.go_back()
        link = page.locator(f"#events [data-event='{content.events['full']}']")
        expect(link).to_be_focused()
        with page.expect_request_finished(lambda request: "/v1/events/" in request.url):
            held[0].continue_()
        # What the page does with the answer is done before what it is asked after it.
        page.evaluate("fetch('/v1/events?limit=1').then((answer) => answer.json())")
        expect(page.locator("article")).to_have_count(0)
        assert page.title() == "Arenaer og erfaringer – Arena"


def change_answers(page, pattern, change):
    """Passes on what the server answers to `pattern`, after `change`."""
    def handle(route):
        answer = route.fetch()
        changed = answer.json()
        change(changed)
        route.fulfill(response=answer, json=changed)
    page.route(pattern, handle)


def test_an_unknown_time_zone_is_shown_by_norwegian_time(browser, base_url, content):
    with watched_page(browser, base_url, timezone_id="Asia/Tokyo") as (page, _):
        change_answers(page, "**/v1/events?*", lambda answer: [
            event.update(timeZone="Mars/Olympus") for event in answer["items"]])
        change_answers(page, "**/v1/events/*", lambda event: event.update(
            timeZone="Mars/Olympus"))
        cards = open_list(page, "/nb/")
        expect(cards).to_have_count(20)
        expect(cards.nth(2).locator(".times")).to_have_text(
            "3. juli 2090 kl. 15.00 – 5. juli 2090 kl. 22.30")
        article = open_event(page, f"/nb/?event={content.events['abroad']}")
        expect(article.locator("dl > div").first).to_contain_text("3. juli 2090 kl. 15.00")
        expect(article.locator("dl > div").nth(1)).to_contain_text("Europe/Oslo")


def test_a_region_without_a_name_is_its_code(browser, base_url, content):
    # The browser itself logs the refusal, so nothing watches here.
    page = browser.new_page(base_url=base_url)
    page.route("**/v1/vocabularies/*", lambda route: route.fulfill(status=503, json={}))
    article = open_event(page, f"/nb/?event={content.events['full']}")
    expect(article.locator("dl")).to_contain_text("NO-55")
    page.close()


def test_an_open_address_of_a_green_event_shows_the_refusal(browser, base_url, content):
    # The browser itself logs the 404, so nothing watches here.
    page = browser.new_page(base_url=base_url)
    refusals = []
    for opened in (f"post={content.posts['green']}", f"event={content.events['green']}"):
        page.goto(f"/nb/?{opened}")
        alert = page.locator("#opened [role=alert]")
        expect(alert).to_contain_text("Oppgi denne forespørsels-ID-en")
        refusals.append(alert.inner_text().split("Oppgi")[0])
    assert refusals[0] == refusals[1]
    assert GREEN_EVENT_TITLE not in page.content()
    assert_no_violation(page)
    page.close()


def test_the_language_switch_keeps_the_event(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        open_event(page, f"/nb/?event={content.events['cancelled']}")
        page.get_by_role("banner").get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#event-heading")).to_have_text("Cancelled: Samling om varsling")


def test_on_paper_the_strictest_label_of_the_events_counts(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        change_answers(page, "**/v1/events?*", lambda answer: answer["items"][0].update(
            tlp="TLP:AMBER"))
        open_list(page, "/nb/")
        labels = page.locator("[data-print-label]")
        expect(labels).to_have_text(["TLP:AMBER", "TLP:AMBER"])
