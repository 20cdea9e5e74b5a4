"""No answer is outside the description that the server gives of itself.

schemathesis sends requests that are made from `/openapi.json`, valid and not, one by one and in
the sequences that it links, as a caller of each kind. ARENA_CONTRACT_REQUESTS says how many in all,
2000 if it is not given. A failure tells the curl command that repeats it.
"""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from mutations import STREAM
from running_arena import ROOT, RunningArena

HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).parent / "schemathesis"
WANTED = int(os.environ.get("ARENA_CONTRACT_REQUESTS", "2000"))
CALLERS = ["admin", "member", "reader", "anonymous"]
SECONDS = 1200


@contextmanager
def server(folder):
    """A server with an organisation, an arena and a post, and the token of each kind of caller."""
    folder.mkdir()
    with RunningArena(folder, ARENA_REGISTRATION="open") as arena:
        about = {"name": "Nettlaget", "kind": "private", "sectors": ["kraftforsyning"]}
        member = arena.created("/v1/organisations", about, None)["token"]
        about = {"name": "Strøm", "slug": "strom", "purpose": "Å lære.", "joinPolicy": "open"}
        arena.created("/v1/arenas", about, arena.admin)
        arena.request("PUT", "/v1/arenas/strom/members/me", {}, member)
        post = {"title": "Aggregatet", "body": "Tomt.", "tlp": "TLP:CLEAR"}
        arena.created("/v1/arenas/strom/posts", post, member)
        reader = arena.created("/v1/tokens", {"scopes": ["read"]}, member)["token"]
        yield arena, {"admin": arena.admin, "member": member, "reader": reader}


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_as_described(tmp_path, caller):
    sent, seed = 0, 1
    while sent < WANTED / len(CALLERS):
        # A caller may well have erased itself in the end.
        with server(tmp_path / str(seed)) as (arena, tokens):
            sent += run(arena, tokens.get(caller), seed)
            assert arena.request("GET", "/readyz").status == 200
            assert " error " not in arena.log.read_text()
        seed += 1


def run(arena, token, seed):
    """How many requests were sent; fails where an answer is not as described."""
    authorization = [] if token is None else ["--header", f"Authorization: Bearer {token}"]
    done = subprocess.run(
        [PROGRAM, "--config-file", HERE / "schemathesis.toml", "run",
         f"{arena.base_url}/openapi.json", *authorization, "--max-examples", "5",
         "--exclude-path", STREAM,
         "--seed", str(seed), "--no-color", "--generation-database", "none"],
        cwd=arena.data.parent, capture_output=True, text=True, timeout=SECONDS, check=False,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "contract_hooks", "PYTHONPATH": str(HERE)})
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    return int(re.search(r"^  (\d+) generated", done.stdout, re.M)[1])
