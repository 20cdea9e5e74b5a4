"""The README's walk-through is executed as it stands.

All `sh` blocks of the sections below run as one script in an empty folder, with `ARENA` (the
server's address) and `ADMIN` (the admin's token) set; a block gives them values for people by
`: "${ARENA:=…}"`. The first command that fails ends it and is named by its line of the README.
"""

import json
import os
import re
import subprocess

from running_arena import ROOT, RunningArena
from test_transfers import export, fill

SECTION = "## The main job with curl"
MORE = "## More for scripts and admins"
TOLD = "## Be told of what is new"
PROLOGUE = """set -euo pipefail; trap 'echo "README.md:$LINENO failed" >&2' ERR"""


def walk_through(readme, *sections):
    """The sections' shell code, each line where it stands in the README, and nothing else."""
    in_section, in_block, script = False, False, []
    for line in readme.splitlines():
        if in_block and line.startswith("```"):
            in_block = False
        elif in_block:
            script.append(line)
            continue
        elif line.startswith("## "):
            in_section = line.strip() in sections
        elif in_section and line.strip() == "```sh":
            in_block = True
        script.append("")
    # The first line of a README is its heading, so that there is room.
    return "\n".join([PROLOGUE, *script[1:]]) + "\n"


def run(script, folder, **settings):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), **settings}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True,
        timeout=120, stdin=subprocess.DEVNULL)


def test_the_walk_through_runs_line_by_line(arena_server, tmp_path):
    script = walk_through((ROOT / "README.md").read_text(), SECTION, MORE, TOLD)
    calls = len(re.findall(r"\bcurl\b", script))
    assert calls >= 30, f"“{SECTION}” and “{MORE}” with their sh blocks are not in the README"
    # Without it curl would take a refusal for a success.
    assert len(re.findall(r"\bcurl\b[^|]*?--fail-with-body", script)) == calls
    done = run(script, tmp_path, ARENA=arena_server.base_url, ADMIN=arena_server.admin)
    assert done.returncode == 0, done.stdout + done.stderr + arena_server.log_tail()


def test_the_reader_of_a_data_folder_finds_what_the_server_has(tmp_path):
    script = walk_through((ROOT / "README.md").read_text(), "## The data folder")
    with RunningArena(tmp_path) as arena:
        fill(arena)
        lines = [json.loads(line) for line in export(arena).splitlines()]
        posts = {one["id"]: one["title"] for one in lines if one["type"] == "post"}
        # From the journal alone, and then from a snapshot with a journal behind it.
        for _ in range(2):
            # Whoever reads the audit log finds it in its files.
            assert arena.request("GET", "/v1/audit", token=arena.admin).status == 200
            read = run(script, tmp_path, DATA=str(arena.data))
            assert read.returncode == 0, read.stderr
            found = [json.loads(line) for line in read.stdout.splitlines()]
            assert {one["id"]: one["title"] for one in found} == posts
            assert arena.request("POST", "/v1/snapshots", {}, arena.admin).status == 202
            for _ in range(1000):
                listed = arena.request("GET", "/v1/snapshots", token=arena.admin).json()
                if not listed["writing"]:
                    break
            changed = next(iter(posts))
            title = {"title": "Endret siden"}
            assert arena.request("PATCH", f"/v1/posts/{changed}", title, arena.admin).status == 200
            posts[changed] = title["title"]


def test_a_line_that_fails_is_named(tmp_path):
    readme = f"# A\n\n{SECTION}\n\n```sh\ntrue\nfalse | cat\n```\n\n## B\n```sh\nexit 9\n```\n"
    done = run(walk_through(readme, SECTION), tmp_path)
    assert done.returncode == 1
    assert done.stderr == "README.md:7 failed\n"
    assert run(walk_through(readme.replace("false", "true"), SECTION), tmp_path).returncode == 0
