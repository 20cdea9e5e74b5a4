"""The disk fails under the running server: what it acknowledged is there, and nothing else.

ARENA_KILL_ROUNDS says how many power cuts there are, 10 if it is not given.
"""

import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from errno import EDQUOT, EIO, EMFILE, ENOSPC

import pytest

from crowd import Pace
from failing_disk import FailingDisk
from test_kill import ARENA, kill_amid_writers, prepare

ROUNDS = int(os.environ.get("ARENA_KILL_ROUNDS", "10"))
PATIENCE = 60


@pytest.fixture
def disk(tmp_path):
    return FailingDisk(tmp_path)


class Shared:
    """What was acknowledged and what was refused."""

    def __init__(self, arena, token):
        self._arena, self._token = arena, token
        self.kept, self.refused = [], []

    def post(self, title):
        body = {"title": title, "body": "Vi mistet strømmen.", "tlp": "TLP:CLEAR"}
        answer = self._arena.request("POST", f"{ARENA}/posts", body, self._token)
        if answer.status == 201:
            self.kept.append(title)
        else:
            assert answer.status == 503, answer.body
            assert answer.headers["Retry-After"]
            assert answer.json()["code"] == "unavailable"
            self.refused.append(title)
        return answer.status

    def post_at_once(self, count, name):
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(self.post, (f"{name} {number}" for number in range(count))))

    def post_until_taken(self, name):
        """Writing works again by itself."""
        pace, end, number = Pace(0.05), time.monotonic() + PATIENCE, 0
        while self.post(f"{name} {number}") != 201:
            assert time.monotonic() < end, self._arena.log_tail()
            pace.step()
            number += 1

    def check(self):
        found = Counter(one["title"] for one in self._arena.items(f"{ARENA}/posts"))
        assert found == Counter(["Først", *self.kept])
        assert not found.keys() & set(self.refused)


@pytest.mark.parametrize(("call", "error", "times", "taken"), [
    ("pwrite", ENOSPC, 1, 0), ("pwrite", ENOSPC, 3, 0), ("pwrite", ENOSPC, -1, 0),
    ("pwrite", ENOSPC, 2, 10), ("pwrite", EDQUOT, -1, 100), ("pwrite", EIO, 1, 0),
    ("pwrite", EIO, -1, 300), ("fdatasync", EIO, 1, 0), ("fdatasync", EIO, 3, 0),
    ("fdatasync", ENOSPC, 1, 0),
])
@pytest.mark.parametrize("ends", ["stop", "kill"])
def test_writes_are_refused_and_taken_again(disk, call, error, times, taken, ends):
    with disk.arena() as arena:
        tokens, _ = prepare(arena)
        shared = Shared(arena, tokens[0])
        shared.post_at_once(5, "before")
        assert not shared.refused
        disk.fail(call, error, times, taken)
        answers = shared.post_at_once(20, "during")
        assert disk.hits(call) > 0
        assert 503 in answers
        if times == -1:
            assert 201 not in answers
            assert arena.request("GET", "/readyz").status == 503
        # Reads go on, and show nothing that was refused.
        shared.check()
        disk.clear()
        shared.post_until_taken("after")
        shared.post_at_once(5, "later")
        shared.check()
        getattr(arena, ends)()
        arena.start()
        shared.check()


@pytest.mark.parametrize(("call", "error", "times"), [
    ("fsync", EIO, 1), ("fsync", EIO, -1), ("rename", EIO, -1), ("rename", ENOSPC, 1),
    ("open", EMFILE, -1), ("unlink", EIO, -1),
])
def test_a_snapshot_that_fails_costs_no_change(disk, call, error, times):
    with disk.arena() as arena:
        tokens, _ = prepare(arena)
        shared = Shared(arena, tokens[0])
        shared.post_at_once(5, "before")
        disk.fail(call, error, times)
        pace, end = Pace(0.02), time.monotonic() + PATIENCE
        while disk.hits(call) == 0:
            assert arena.request("POST", "/v1/snapshots", {}, arena.admin).status == 202
            assert time.monotonic() < end
            pace.step()
        shared.post_at_once(20, "during")
        shared.check()
        if times == -1 and call != "unlink":
            # Told, and no reason to send clients elsewhere.
            while arena.request("GET", "/readyz").json()["checks"]["snapshots"] != "failing":
                assert time.monotonic() < end, arena.log_tail()
                pace.step()
        disk.clear()
        shared.post_until_taken("after")
        while "failing" in arena.request("GET", "/readyz").body.decode():
            assert time.monotonic() < end, arena.log_tail()
            pace.step()
        arena.kill()
        arena.start()
        shared.check()


def cut(disk, rounds, **settings):
    """So many power cuts amid eight writers."""
    with disk.arena(FAULT_CACHE="1", ARENA_SNAPSHOT_CHANGES="150", **settings) as arena:
        kill_amid_writers(arena, rounds)


def test_what_was_acknowledged_survives_power_cuts(disk):
    cut(disk, ROUNDS)


def test_a_disk_that_lies_is_found_out(disk):
    """Else the test above could not fail."""
    with pytest.raises(AssertionError):
        cut(disk, 3, FAULT_LIES="1")
