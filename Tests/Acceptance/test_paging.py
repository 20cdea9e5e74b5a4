"""A reader who pages while others write misses nothing that was there, and sees nothing twice.

Ten thousand experiences are read in pages, in both directions of time, while eight writers share,
change and retract others.
"""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from running_arena import RunningArena

POSTS = "/v1/arenas/strom/posts"
COUNT = 10_000
WRITERS = 8


def draft(title):
    return {"title": title, "body": "Tanken var tom.", "tlp": "TLP:GREEN"}


def bulk(arena, token, titles):
    """The ids of experiences that are shared many at a time."""
    body = "".join(json.dumps(draft(title)) + "\n" for title in titles).encode()
    answer = arena.request("POST", POSTS, body, token, "application/x-ndjson")
    results = [json.loads(line) for line in answer.body.splitlines()]
    assert all(result["status"] == 201 for result in results)
    return [result["id"] for result in results]


@pytest.fixture
def shared(tmp_path):
    """A server with the experiences, some of which stay as they are."""
    with RunningArena(tmp_path, ARENA_REGISTRATION="open") as arena:
        token = arena.created("/v1/organisations", {"name": "A", "kind": "public"}, None)["token"]
        about = {"name": "Strøm", "slug": "strom", "purpose": "Å lære.", "joinPolicy": "open"}
        arena.created("/v1/arenas", about, arena.admin)
        arena.request("PUT", "/v1/arenas/strom/members/me", {}, token)
        yield arena, token, bulk(arena, token, [f"Post {n}" for n in range(COUNT)])


class Writers:
    """Eight that go on until they are told to stop; how much each has done."""

    def __init__(self, arena, token, touched):
        self._arena, self._token, self._touched = arena, token, touched
        self._isOver = threading.Event()
        self.done = [0, 0, 0]

    def stop(self):
        self._isOver.set()

    def run(self, number):
        # Each has posts of its own, so that what it expects holds.
        own = self._touched[number::WRITERS]
        for turn, post in enumerate(own):
            if self._isOver.is_set():
                return
            kind = turn % 3
            if kind == 0:
                answer = self._arena.request("POST", POSTS, draft("Ny"), self._token)
                assert answer.status == 201, answer.body
            elif kind == 1:
                answer = self._arena.request(
                    "PATCH", f"/v1/posts/{post}", {"title": "Endret"}, self._token)
                assert answer.status == 200, answer.body
            else:
                answer = self._arena.request("DELETE", f"/v1/posts/{post}", token=self._token)
                assert answer.status == 204, answer.body
            self.done[kind] += 1


@pytest.mark.parametrize("sort", ["-publishedAt", "publishedAt", "title", "-updatedAt,title"])
def test_pages_hold_while_others_write(shared, sort):
    arena, token, posts = shared
    # Every fifth is left alone by the writers.
    kept = set(posts[::5])
    writers = Writers(arena, token, [post for post in posts if post not in kept])
    seen, cursor, pages = [], "", 0
    with ThreadPoolExecutor(WRITERS) as pool:
        running = [pool.submit(writers.run, number) for number in range(WRITERS)]
        while cursor is not None:
            more = f"&cursor={cursor}" if cursor else ""
            answer = arena.request("GET", f"{POSTS}?limit=100&sort={sort}{more}", token=token)
            assert answer.status == 200, answer.body
            page = answer.json()
            seen += [post["id"] for post in page["items"]]
            cursor = page["nextCursor"]
            pages += 1
        writers.stop()
        for one in running:
            one.result()
    assert min(writers.done) > 10 and pages > COUNT * 0.6 / 100
    assert kept <= set(seen), len(kept - set(seen))
    times = Counter(seen)
    assert all(times[post] == 1 for post in kept)
    # What is changed moves in the other orders, and may be met where it was and where it is.
    if "title" not in sort:
        assert max(times.values()) == 1
