"""Backups of a server that writes and takes snapshots: each holds what was acknowledged before."""

import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime

import pytest

from running_arena import BINARY, RunningArena
from test_kill import ARENA, Ledger, Writer, check, content, prepare

BACKUPS = 6


@pytest.fixture
def arena(tmp_path):
    # New generations begin again and again under the copying.
    with RunningArena(tmp_path, ARENA_SNAPSHOT_CHANGES="100") as running:
        yield running


def run(*words):
    return subprocess.run(
        [BINARY, *words], capture_output=True, text=True, timeout=120, check=False)


class Snapshots:
    """Asks for one snapshot after the other, so that generations come and go all the while."""

    def __init__(self, arena):
        self._arena = arena
        self._is_over = threading.Event()

    def run(self):
        """Goes on until the end is asked for."""
        while not self._is_over.is_set():
            begun = self._arena.request("POST", "/v1/snapshots", {}, self._arena.admin)
            assert begun.status == 202, begun.body

    def end(self):
        self._is_over.set()


def test_a_backup_under_writers_and_snapshots_holds_what_was_acknowledged(arena, tmp_path):
    tokens, seed = prepare(arena)
    ledger, snapshots = Ledger(), Snapshots(arena)
    acknowledged, rotated = [], 0
    with ThreadPoolExecutor(len(tokens) + 1) as pool:
        writers = [pool.submit(Writer(arena, token, seed, ledger).run, f"w{index}")
                   for index, token in enumerate(tokens)]
        rotation = pool.submit(snapshots.run)
        try:
            for number in range(BACKUPS):
                assert ledger.wait_for(50 * (number + 1)), arena.log_tail()
                acknowledged.append(ledger.acknowledged_by_now())
                oldest = oldest_journal(arena)
                made = run("backup", "--data", arena.data, tmp_path / f"backup-{number}")
                assert made.returncode == 0, made.stderr
                rotated += oldest_journal(arena) > oldest
        finally:
            snapshots.end()
            wait([rotation])
            arena.kill()
        rotation.result()
        for writer in writers:
            writer.result()
    # Generations were deleted under the copying.
    assert rotated
    for number, before in enumerate(acknowledged):
        served = tmp_path / f"served-{number}"
        served.mkdir()
        restored = run("restore", tmp_path / f"backup-{number}", "--data", served / "data")
        assert restored.returncode == 0, restored.stderr
        with RunningArena(served) as copy:
            check_copy(copy, seed, before, ledger.sent)
    # The server itself lost nothing by it.
    arena.start()
    check(arena, seed, ledger)


def oldest_journal(arena):
    return min(int(path.stem.removeprefix("journal-")) for path in arena.data.glob("journal-*"))


def check_copy(arena, seed, acknowledged, sent):
    """All that was acknowledged before is there by its id, once, whole; nothing else was made."""
    posts = [one for one in arena.items(f"{ARENA}/posts") if one["id"] != seed]
    found = {one["title"]: one for one in posts}
    assert len(found) == len(posts)
    assert found.keys() <= sent
    assert {title: found[title]["id"] for title in acknowledged} == acknowledged
    for title, post in found.items():
        expected = content(title, seed)
        assert {key: post[key] for key in expected} == expected
    counts = arena.request("GET", f"/v1/posts/{seed}").json()["counts"]
    assert counts["basedOnThis"] == len(posts)


def test_a_backup_that_is_killed_leaves_no_half_of_one(arena, tmp_path):
    prepare(arena)
    target = tmp_path / "backup"
    killed = 0
    for _ in range(10):
        process = subprocess.Popen(
            [BINARY, "backup", "--data", arena.data, target],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        unfinished = tmp_path / f"backup.unfinished-{process.pid}"
        while process.poll() is None and not unfinished.exists():
            pass
        process.kill()
        killed += process.wait() != 0
        if target.exists():
            assert run("check", target).returncode == 0
            shutil.rmtree(target)
    assert killed
    assert run("backup", "--data", arena.data, target).returncode == 0


def test_snapshots_are_listed_and_made_on_request(arena):
    arena.created("/v1/arenas", {"name": "Beredskap", "purpose": "Øve."}, arena.admin)
    begun = arena.request("POST", "/v1/snapshots", {}, arena.admin)
    assert begun.status == 202
    assert begun.headers["Location"] == "/v1/snapshots"
    floor = begun.json()
    listed = settled(arena)
    newest = listed["items"][-1]
    assert newest["generation"] >= floor["minGeneration"]
    assert newest["position"] >= floor["minPosition"] == 1
    file = arena.data / f"snapshot-{newest['generation']}.json"
    assert newest["bytes"] == file.stat().st_size
    # The arena, what is told of it, and from where on that is whole.
    assert newest["records"] == 3
    written = datetime.fromisoformat(newest["createdAt"]).timestamp()
    assert abs(written - file.stat().st_mtime) < 0.01


def settled(arena):
    """The list of snapshots, once none is being written."""
    for _ in range(1000):
        listed = arena.request("GET", "/v1/snapshots", token=arena.admin).json()
        if not listed["writing"]:
            return listed
    raise AssertionError(arena.log_tail())


def test_old_files_that_others_keep_stay_whole(arena, tmp_path):
    arena.created("/v1/arenas", {"name": "Beredskap", "purpose": "Øve."}, arena.admin)
    [linked] = arena.data.glob("snapshot-*")
    [read] = arena.data.glob("journal-*")
    kept = tmp_path / "kept"
    kept.hardlink_to(linked)
    before = linked.read_bytes(), read.read_bytes()
    assert all(before)
    with read.open("rb") as reader:
        for _ in range(2):
            arena.request("POST", "/v1/snapshots", {}, arena.admin)
            settled(arena)
        assert not linked.exists() and not read.exists()
        assert (kept.read_bytes(), reader.read()) == before


def test_what_cannot_be_copied_is_refused(arena, tmp_path):
    arena.created("/v1/arenas", {"name": "Beredskap", "purpose": "Øve."}, arena.admin)
    target = tmp_path / "backup"
    assert run("backup", "--data", arena.data, target).returncode == 0
    again = run("backup", "--data", arena.data, target)
    assert (again.returncode, again.stderr.count("\n")) == (73, 1)
    assert "is not empty" in again.stderr
    assert run("restore", target, "--data", arena.data).returncode == 75
    assert run("restore", tmp_path / "nowhere", "--data", tmp_path / "new").returncode == 66
    assert run("backup", "--data", tmp_path / "nowhere", tmp_path / "new").returncode == 66
    assert run("backup", "--data", arena.data).returncode == 64
    assert not (tmp_path / "new").exists()
    snapshot = next(target.glob("snapshot-*.json"))
    snapshot.write_bytes(snapshot.read_bytes().replace(b"Beredskap", b"Beredsk4p"))
    damaged = run("restore", target, "--data", tmp_path / "new")
    assert (damaged.returncode, damaged.stderr.count("\n")) == (65, 1)
    assert not (tmp_path / "new").exists()


def test_a_damaged_folder_is_not_backed_up(arena, tmp_path):
    for name in ("Beredskap", "Øvelser", "Varsling"):
        arena.created("/v1/arenas", {"name": name, "purpose": "Øve."}, arena.admin)
    arena.stop()
    journal = max(arena.data.glob("journal-*.jsonl"), key=lambda path: path.stat().st_size)
    journal.write_bytes(journal.read_bytes().replace(b"Beredskap", b"Beredsk4p"))
    before = {path: path.read_bytes() for path in arena.data.iterdir()}
    made = run("backup", "--data", arena.data, tmp_path / "backup")
    assert (made.returncode, made.stdout, made.stderr.count("\n")) == (65, "", 1)
    assert journal.name in made.stderr
    assert {path: path.read_bytes() for path in arena.data.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "log"]
