"""Feeds hold what everybody may read, in the forms that readers of feeds know."""

import html
import json
import xml.dom.minidom
from email.utils import parsedate_to_datetime

import feedparser
import pytest

from running_arena import RunningArena

BASE = "https://arena.example.org"
ATOM, JSON = "/feeds/posts.atom", "/feeds/posts.json"
HARD = "Æøå & <b>«fet»</b> ]]> \"sitat\" 'enkelt' \U0001f692 \ufffe"


class World:
    """Two arenas, one of them with posts of each label."""

    def __init__(self, server):
        self.server = server
        made = [server.created("/v1/organisations", {"name": name, "kind": "public"}, server.admin)
                for name in ("Øst & vest brann", "Leser")]
        self.author, self.reader = [each["token"] for each in made]
        for slug, region in (("hjem", "NO-46"), ("nabo", "NO-55")):
            server.created("/v1/arenas", {"name": slug.title(), "slug": slug, "purpose": "Øve.",
                                          "regions": [region]}, server.admin)
            for token in (self.author, self.reader):
                server.request("PUT", f"/v1/arenas/{slug}/members/me", {}, token)

    def share(self, title, arena="hjem", tlp="TLP:CLEAR", **more):
        post = {"title": title, "body": "Halvfull tank.", "tlp": tlp, **more}
        return self.server.created(f"/v1/arenas/{arena}/posts", post, self.author)["id"]

    def get(self, path, token=None, **headers):
        answer = self.server.request("GET", path, token=token, headers=headers)
        assert answer.status in (200, 304), answer.body
        return answer

    def atom(self, query="", token=None):
        """What feedparser reads, which must have nothing to complain of."""
        answer = self.get(ATOM + query, token)
        xml.dom.minidom.parseString(answer.body)
        found = feedparser.parse(answer.body)
        assert not found.bozo and found.version == "atom10", found.get("bozo_exception")
        return found

    def json(self, query="", token=None):
        return self.get(JSON + query, token).json()


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path, ARENA_BASE_URL=BASE) as server:
        yield World(server)


def test_a_feed_is_read_without_a_warning(world):
    first = world.share("Første", tags=["aggregat"])
    hard = world.share(HARD, body=f"{HARD}\n2\n\n- linje", lang="nn", tags=[HARD[:40]])
    found = world.atom()
    assert [entry.id for entry in found.entries] == [f"urn:uuid:{hard}", f"urn:uuid:{first}"]
    newest = found.entries[0]
    assert newest.title == HARD.replace("\ufffe", "\ufffd")
    shown = HARD.replace("\ufffe", "\ufffd")
    assert newest.content[0].type == "text/html"
    content = newest.content[0].value
    assert html.unescape(content) == f"<p>{shown}<br />2</p><p>- linje</p>"
    assert "<b>" not in content
    assert newest.author == "Øst & vest brann" and newest.content[0].language == "nn"
    assert newest.link == f"{BASE}/nb/?post={hard}"
    assert {each.term for each in found.entries[1].tags} == {"TLP:CLEAR", "aggregat"}
    links = {each.rel: each.href for each in found.feed.links}
    assert links["self"] == BASE + ATOM and links["alternate"] == f"{BASE}/nb/"
    # The same, for those who would rather have JSON.
    told = world.json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == BASE + JSON and told["home_page_url"] == f"{BASE}/nb/"
    item = told["items"][0]
    assert (item["id"], item["title"]) == (f"urn:uuid:{hard}", HARD)
    assert item["authors"] == [{"name": "Øst & vest brann"}] and item["language"] == "nn"
    assert item["_arena"]["tlp"] == "TLP:CLEAR" and item["_arena"]["arena"]["slug"] == "hjem"
    types = [world.get(path).headers["Content-Type"] for path in (ATOM, JSON)]
    assert types == ["application/atom+xml; charset=utf-8", "application/feed+json"]


def test_without_a_token_nothing_but_clear_is_there(world):
    clear = world.share("Åpen")
    green, amber = world.share("Grønn", tlp="TLP:GREEN"), world.share("Gul", tlp="TLP:AMBER")
    secret = world.share("Uten navn", attribution="chatham")
    gone = world.share("Borte")
    assert world.server.request("DELETE", f"/v1/posts/{gone}", token=world.author).status == 204
    open_ids = {f"urn:uuid:{each}" for each in (clear, secret)}
    all_ids = open_ids | {f"urn:uuid:{each}" for each in (green, amber)}
    assert {entry.id for entry in world.atom().entries} == open_ids
    assert {item["id"] for item in world.json()["items"]} == open_ids
    # With a token in the ordinary header, what its organisation may read.
    assert {entry.id for entry in world.atom(token=world.reader).entries} == all_ids
    hidden = next(item for item in world.json()["items"] if item["id"] == f"urn:uuid:{secret}")
    assert "authors" not in hidden and hidden["date_published"].endswith("T00:00:00.000Z")
    entry = next(each for each in world.atom().entries if each.id == f"urn:uuid:{secret}")
    assert "author" not in entry or entry.author == "Arena"
    assert "private" in world.get(ATOM, world.reader).headers["Cache-Control"]


def test_a_feed_is_narrowed_and_has_an_id_of_its_own(world):
    home, near = world.share("Hjemme"), world.share("Nabo", "nabo", tags=["brann"])
    for query, expected in [("?arena=hjem", home), ("?arena=nabo", near), ("?region=NO-55", near),
                            ("?tag=brann", near), ("?q=hjem", home)]:
        found = world.atom(query)
        assert [each.id for each in found.entries] == [f"urn:uuid:{expected}"], query
        assert [each["id"] for each in world.json(query)["items"]] == [f"urn:uuid:{expected}"]
        assert found.feed.id != world.atom().feed.id
    assert world.atom("?arena=hjem").feed.title == "Arena: Hjem"
    before = world.atom("?arena=hjem").feed.id
    world.server.restart_after_kill()
    assert world.atom("?arena=hjem").feed.id == before
    for query, fault in [("?sektor=x", "unknown-parameter"), ("?region=NO-99", "unknown-code"),
                         ("?cursor=x", "invalid-cursor")]:
        bad = world.server.request("GET", ATOM + query)
        assert bad.status == 400 and bad.json()["errors"][0]["code"] == fault


def test_pages_lead_on_to_the_oldest(world):
    made = [world.share(f"Nummer {number}") for number in range(7)]
    for kind in ("atom", "json"):
        ids, query = [], "?limit=3"
        while query is not None:
            if kind == "atom":
                found = world.atom(query)
                ids += [each.id for each in found.entries]
                link = next((each.href for each in found.feed.links if each.rel == "next"), None)
            else:
                told = world.json(query)
                ids += [each["id"] for each in told["items"]]
                link = told.get("next_url")
            query = link and "?" + link.split("?", 1)[1]
        assert ids == [f"urn:uuid:{each}" for each in reversed(made)]


def test_a_reader_that_has_it_is_told_so(world):
    world.share("Første")
    for path in (ATOM, JSON):
        first = world.get(path)
        assert first.headers["Cache-Control"] == "public, max-age=300"
        assert parsedate_to_datetime(first.headers["Last-Modified"]).year >= 2026
        again = world.get(path, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")
    tags = {path: world.get(path).headers["ETag"] for path in (ATOM, JSON)}
    world.share("Andre")
    for path, tag in tags.items():
        assert world.get(path, **{"If-None-Match": tag}).status == 200
    english = feedparser.parse(world.get(ATOM, **{"Accept-Language": "en"}).body)
    assert english.feed.language == "en" and english.entries[0].link.startswith(f"{BASE}/en/")


def test_pages_tell_of_the_feeds(world):
    for language in ("nb", "en"):
        page = world.get(f"/{language}/").body.decode()
        for path, kind in ((ATOM, "application/atom+xml"), (JSON, "application/feed+json")):
            assert f'type="{kind}"' in page and f'href="{path}"' in page
    assert json.loads(world.get("/openapi.json").body)["paths"].keys() >= {ATOM, JSON}
