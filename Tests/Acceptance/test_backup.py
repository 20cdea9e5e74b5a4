"""Backups of a server that writes and takes snapshots: each holds what was acknowledged before."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
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


def test_a_backup_under_writers_holds_what_was_acknowledged(arena, tmp_path):
    tokens, seed = prepare(arena)
    ledger = Ledger()
    acknowledged = []
    with ThreadPoolExecutor(len(tokens)) as pool:
        writers = [pool.submit(Writer(arena, token, seed, ledger).run, f"w{index}")
                   for index, token in enumerate(tokens)]
        for number in range(BACKUPS):
            assert ledger.wait_for(100 * (number + 1)), arena.log_tail()
            assert arena.request("POST", "/v1/snapshots", {}, arena.admin).status == 202
            acknowledged.append(dict(ledger.acknowledged))
            made = run("backup", "--data", arena.data, tmp_path / f"backup-{number}")
            assert made.returncode == 0, made.stderr
        arena.kill()
        for writer in writers:
            writer.result()
    for number, before in enumerate(acknowledged):
        served = tmp_path / f"served-{number}"
        served.mkdir()
        restored = run("restore", tmp_path / f"backup-{number}", "--data", served / "data")
        assert restored.returncode == 0, restored.stderr
        with RunningArena(served) as copy:
            found = {one["title"]: one for one in copy.items(f"{ARENA}/posts")}
            assert before.keys() <= found.keys()
            assert found.keys() - {"Først"} <= ledger.sent
            for title in found.keys() - {"Først"}:
                expected = content(title, seed)
                assert {key: found[title][key] for key in expected} == expected
    # The server itself lost nothing by it.
    arena.start()
    check(arena, seed, ledger)


def test_snapshots_are_listed_and_made_on_request(arena):
    arena.created("/v1/arenas", {"name": "Beredskap", "purpose": "Øve."}, arena.admin)
    begun = arena.request("POST", "/v1/snapshots", {}, arena.admin)
    assert begun.status == 202
    assert begun.headers["Location"] == "/v1/snapshots"
    floor = begun.json()
    for _ in range(1000):
        listed = arena.request("GET", "/v1/snapshots", token=arena.admin).json()
        if not listed["writing"]:
            break
    newest = listed["items"][-1]
    assert newest["generation"] >= floor["minGeneration"]
    assert newest["position"] >= floor["minPosition"] == 1
    file = arena.data / f"snapshot-{newest['generation']}.json"
    assert newest["bytes"] == file.stat().st_size
    assert newest["records"] == 1
    written = datetime.fromisoformat(newest["createdAt"]).timestamp()
    assert abs(written - file.stat().st_mtime) < 0.01


def test_what_cannot_be_copied_is_refused(arena, tmp_path):
    arena.created("/v1/arenas", {"name": "Beredskap", "purpose": "Øve."}, arena.admin)
    target = tmp_path / "backup"
    assert run("backup", "--data", arena.data, target).returncode == 0
    again = run("backup", "--data", arena.data, target)
    assert (again.returncode, again.stderr.count("\n")) == (73, 1)
    assert "is not empty" in again.stderr
    assert run("restore", target, "--data", arena.data).returncode in (73, 75)
    assert run("restore", tmp_path / "nowhere", "--data", tmp_path / "new").returncode == 66
    assert run("backup", "--data", tmp_path / "nowhere", tmp_path / "new").returncode == 66
    assert run("backup", "--data", arena.data).returncode == 64
    assert not (tmp_path / "new").exists()
    snapshot = next(target.glob("snapshot-*.json"))
    snapshot.write_bytes(snapshot.read_bytes().replace(b"Beredskap", b"Beredsk4p"))
    damaged = run("restore", target, "--data", tmp_path / "new")
    assert (damaged.returncode, damaged.stderr.count("\n")) == (65, 1)
    assert not (tmp_path / "new").exists()
