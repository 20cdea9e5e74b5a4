"""PostgreSQL follows the server by the README's recipe, whatever is killed meanwhile."""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from follower import alone, seen
from running_arena import ROOT, RunningArena
from test_stream import World

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
HEADING = "## Follow the changes into PostgreSQL"
PATIENCE = 60


class Postgres:
    """A cluster of its own, on a socket in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {**os.environ, "PGHOST": str(folder), "PGUSER": "arena",
                            "PGDATABASE": "postgres"}
        self._process = None
        # It refuses to run as root.
        self._as = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        if os.geteuid() != 0:
            self._as = []
        else:
            shutil.chown(folder, "nobody", "nogroup")
        subprocess.run([*self._as, PROGRAMS / "initdb", "-D", folder / "data", "-U", "arena",
                        "-A", "trust"], check=True, capture_output=True, cwd=folder)

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self._as, PROGRAMS / "postgres", "-D", self.folder / "data", "-k",
                 self.folder, "-c", "listen_addresses="],
                stdout=log, stderr=log, cwd=self.folder)
        wait(lambda: self.ask("select 1") == ["1"], "PostgreSQL does not start")

    def kill(self):
        """The postmaster and all its children, as a power cut would."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in [pid, *map(int, children)]:
            os.kill(each, signal.SIGKILL)
        self._process.wait()

    def ask(self, query):
        """The rows of an answer as text; nothing where there is none."""
        return subprocess.run(["psql", "-qXAt", "-c", query], env=self.environment, text=True,
                              capture_output=True, check=False).stdout.splitlines()

    def things(self):
        rows = self.ask("select jsonb_build_object('id', id, 'type', type, 'data', data)"
                        " from arena_thing")
        return {row["id"]: (row["type"], row["data"]) for row in map(json.loads, rows)}


def wait(condition, otherwise):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, otherwise


@contextmanager
def following(postgres, server, token, folder):
    """The README's recipe at work, until it is killed."""
    text = (ROOT / "README.md").read_text()
    section = text[text.index(HEADING):]
    script = re.search(r"```sh\n(.*?)```", section, re.S)[1]
    (folder / "header").write_text(f"Authorization: Bearer {token}\n")
    process = subprocess.Popen(
        ["bash", "-c", script], cwd=folder, start_new_session=True,
        env={**postgres.environment, "ARENA": server.base_url},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def write(world, count):
    """Much of each kind, some of it taken back."""
    for number in range(count):
        tlp = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER")[number % 3]
        post = world.share(tlp, title=f"Nr. {number} «æøå» \\ \"{secrets.token_hex(4)}\"\n\t🚒")
        world.done("POST", f"/v1/posts/{post}/comments", "member", {"body": "Ja,\n'nei'."})
        if number % 4 == 0:
            world.done("DELETE", f"/v1/posts/{post}", "author")
        elif number % 5 == 0:
            world.done("PATCH", f"/v1/posts/{post}", "author", {"tlp": "TLP:AMBER"})


@pytest.fixture
def postgres(tmp_path):
    # A path that whoever runs it may enter.
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True,
                                 check=True).stdout.strip())
    made = Postgres(folder)
    made.start()
    yield made
    made.kill()
    shutil.rmtree(folder)


def test_it_ends_equal_through_a_kill_of_either_side(postgres, tmp_path):
    def is_equal():
        shown = seen(server, world.tokens["outsider"])
        had = postgres.things()
        return had.keys() == shown.keys() and all(
            alone(had[each][1]) == alone(data) for each, (_, data) in shown.items())

    with RunningArena(tmp_path) as server:
        world = World(server)
        for kill in (None, "server", "postgres", "script", "reset"):
            with following(postgres, server, world.tokens["outsider"], tmp_path):
                write(world, 6)
                if kill == "postgres":
                    postgres.kill()
                    postgres.start()
                if kill == "reset":
                    world.done("POST", "/v1/arenas/nabo/merge", "admin", {"into": "hjem"})
                write(world, 6)
                if kill == "server":
                    server.kill()
                elif kill != "script":
                    wait(is_equal, f"not equal after {kill}")
            if kill == "server":
                server.start()
            with following(postgres, server, world.tokens["outsider"], tmp_path):
                wait(is_equal, f"not equal after {kill}")
        assert len(postgres.things()) > 20
