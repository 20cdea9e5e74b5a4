"""A reader asks an author to let a post out to more, and the author alone decides."""

import pytest

from running_arena import RunningArena

POSTS = "/v1/arenas/felles/posts"
POST = {"title": "Samøving", "body": "Vi øvde sammen.", "tlp": "TLP:AMBER"}
ASK = {"tlp": "TLP:GREEN", "reason": "Vi vil vise den til naboen."}


class World:
    """An arena with an author, a curator, two readers, and one that stands outside."""

    def __init__(self, arena):
        self.arena = arena
        self.ids, self.tokens = {}, {"admin": arena.admin}
        for name in ("author", "curator", "reader", "second", "outsider"):
            made = arena.created("/v1/organisations", {"name": name, "kind": "private"},
                                 arena.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        arena.created("/v1/arenas", {"name": "Felles", "slug": "felles", "purpose": "Øve."},
                      arena.admin)
        for name in ("author", "curator", "reader", "second"):
            assert self.ask("PUT", "/v1/arenas/felles/members/me", name, {}).status == 201
        curator = self.ask("PATCH", f"/v1/arenas/felles/members/{self.ids['curator']}", "admin",
                           {"curator": True})
        assert curator.status == 200
        self.post = self.share()

    def ask(self, method, path, who, body=None, **headers):
        return self.arena.request(method, path, body, self.tokens.get(who), headers=headers)

    def share(self, **change):
        answer = self.ask("POST", POSTS, "author", {**POST, **change})
        assert answer.status == 201, answer.body
        return f"/v1/posts/{answer.json()['id']}"

    def request(self, who="reader", post=None, **change):
        answer = self.ask("POST", f"{post or self.post}/release-requests", who, {**ASK, **change})
        assert answer.status == 201, answer.body
        assert answer.headers["Location"] == f"/v1/release-requests/{answer.json()['id']}"
        return answer.headers["Location"]

    def waiting(self, who):
        return self.ask("GET", "/v1/me", who).json()["waiting"]["releaseRequests"]


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as arena:
        yield World(arena)


def test_what_is_granted_is_wider_at_once(world):
    where = world.request()
    told = world.ask("GET", where, "reader").json()
    assert (told["state"], told["tlp"], told["outcome"]) == ("open", "TLP:GREEN", None)
    assert told["requester"]["name"] == "reader" and world.post.endswith(told["post"])
    assert world.waiting("author") == 1 and world.waiting("reader") == 0
    for who, status in [("reader", 200), ("author", 200), ("admin", 200), ("curator", 404),
                        ("second", 404), ("outsider", 404), (None, 401)]:
        assert world.ask("GET", where, who).status == status, who
        if status != 404 and who:
            listed = world.ask("GET", f"{world.post}/release-requests", who).json()["items"]
            assert [each["id"] for each in listed] == [told["id"]]
    assert world.ask("GET", f"{world.post}/release-requests", "second").json()["items"] == []
    assert len(world.ask("GET", "/v1/release-requests", "author").json()["items"]) == 1
    assert world.ask("GET", world.post, "outsider").status == 404
    for who, status in [("reader", 403), ("curator", 404), ("second", 404)]:
        assert world.ask("PATCH", where, who, {"state": "granted"}).status == status
    granted = world.ask("PATCH", where, "author", {"state": "granted", "outcome": "Gjerne."})
    assert granted.status == 200, granted.body
    seen = world.ask("GET", world.post, "outsider")
    assert seen.status == 200 and seen.json()["tlp"] == "TLP:GREEN"
    assert seen.json()["revision"] == 2
    assert world.waiting("author") == 0
    world.arena.restart_after_kill()
    told = world.ask("GET", where, "reader").json()
    assert (told["state"], told["outcome"]) == ("granted", "Gjerne.")
    again = world.ask("PATCH", where, "author", {"state": "refused", "outcome": "Nei."})
    assert again.status == 409


def test_what_is_refused_stays_as_it_is_and_says_why(world):
    where = world.request()
    assert world.ask("PATCH", where, "author", {"state": "refused"}).status == 422
    refused = world.ask("PATCH", where, "author", {"state": "refused", "outcome": "Ikke ennå."})
    assert refused.status == 200
    assert world.ask("GET", world.post, "reader").json()["tlp"] == "TLP:AMBER"
    # A new one may follow, and may be taken back.
    second = world.request(reason="Nå da?")
    assert second != where
    taken = world.ask("PATCH", second, "reader", {"state": "withdrawn"})
    assert taken.status == 200 and world.waiting("author") == 0
    assert world.ask("PATCH", second, "author", {"state": "granted"}).status == 409
    states = world.ask("GET", "/v1/release-requests?state=refused", "reader").json()["items"]
    assert [each["outcome"] for each in states] == ["Ikke ennå."]


@pytest.mark.parametrize(("who", "change", "status", "place"), [
    (None, {}, 401, None), ("outsider", {}, 404, None), ("author", {}, 422, "#"),
    ("reader", {"tlp": "TLP:AMBER"}, 422, "#/tlp"),
    ("reader", {"tlp": "TLP:AMBER+STRICT"}, 422, "#/tlp"),
    ("reader", {"tlp": "TLP:RED"}, 422, "#/tlp"), ("reader", {"reason": ""}, 422, "#/reason"),
    ("reader", {"state": "granted"}, 422, "#/state"), ("admin", {}, 403, None),
])
def test_who_may_ask_for_what(world, who, change, status, place):
    answer = world.ask("POST", f"{world.post}/release-requests", who, {**ASK, **change})
    assert answer.status == status, answer.body
    if place:
        assert place in [each["pointer"] for each in answer.json()["errors"]]


def test_one_at_a_time_each(world):
    first = world.request()
    twice = world.ask("POST", f"{world.post}/release-requests", "reader", ASK)
    assert twice.status == 409 and twice.json()["existing"] == first
    world.request("second")
    assert world.waiting("author") == 2
    # The other is still to be answered.
    assert world.ask("PATCH", first, "author", {"state": "granted"}).status == 200
    assert world.waiting("author") == 1


def test_a_grant_that_the_rules_forbid_changes_nothing(world):
    post = world.share(exclude=[world.ids["second"]])
    where = world.request(post=post, tlp="TLP:CLEAR")
    refused = world.ask("PATCH", where, "author", {"state": "granted"})
    assert refused.status == 422
    assert [each["pointer"] for each in refused.json()["errors"]] == ["#/exclude"]
    assert world.ask("GET", where, "author").json()["state"] == "open"
    assert world.ask("GET", post, "author").json()["tlp"] == "TLP:AMBER"


def test_a_chatham_author_answers_without_being_known(world):
    post = world.share(attribution="chatham")
    where = world.request(post=post)
    for who in ("reader", "admin"):
        body = world.ask("GET", where, who).body.decode()
        assert world.ids["author"] not in body and '"name":"author"' not in body
    assert world.ask("PATCH", where, "author", {"state": "granted"}).status == 200
    body = world.ask("GET", where, "reader").body.decode()
    assert world.ids["author"] not in body
    assert "author" in world.ask("GET", post, "reader").json()
    assert world.ask("GET", post, "reader").json()["author"] is None


def test_they_go_with_what_they_are_about(world):
    first, second = world.request(), world.request("second")
    assert world.ask("DELETE", f"/v1/organisations/{world.ids['reader']}", "admin").status == 204
    assert world.ask("GET", first, "admin").status == 404
    assert world.ask("GET", second, "admin").status == 200
    assert world.ask("DELETE", f"/v1/organisations/{world.ids['author']}", "admin").status == 204
    assert world.ask("GET", second, "second").status == 404
    assert world.ask("GET", "/v1/release-requests", "admin").json()["items"] == []
