"""The web page in a real browser against a real server: WCAG, keyboard, labels, hostile text."""

import pytest
from playwright.sync_api import expect

from markdown_cases import CASES, LONG
from page_checks import SCREENSHOTS, assert_no_violation, overflow, screenshot
from page_content import (
    CHATHAM_AUTHOR, COMMENT_COUNT, FILLER_COUNT, GREEN_TITLE, HOSTILE_NAME, HOSTILE_TITLE, build,
)
from watched_page import watched_page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CHATHAM = {"nb": "Under Chatham House-regelen", "en": "Under the Chatham House Rule"}


@pytest.fixture(scope="module")
def content(arena_server):
    return build(arena_server)


@pytest.fixture
def base_url(arena_server, content):
    return arena_server.base_url


def open_overview(page, path):
    answer = page.goto(path)
    expect(page.locator("#experiences li.post").first).to_be_visible()
    expect(page.locator("#arenas li.card").first).to_be_visible()
    expect(page.locator("#events li.event").first).to_be_visible()
    return answer


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_overview_is_accessible_and_open_only(browser, base_url, language, scheme, width):
    with watched_page(browser, base_url, width, color_scheme=scheme) as (page, _):
        answer = open_overview(page, f"/{language}/")
        assert answer.headers["content-security-policy"] == POLICY
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        screenshot(page, f"{language}-{scheme}-{width}")
        assert overflow(page) <= 0
        assert_no_violation(page)
        source = page.content()
        assert GREEN_TITLE not in source
        assert CHATHAM_AUTHOR not in source


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_chatham_house_experience_names_the_rule_and_not_its_author(
        browser, base_url, language):
    with watched_page(browser, base_url) as (page, _):
        # It stands at the first moment of its day, below what was shared by name that day.
        page.goto(f"/{language}/?q=varslingen")
        chatham = page.locator("#experiences li.post")
        expect(chatham).to_have_count(1)
        expect(chatham).to_contain_text(CHATHAM[language])
        assert CHATHAM_AUTHOR not in page.content()


def test_every_experience_shows_its_label_before_its_title(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        open_overview(page, "/nb/")
        texts = page.locator("#experiences li.post").all_inner_texts()
        assert len(texts) == 20
        assert all(text.startswith("TLP:CLEAR\n") for text in texts)
        badge = page.locator("#experiences .tlp").first
        style = badge.evaluate(
            "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
        assert style == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        # The language of each text is told, also where it is not that of the page.
        title = page.locator("#experiences h3", has_text="Generators shared")
        assert title.get_attribute("lang") == "en"


def test_show_more_goes_on_where_the_list_ended(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        open_overview(page, "/nb/")
        status = page.locator("#experiences [role=status]")
        expect(status).to_have_text("Viser 20 erfaringer; det finnes flere.")
        page.get_by_role("button", name="Vis flere erfaringer").click()
        expect(status).to_have_text(f"Viser {FILLER_COUNT + 4} erfaringer.")
        expect(page.get_by_role("button", name="Vis flere erfaringer")).to_be_hidden()
        twentyfirst = page.locator("#experiences li.post").nth(20).locator("a")
        expect(twentyfirst).to_be_focused()


def test_filters_narrow_both_lists_and_stay_in_the_address(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        open_overview(page, "/nb/")
        expect(page.locator("#arenas [role=status]")).to_have_text("Viser 2 arenaer.")
        option = page.locator("#sector option[value=kraftforsyning]")
        expect(option).to_have_text("Kraftforsyning (1)")
        page.get_by_label("Sektor").select_option("kraftforsyning")
        expect(page.locator("#arenas [role=status]")).to_have_text("Viser 1 arena.")
        expect(page.locator("#arenas li.card")).to_contain_text("Strøm i vest")
        expect(page.locator("#experiences [role=status]")).to_have_text("Viser 4 erfaringer.")
        assert page.url.endswith("/nb/?sector=kraftforsyning")
        page.get_by_label("Ord i teksten").fill("finnes-ikke")
        page.get_by_role("button", name="Søk").click()
        expect(page.locator("#arenas [role=status]")).to_contain_text("Ingen arena passer")
        expect(page.locator("#experiences [role=status]")).to_contain_text("Ingen åpne erfaringer")
        page.get_by_role("button", name="Nullstill").click()
        expect(page.locator("#arenas [role=status]")).to_have_text("Viser 2 arenaer.")
        assert page.url.endswith("/nb/")


def test_an_arena_shows_its_experiences_and_back_leads_out(browser, base_url):
    with watched_page(browser, base_url) as (page, _):
        open_overview(page, "/en/?region=NO-46")
        page.locator("#arenas").get_by_role("link", name="Strøm i vest").click()
        heading = page.locator("#experiences-heading")
        expect(heading).to_have_text("Open experiences in “Strøm i vest”")
        expect(heading).to_be_focused()
        assert page.url.endswith("/en/?region=NO-46&arena=strom-i-vest")
        expect(page.locator("#experiences [role=status]")).to_have_text("Showing 4 experiences.")
        page.go_back()
        expect(heading).to_have_text("Open experiences")


def test_an_experience_opens_in_full_and_leads_on(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        open_overview(page, "/nb/")
        page.get_by_role("link", name="Generators shared across the fjord").click()
        heading = page.locator("#post-heading")
        expect(heading).to_be_focused()
        assert page.title() == "Generators shared across the fjord – Arena"
        expect(page.locator("#overview")).to_be_hidden()
        expect(page.locator(".body em")).to_have_text("adapted")
        page.get_by_role("link", name="Nødstrøm i 72 timer").click()
        expect(heading).to_have_text("Nødstrøm i 72 timer")
        article = page.locator("article")
        assert article.inner_text().startswith("TLP:CLEAR\n")
        expect(article.locator(".body h3")).to_have_text("Hva vi gjorde")
        expect(article.locator(".body ul ul li")).to_have_text("og nøkkelen var borte")
        expect(article.locator(".body ol li")).to_have_count(2)
        link = article.get_by_role("link", name="veilederen")
        assert link.get_attribute("href") == "https://example.org/veileder"
        assert "noopener" in link.get_attribute("rel")
        for text in ["Fyll tanken hver fredag.", "Utfall: blandet", "Sammenheng: øvelse",
                     "lærdom identifisert", "#aggregat", "1 virksomhet har meldt",
                     "1 erfaring bygger på denne"]:
            expect(article).to_contain_text(text)
        assert_no_violation(page)
        screenshot(page, "nb-post")
        page.go_back()
        expect(heading).to_have_text("Generators shared across the fjord")
        page.get_by_role("link", name="Tilbake til arenaer og erfaringer").click()
        opened = page.locator(f"#experiences [data-post='{content.posts['en']}']")
        expect(opened).to_be_focused()


def test_hostile_text_stays_text(browser, base_url, content):
    with watched_page(browser, base_url, 320) as (page, _):
        page.goto(f"/en/?post={content.posts['hostile']}")
        expect(page.locator("#post-heading")).to_have_text(HOSTILE_TITLE)
        article = page.locator("article")
        for text in [HOSTILE_NAME, "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
                     "[y](data:text/html,z)", '<a href="https://example.org">anker</a>']:
            expect(article).to_contain_text(text)
        assert page.locator("main img, main script, article b").count() == 0
        links = article.locator(".body a").evaluate_all("all => all.map(one => one.href)")
        assert links == ["https://example.org/", "https://example.org/a?b=c"]
        assert page.title() == f"{HOSTILE_TITLE} – Arena"
        assert overflow(page) <= 0
        assert_no_violation(page)


def test_comments_stand_under_the_experience(browser, base_url, content):
    with watched_page(browser, base_url, 320) as (page, _):
        page.goto(f"/en/?post={content.posts['en']}")
        comments = page.get_by_role("region", name="Comments")
        expect(comments.get_by_role("status")).to_have_text("Showing 50 comments; there are more.")
        assert comments.locator("li").first.inner_text().startswith("Vestre kommune · ")
        comments.get_by_role("button", name="Show more comments").click()
        expect(comments.locator("li")).to_have_count(COMMENT_COUNT)
        expect(comments.locator("li").last).to_contain_text(f"Number {COMMENT_COUNT}.")
        page.goto(f"/nb/?post={content.posts['chatham']}")
        comments = page.get_by_role("region", name="Kommentarer")
        expect(comments.locator("li")).to_have_count(2)
        assert "Uten navn" in comments.locator("li").first.inner_text()
        expect(comments.locator("em")).to_have_text("sene")
        assert CHATHAM_AUTHOR not in page.content()
        assert overflow(page) <= 0
        assert_no_violation(page)
        page.goto(f"/en/?post={content.posts['hostile']}")
        said = page.get_by_role("region", name="Comments").locator("li")
        expect(said).to_contain_text("<img src=x onerror=alert(1)>")
        assert page.locator("main img, main script").count() == 0
        page.goto(f"/nb/?post={content.posts['nb']}")
        expect(page.locator("#post-heading")).to_be_visible()
        assert page.get_by_role("region", name="Kommentarer").count() == 0


def test_markdown_becomes_nodes_and_never_markup(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        page.goto(f"/nb/?post={content.posts['nb']}")
        expect(page.locator("#post-heading")).to_be_visible()
        render = """async ([source, isTimed]) => {
            const { renderMarkdown } = await import("/assets/markdown.js");
            const place = document.createElement("div");
            const start = performance.now();
            place.append(renderMarkdown(source, 3));
            return isTimed ? performance.now() - start : place.innerHTML;
        }"""
        for source, expected in CASES:
            assert page.evaluate(render, [source, False]) == expected
        for source in LONG:
            assert page.evaluate(render, [source, True]) < 2000, source[:20]


def test_an_open_address_of_a_green_experience_shows_the_refusal(browser, base_url, content):
    # The browser itself logs the 404, so nothing watches here.
    page = browser.new_page(base_url=base_url)
    page.goto(f"/nb/?post={content.posts['green']}")
    alert = page.locator("#opened [role=alert]")
    expect(alert).to_contain_text("Oppgi denne forespørsels-ID-en")
    assert GREEN_TITLE not in page.content()
    assert_no_violation(page)
    page.close()


def test_a_problem_of_the_api_is_told_and_can_be_retried(browser, base_url):
    page = browser.new_page(base_url=base_url)
    problem = {"detail": "The queue is full.", "requestId": "request-7", "errors": [
        {"parameter": "limit", "detail": "Must be a whole number."}]}
    page.route("**/v1/posts?*", lambda route: route.fulfill(
        status=503, json=problem, headers={"Retry-After": "5"}))
    page.goto("/en/")
    alert = page.locator("#experiences [role=alert]")
    for text in ["The queue is full.", "limit: Must be a whole number.", "request-7",
                 "Try again in 5 seconds."]:
        expect(alert).to_contain_text(text)
    page.unroute("**/v1/posts?*")
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator("#experiences li.post").first).to_be_visible()
    expect(alert).to_be_empty()
    page.close()


REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select")]
    .filter((node) => node.checkVisibility())"""
FOCUS = f"""() => {{
    const node = document.activeElement;
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    return {{
        index: ({REACHABLE})().indexOf(node),
        isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0,
        size: Math.min(box.width, box.height),
    }};
}}"""


def test_the_keyboard_reaches_everything_in_order_and_focus_shows(browser, base_url):
    with watched_page(browser, base_url, reduced_motion="reduce") as (page, _):
        open_overview(page, "/nb/")
        count = page.evaluate(f"({REACHABLE})().length")
        assert count > 30
        for index in range(count):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            assert focus["index"] == index
            assert focus["isOutlined"] and focus["isInView"], index
        page.locator("body").press("Home")
        page.evaluate("document.activeElement.blur()")
        page.locator("a.skip").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_the_language_switch_keeps_what_is_shown(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        open_overview(page, "/nb/?region=NO-46")
        page.get_by_role("banner").get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#arenas [role=status]")).to_have_text("Showing 1 arena.")
        expect(page.get_by_label("Region")).to_have_value("NO-46")
        expect(page.locator("#experiences [role=status]")).to_have_text("Showing 4 experiences.")
        page.goto(f"/en/?post={content.posts['nb']}")
        expect(page.locator("#post-heading")).to_have_text("Nødstrøm i 72 timer")
        page.get_by_role("contentinfo").get_by_role("link", name="Norsk").click()
        expect(page.locator("html")).to_have_attribute("lang", "nb")
        expect(page.locator("#post-heading")).to_have_text("Nødstrøm i 72 timer")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_without_scripts_the_page_tells_another_way(browser, base_url, language):
    with watched_page(browser, base_url, 320, java_script_enabled=False) as (page, _):
        page.goto(f"/{language}/")
        expect(page.locator("#noscript-heading")).to_be_visible()
        for path in ("arenas", "posts", "events"):
            expect(page.locator("noscript section")).to_contain_text(f":8080/v1/{path}?")
        expect(page.locator("#join")).to_contain_text("/v1/organisations")
        expect(page.locator("#search")).to_be_hidden()


def test_wider_text_spacing_and_forced_colours_lose_nothing(browser, base_url):
    with watched_page(browser, base_url, 320, forced_colors="active") as (page, _):
        open_overview(page, "/nb/")
        page.evaluate("""() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
            document.adoptedStyleSheets = [sheet];
        }""")
        assert overflow(page) <= 0
        screenshot(page, "nb-forced-colours-320")
        colour = page.locator("#labels .tlp-green").evaluate("node => getComputedStyle(node).color")
        assert colour == "rgb(51, 255, 0)"


def test_on_paper_the_label_stands_at_the_head_and_foot(browser, base_url, content):
    with watched_page(browser, base_url) as (page, _):
        page.goto(f"/nb/?post={content.posts['nb']}")
        expect(page.locator("#post-heading")).to_be_visible()
        page.emulate_media(media="print")
        labels = page.locator("[data-print-label]")
        expect(labels).to_have_text(["TLP:CLEAR", "TLP:CLEAR"])
        expect(labels.first).to_be_visible()
        expect(page.locator("nav")).to_be_hidden()
        page.pdf(path=SCREENSHOTS / "nb-post.pdf", format="A4")
