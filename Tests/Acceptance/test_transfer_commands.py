"""`arena export` and `arena import`, against a running server, and cut off in the middle."""

import json
import os
import pty
import re
import signal
import subprocess

import pytest

from running_arena import BINARY, RunningArena


def command(arena, *words, **options):
    return subprocess.run(
        [BINARY, *words, "--port", str(arena.port), "--data", arena.data],
        env={"PATH": os.environ["PATH"], "ARENA_ADMIN_TOKEN": arena.admin},
        capture_output=True, text=True, check=False, timeout=120, **options)


def lines(count, first=0):
    """An organisation, an arena and so many experiences of it."""
    yield {"type": "organisation", "id": uuid(1), "name": "Etaten", "kind": "public",
           "state": "active"}
    yield {"type": "arena", "id": uuid(2), "slug": "strom", "name": "Strøm", "purpose": "Å lære.",
           "state": "open"}
    yield {"type": "membership", "arena": uuid(2), "organisation": uuid(1), "state": "member"}
    for number in range(first, count):
        yield {"type": "post", "id": uuid(100 + number), "arena": uuid(2), "author": uuid(1),
               "title": f"Post {number} æøå", "body": "Tanken var tom. " * 20,
               "tlp": "TLP:GREEN"}


def uuid(number):
    return f"019b76da-a800-7c3d-a1f2-{number:012x}"


def write(path, objects):
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects))
    return path


def summary(result):
    return json.loads(result.stdout.splitlines()[-1])["summary"]


@pytest.fixture
def arena(tmp_path):
    with RunningArena(tmp_path) as running:
        yield running


def test_what_is_exported_is_imported_to_the_same_bytes(arena, tmp_path):
    source = write(tmp_path / "in.ndjson", lines(12_000))
    first = command(arena, "import", source)
    assert first.returncode == 0, first.stderr
    assert summary(first) == {"created": 12_003, "updated": 0, "unchanged": 0, "failed": 0}
    again = command(arena, "import", source)
    assert summary(again)["unchanged"] == 12_003
    out = tmp_path / "out.ndjson"
    assert command(arena, "export", out).returncode == 0
    assert out.stat().st_mode & 0o777 == 0o600
    piped = command(arena, "export")
    assert piped.stdout == out.read_text() and piped.stderr == ""
    (tmp_path / "other").mkdir()
    with RunningArena(tmp_path / "other") as other:
        made = command(other, "import", "-", stdin=out.open(), cwd=tmp_path / "other")
        assert made.returncode == 0, made.stderr
        assert {path.name for path in (tmp_path / "other").iterdir()} == {"data", "log"}
        assert command(other, "export").stdout == piped.stdout


def test_a_cut_import_is_gone_on_with(arena, tmp_path):
    source = write(tmp_path / "in.ndjson", lines(30_000))
    process = subprocess.Popen(
        [BINARY, "import", source, "--port", str(arena.port), "--data", arena.data],
        env={"ARENA_ADMIN_TOKEN": arena.admin}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    progress = tmp_path / "in.ndjson.arena-import"
    while not progress.exists():
        assert process.poll() is None
    arena.kill()
    _, told = process.communicate(timeout=60)
    assert process.returncode == 75, told
    assert b"goes on from there" in told
    arena.start()
    rest = command(arena, "import", source)
    assert rest.returncode == 0, rest.stderr
    assert "goes on after line" in rest.stderr and not progress.exists()
    counts = summary(rest)
    assert counts["failed"] == 0 and sum(counts.values()) == 30_003
    assert len(command(arena, "export").stdout.splitlines()) == 30_003
    assert summary(command(arena, "import", source))["unchanged"] == 30_003


def cut_export(arena, out):
    """An export whose server is killed while lines are on their way; the lines that came."""
    process = subprocess.Popen(
        [BINARY, "export", out, "--port", str(arena.port), "--data", arena.data],
        env={"ARENA_ADMIN_TOKEN": arena.admin}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not (parts := list(out.parent.glob(f"{out.name}.arena-export-*"))):
        assert process.poll() is None
    # It reads no further, and what the system holds for it is less than there is.
    process.send_signal(signal.SIGSTOP)
    arena.kill()
    process.send_signal(signal.SIGCONT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 75, told
    assert b"goes on from there" in told
    assert not out.exists() and parts[0].stat().st_mode & 0o777 == 0o600
    arena.start()
    return int(re.search(rb"(\d+) lines are in", told)[1])


def test_a_cut_export_is_gone_on_with(arena, tmp_path):
    write(tmp_path / "in.ndjson", lines(60_000))
    assert command(arena, "import", tmp_path / "in.ndjson").returncode == 0
    whole = command(arena, "export").stdout
    out = tmp_path / "ut.ndjson"
    count = cut_export(arena, out)
    assert 0 < count < 60_003
    rest = command(arena, "export", out)
    assert rest.returncode == 0, rest.stderr
    assert f"goes on after line {count}" in rest.stderr
    assert out.read_text() == whole
    # What has changed meanwhile is exported anew.
    out.unlink()
    cut_export(arena, out)
    changed = write(tmp_path / "more.ndjson", lines(60_001, 60_000))
    assert command(arena, "import", changed).returncode == 0
    anew = command(arena, "export", out)
    assert anew.returncode == 0 and "begins anew" in anew.stderr, anew.stderr
    assert out.read_text() == command(arena, "export").stdout != whole
    assert not list(tmp_path.glob("ut.ndjson.*"))


def test_an_export_says_what_it_is_of(arena):
    first = arena.request("GET", "/v1/export", token=arena.admin)
    tag = first.headers["ETag"]
    same = arena.request(
        "GET", "/v1/export", token=arena.admin, headers={"If-None-Match": tag})
    assert (same.status, same.body, same.headers["ETag"]) == (304, b"", tag)
    arena.created("/v1/organisations", {"name": "Ny", "kind": "public"}, arena.admin)
    for skip, count in [(0, 1), (1, 0), (99_999, 0)]:
        path = f"/v1/export?skip={skip}"
        assert len(arena.request("GET", path, token=arena.admin).body.splitlines()) == count
    stale = arena.request("GET", "/v1/export", token=arena.admin, headers={"If-Match": tag})
    assert stale.status == 412


def test_lines_that_fail_are_reported_by_their_number(arena, tmp_path):
    objects = list(lines(6000))
    objects[4] = {**objects[4], "tlp": "TLP:RED"}
    objects[5900] = {**objects[5900], "titel": "x"}
    result = command(arena, "import", write(tmp_path / "in.ndjson", objects))
    assert result.returncode == 65 and "lines failed: 2" in result.stderr
    failed = [json.loads(line) for line in result.stdout.splitlines()[:-1]]
    assert [(each["line"], each["status"]) for each in failed] == [(5, 422), (5901, 422)]
    assert failed[1]["errors"][0]["pointer"] == "#/titel"
    assert summary(result) == {"created": 6001, "updated": 0, "unchanged": 0, "failed": 2}
    atomic = command(arena, "import", "--atomic", write(tmp_path / "all.ndjson", objects[:9]))
    assert atomic.returncode == 65 and "line 5" in atomic.stderr


def test_a_dry_run_keeps_nothing(arena, tmp_path):
    result = command(arena, "import", "--dry-run", write(tmp_path / "in.ndjson", lines(5)))
    assert result.returncode == 0 and summary(result)["created"] == 8
    assert command(arena, "export").stdout == ""


def test_a_terminal_is_told_how_far_it_has_come(arena, tmp_path):
    source = write(tmp_path / "in.ndjson", lines(12_000))
    parent, child = pty.openpty()
    done = subprocess.run(
        [BINARY, "import", source, "--port", str(arena.port), "--data", arena.data],
        env={"ARENA_ADMIN_TOKEN": arena.admin}, stdout=subprocess.PIPE, stderr=child,
        check=True, timeout=120)
    os.close(child)
    told = os.read(parent, 65536).decode()
    os.close(parent)
    assert "5000 lines, " in told and "100 %" in told
    assert done.stdout.startswith(b'{"summary"')


@pytest.mark.parametrize(("words", "code", "told"), [
    (["import"], 64, "FILE is missing"), (["import", "x", "--mode", "all"], 64, "upsert or create"),
    (["import", "finnes-ikke.ndjson"], 66, "No such file"),
    (["export", "finnes-ikke/ut.ndjson"], 73, "No such file"),
])
def test_what_cannot_be_done_is_said(arena, tmp_path, words, code, told):
    result = command(arena, *words, cwd=tmp_path)
    assert result.returncode == code and told in result.stderr, result.stderr


def test_a_token_that_is_none_and_a_server_that_is_not_there(arena, tmp_path):
    source = write(tmp_path / "in.ndjson", lines(1))
    arena.admin = "not-the-admin-token-of-this-server-0001"
    assert command(arena, "import", source).returncode == 77
    assert command(arena, "export", tmp_path / "out").returncode == 77
    assert not (tmp_path / "out").exists()
    arena.stop()
    result = command(arena, "import", source)
    assert result.returncode == 69 and "cannot connect" in result.stderr
    arena.start()
