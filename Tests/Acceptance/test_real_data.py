"""Real organisations and experiences, loaded by a script, survive a kill field by field."""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from running_arena import ROOT, RunningArena

DATA = ROOT.parent / "shared" / "data"
SCRIPT = Path(__file__).with_name("load-real-data.sh")

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real data is not beside the project, in ../shared/data")


def lines(name):
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


def frozen(record):
    """Comparable and countable, since two municipalities may bear the same name."""
    return json.dumps(record, sort_keys=True)


@pytest.mark.parametrize("way", ["one-by-one", "ndjson"])
def test_what_was_loaded_is_read_back_after_a_kill(tmp_path, way):
    organisations, experiences = lines("organisations.ndjson"), lines("experiences.ndjson")
    assert (len(organisations), len(experiences)) == (357, 189)
    tellers = {one["organisation"] for one in experiences}
    organisations += [{"name": name, "kind": "private"} for name in tellers]
    with RunningArena(tmp_path) as arena:
        arguments = [SCRIPT, arena.base_url, arena.admin, DATA, way]
        loaded = subprocess.run(arguments, capture_output=True, text=True, timeout=120)
        assert loaded.returncode == 0, loaded.stderr + arena.log_tail()
        slug = loaded.stdout.strip()
        arena.restart_after_kill()
        assert_organisations(arena, organisations)
        assert_members(arena, slug, organisations)
        assert_experiences(arena, slug, experiences)


def assert_organisations(arena, expected):
    fields = {"name", "kind", "sectors", "regions", "roles"}
    found = [{key: one[key] for key in fields} for one in arena.items("/v1/organisations")]
    empty = {"sectors": [], "regions": [], "roles": []}
    assert Counter(map(frozen, found)) == Counter(frozen({**empty, **one}) for one in expected)


def assert_members(arena, slug, expected):
    members = arena.items(f"/v1/arenas/{slug}/members", token=arena.admin)
    assert {one["state"] for one in members} == {"member"}
    names = Counter(one["organisation"]["name"] for one in members)
    assert names == Counter(one["name"] for one in expected)
    counts = arena.request("GET", f"/v1/arenas/{slug}").json()["counts"]
    assert (counts["members"], counts["posts"]) == (len(expected), 189)


def assert_experiences(arena, slug, expected):
    found = arena.items(f"/v1/arenas/{slug}/posts")
    assert len({one["id"] for one in found}) == len(expected)
    sent = [{key: value for key, value in one.items() if key != "organisation"}
            | {"author": one["organisation"]} for one in expected]
    read = [{key: one[key] for key in sent[0]} | {"author": one["author"]["name"]}
            for one in found]
    assert Counter(map(frozen, read)) == Counter(map(frozen, sent))
    assert {(one["state"], one["arena"]["slug"]) for one in found} == {("published", slug)}
