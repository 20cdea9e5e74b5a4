"""The README's walk-through is executed as it stands.

All `sh` blocks of the section below run as one script in an empty folder, with `ARENA` (the
server's address) and `ADMIN` (the admin's token) set; a block gives them values for people by
`: "${ARENA:=…}"`. The first command that fails ends it and is named by its line of the README.
"""

import os
import re
import subprocess

from running_arena import ROOT

SECTION = "## The main job with curl"
PROLOGUE = """set -euo pipefail; trap 'echo "README.md:$LINENO failed" >&2' ERR"""


def walk_through(readme):
    """The section's shell code, each line where it stands in the README, and nothing else."""
    in_section, in_block, script = False, False, []
    for line in readme.splitlines():
        if in_block and line.startswith("```"):
            in_block = False
        elif in_block:
            script.append(line)
            continue
        elif line.startswith("## "):
            in_section = line.strip() == SECTION
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
    script = walk_through((ROOT / "README.md").read_text())
    calls = len(re.findall(r"\bcurl\b", script))
    assert calls >= 8, f"“{SECTION}” with its sh blocks is not in the README"
    # Without it curl would take a refusal for a success.
    assert len(re.findall(r"\bcurl\b[^|]*?--fail-with-body", script)) == calls
    done = run(script, tmp_path, ARENA=arena_server.base_url, ADMIN=arena_server.admin)
    assert done.returncode == 0, done.stdout + done.stderr + arena_server.log_tail()


def test_a_line_that_fails_is_named(tmp_path):
    readme = f"# A\n\n{SECTION}\n\n```sh\ntrue\nfalse | cat\n```\n\n## B\n```sh\nexit 9\n```\n"
    done = run(walk_through(readme), tmp_path)
    assert done.returncode == 1
    assert done.stderr == "README.md:7 failed\n"
    assert run(walk_through(readme.replace("false", "true")), tmp_path).returncode == 0
