"""What the page's tests find on the server: made through the API, as organisations would."""

from dataclasses import dataclass, field

HOSTILE_NAME = """<img src=x onerror="document.title='owned'"> & Sønner"""
HOSTILE_TITLE = """<script>document.title='owned'</script><b>Tittel</b>"""
HOSTILE_BODY = """<img src=x onerror=alert(1)> og [x](javascript:alert(1)) og
[y](data:text/html,z) og <a href="https://example.org">anker</a>.

[Trygg *lenke*](https://example.org/a?b=c) og <script>document.title='owned'</script>
"""
GREEN_TITLE = "Grønn erfaring som bare virksomhetene ser"
CHATHAM_AUTHOR = "Varsom Logistikk AS"
GREEN_EVENT_TITLE = "Grønn samling som bare virksomhetene ser"
PAST_EVENT_TITLE = "Møtet som har vært"
FILLER_COUNT = 20
# More than a page of them.
COMMENT_COUNT = 53


@dataclass
class Content:
    """Ids and tokens of what was made."""

    tokens: dict = field(default_factory=dict)
    posts: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)


def build(arena):
    """Fills a fresh server and tells what is where."""
    content = Content()
    for name, kind in [
        ("Vestre kommune", "public"),
        (HOSTILE_NAME, "private"),
        (CHATHAM_AUTHOR, "private"),
    ]:
        made = _created(arena, "/v1/organisations", {"name": name, "kind": kind}, arena.admin)
        content.tokens[name] = made["token"]
    _found(arena, "Strøm i vest", "strom-i-vest", "Nødstrøm når nettet faller ut.",
           {"sectors": ["kraftforsyning"], "regions": ["NO-46"], "roles": ["beredskapsleder"]})
    _found(arena, "Redning i nord", "redning-i-nord", "Samvirke i redningstjenesten.",
           {"sectors": ["redningstjeneste"], "regions": ["NO-55"]})
    for token in content.tokens.values():
        for slug in ("strom-i-vest", "redning-i-nord"):
            answer = arena.request("PUT", f"/v1/arenas/{slug}/members/me", {}, token=token)
            assert answer.status in (200, 201), answer.json()
    _posts(arena, content)
    _events(arena, content)
    return content


def _posts(arena, content):
    own = content.tokens["Vestre kommune"]
    power, rescue = "strom-i-vest", "redning-i-nord"
    for number in range(1, FILLER_COUNT + 1):
        _post(arena, rescue, own, f"Liten erfaring {number}", "En linje om hverdagen.")
    post = content.posts
    post["nb"] = _post(
        arena, power, own, "Nødstrøm i 72 timer", NORWEGIAN_BODY, context="exercise",
        outcome="mixed", tags=["aggregat"],
        lesson={"observation": "Tanken var **halvfull**.", "conclusion": "Ingen eide rutinen.",
                "recommendation": "Fyll tanken hver fredag."})
    post["hostile"] = _post(
        arena, power, content.tokens[HOSTILE_NAME], HOSTILE_TITLE, HOSTILE_BODY)
    post["chatham"] = _post(
        arena, power, content.tokens[CHATHAM_AUTHOR], "Varslingen kom for sent", "Vi lærte mye.",
        attribution="chatham", context="incident", outcome="failure")
    post["green"] = _post(arena, power, own, GREEN_TITLE, "Hemmelig nok.", tlp="TLP:GREEN")
    post["en"] = _post(
        arena, power, content.tokens[HOSTILE_NAME], "Generators shared across the fjord",
        "We *adapted* the plan.", lang="en", outcome="success", context="project",
        basedOn=[{"post": post["nb"], "kind": "adapted"}])
    answer = arena.request(
        "PUT", f"/v1/posts/{post['nb']}/adoptions/me", {"kind": "adapted", "state": "implemented"},
        token=content.tokens[HOSTILE_NAME])
    assert answer.status in (200, 201), answer.json()
    hostile, unnamed = content.tokens[HOSTILE_NAME], content.tokens[CHATHAM_AUTHOR]
    for name, token, body in [
            ("hostile", hostile, HOSTILE_BODY), ("chatham", unnamed, "Vi var *sene*."),
            ("chatham", own, "Hos oss også."), ("green", own, "Ikke for alle.")]:
        _created(arena, f"/v1/posts/{post[name]}/comments", {"body": body}, token)
    for number in range(1, COMMENT_COUNT + 1):
        _created(arena, f"/v1/posts/{post['en']}/comments",
                 {"body": f"Number {number}.", "lang": "en"}, own)


NORWEGIAN_BODY = """# Hva vi gjorde

Vi øvde på **72 timer** uten strøm, se [veilederen](https://example.org/veileder).

- Aggregatet startet
- Tanken var halvfull
  - og nøkkelen var borte

1. Sjekk tanken
2. Øv igjen
"""


def _events(arena, content):
    power, rescue = "strom-i-vest", "redning-i-nord"
    # Arranged the other way round than they take place.
    for day in range(FILLER_COUNT, 0, -1):
        _event(arena, rescue, f"Liten samling {day}", f"2090-08-{day:02}T10:00:00Z")
    event = content.events
    event["hostile"] = _event(
        arena, power, HOSTILE_TITLE, "2090-07-04T10:00:00+02:00", kind="webinar",
        place=HOSTILE_NAME, agenda=HOSTILE_BODY, url=HOSTILE_URL)
    event["abroad"] = _event(
        arena, power, "Power across borders", "2090-07-03T09:00:00-04:00", lang="en",
        endsAt="2090-07-05T16:30:00-04:00", timeZone="America/New_York", kind="conference")
    event["cancelled"] = _event(
        arena, power, "Samling om varsling", "2090-07-02T09:00:00+02:00", kind="course")
    event["full"] = _event(
        arena, power, "Øvelse Blåtann", "2090-07-01T09:00:00+02:00", kind="exercise",
        endsAt="2090-07-01T15:05:00+02:00", place="Bergen brannstasjon", region="NO-55",
        url="https://example.org/blatann?dag=1", agenda=AGENDA, rule="chatham")
    _event(arena, power, PAST_EVENT_TITLE, "2020-07-01T09:00:00+02:00")
    event["green"] = _event(
        arena, power, GREEN_EVENT_TITLE, "2090-06-01T09:00:00+02:00", tlp="TLP:GREEN")
    answer = arena.request("DELETE", f"/v1/events/{event['cancelled']}", token=arena.admin)
    assert answer.status == 204, answer.json()


HOSTILE_URL = """https://example.org/?a='b'&c=%22onclick=alert(1)%22"""
AGENDA = """# Første dag

Møt opp ved **porten**, se [kartet](https://example.org/kart).

1. Varsling
2. Nødstrøm
"""


def _event(arena, slug, title, starts_at, tlp="TLP:CLEAR", **more):
    path = f"/v1/arenas/{slug}/events"
    body = {"title": title, "startsAt": starts_at, "tlp": tlp, **more}
    return _created(arena, path, body, arena.admin)["id"]


def _found(arena, name, slug, purpose, facets):
    body = {"name": name, "slug": slug, "purpose": purpose, **facets}
    _created(arena, "/v1/arenas", body, arena.admin)


def _post(arena, slug, token, title, body, tlp="TLP:CLEAR", **more):
    path = f"/v1/arenas/{slug}/posts"
    return _created(arena, path, {"title": title, "body": body, "tlp": tlp, **more}, token)["id"]


def _created(arena, path, body, token):
    answer = arena.request("POST", path, body, token=token)
    assert answer.status == 201, answer.json()
    return answer.json()
