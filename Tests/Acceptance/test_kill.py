"""The server is killed amid eight writers, twenty times: what it acknowledged is there, once.

ARENA_KILL_ROUNDS says how many times instead.
"""

import http.client
import json
import os
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from running_arena import RunningArena, message

ROUNDS = int(os.environ.get("ARENA_KILL_ROUNDS", "20"))
WRITERS = 8
LINES = 5
ARENA = "/v1/arenas/under-strom"


class Ledger:
    """What was sent, and what of it the server has acknowledged."""

    def __init__(self):
        self.sent = set()
        self.acknowledged = {}
        self._change = threading.Condition()

    def send(self, *titles):
        with self._change:
            self.sent.update(titles)

    def acknowledge(self, title, post):
        with self._change:
            self.acknowledged[title] = post
            self._change.notify_all()

    def acknowledged_by_now(self):
        """A copy, which later answers do not change."""
        with self._change:
            return dict(self.acknowledged)

    def wait_for(self, count):
        """Returns when so many are acknowledged in all, or false when that takes too long."""
        with self._change:
            return self._change.wait_for(lambda: len(self.acknowledged) >= count, timeout=60)


class Writer:
    """Posts one experience after the other, every third time several at once as NDJSON."""

    def __init__(self, arena, token, seed, ledger):
        self._connection = http.client.HTTPConnection("127.0.0.1", arena.port, timeout=60)
        self._token, self._seed, self._ledger = token, seed, ledger

    def run(self, name):
        """Goes on until the server is gone; any refusal fails."""
        try:
            number = 0
            while True:
                number += 1
                if number % 3 == 0:
                    self._post_lines([f"{name} {number} {line}" for line in range(LINES)])
                else:
                    self._post_one(f"{name} {number}")
        except (OSError, http.client.HTTPException):
            return
        finally:
            self._connection.close()

    def _post_one(self, title):
        answer = self._send([title], message(content(title, self._seed), self._token))
        body = json.loads(answer.read())
        assert answer.status == 201, body
        self._ledger.acknowledge(title, body["id"])

    def _post_lines(self, titles):
        lines = "".join(json.dumps(content(title, self._seed)) + "\n" for title in titles)
        sent = message(lines.encode(), self._token, "application/x-ndjson")
        answer = self._send(titles, sent)
        assert answer.status == 200, answer.read()
        # What came before the server went is acknowledged; the rest of a line is nothing.
        while (line := answer.readline()).endswith(b"\n"):
            result = json.loads(line)
            assert result["status"] == 201, result
            self._ledger.acknowledge(titles[result["line"] - 1], result["id"])

    def _send(self, titles, sent):
        self._ledger.send(*titles)
        self._connection.request("POST", f"{ARENA}/posts", **sent)
        return self._connection.getresponse()


def content(title, seed):
    """All that is sent under a title follows from it."""
    return {
        "title": title,
        "body": f"{title}: vi mistet strømmen.\n" * 40,
        "tlp": "TLP:CLEAR",
        "tags": ["strom", title.split()[0]],
        "basedOn": [{"post": seed, "kind": "adapted"}],
        "lesson": {"observation": title, "discussion": f"{title} da?",
                   "conclusion": f"{title} igjen", "recommendation": "Øv."},
    }


@pytest.fixture
def arena(tmp_path):
    # Snapshots are made again and again while the writers write.
    with RunningArena(tmp_path, ARENA_SNAPSHOT_CHANGES="150") as running:
        yield running


def test_what_was_acknowledged_survives_every_kill(arena):
    kill_amid_writers(arena, ROUNDS)


def kill_amid_writers(arena, rounds):
    """Kills the server so often while eight write, and looks each time for what is there."""
    tokens, seed = prepare(arena)
    ledger, random_numbers = Ledger(), random.Random(20)
    for turn in range(rounds):
        wanted = len(ledger.acknowledged) + random_numbers.randint(1, 80)
        with ThreadPoolExecutor(WRITERS) as pool:
            writers = [
                pool.submit(Writer(arena, token, seed, ledger).run, f"r{turn} w{index}")
                for index, token in enumerate(tokens)
            ]
            reached = ledger.wait_for(wanted)
            arena.kill()
            for writer in writers:
                writer.result()
        assert reached, arena.log_tail()
        arena.start()
        check(arena, seed, ledger)


def prepare(arena):
    """Eight members of an arena by their tokens, and a post that all others will build on."""
    arena.created("/v1/arenas", {
        "name": "Under strøm", "slug": "under-strom", "purpose": "Øve på bortfall."}, arena.admin)
    tokens = []
    for index in range(WRITERS):
        body = {"name": f"Virksomhet {index}", "kind": "public"}
        tokens.append(arena.created("/v1/organisations", body, arena.admin)["token"])
        joined = arena.request("PUT", f"{ARENA}/members/me", {}, tokens[-1])
        assert joined.status == 201, joined.body
    seed = arena.created(
        f"{ARENA}/posts", {"title": "Først", "body": "Ute.", "tlp": "TLP:CLEAR"}, tokens[0])
    return tokens, seed["id"]


def check(arena, seed, ledger):
    found = [one for one in arena.items(f"{ARENA}/posts") if one["id"] != seed]
    by_title = {one["title"]: one for one in found}
    assert Counter(one["title"] for one in found) == Counter(by_title.keys())
    assert by_title.keys() <= ledger.sent
    kept = {title: by_title[title]["id"] for title in ledger.acknowledged if title in by_title}
    assert kept == ledger.acknowledged
    for title, post in by_title.items():
        expected = content(title, seed)
        assert {key: post[key] for key in expected} == expected
    # What counts them was kept with them.
    counts = arena.request("GET", f"/v1/posts/{seed}").json()["counts"]
    assert counts["basedOnThis"] == len(found)
    assert arena.request("GET", ARENA).json()["counts"]["posts"] == len(found) + 1
