"""Whatever happens, in any order, whoever follows /v1/changes has what the lists show.

ARENA_FOLLOW_SEED=N runs one seed, ARENA_FOLLOW_SEEDS=K the first K of them.
"""

import json
import os
import random

import pytest

from follower import Follower, alone, seen
from random_deeds import CALLERS, Deeds
from running_arena import RunningArena

DEEDS = 200
# Edges to what comes into sight or goes out of it, and the chair, change without a line.
EDGES = {"basedOn", "chair", "resultingPost"}


def seeds():
    if one := os.environ.get("ARENA_FOLLOW_SEED"):
        return [int(one)]
    return range(1, 1 + int(os.environ.get("ARENA_FOLLOW_SEEDS", "10")))


@pytest.mark.parametrize("seed", seeds())
def test_followers_have_what_the_lists_show(tmp_path, seed):
    with RunningArena(tmp_path) as server:
        run = Run(server, seed)
        run.deeds.begin()
        for _ in range(DEEDS):
            run.deeds.go_on()
            run.look_around()
        run.end()


class Run:
    """The deeds of one seed, and those that follow them."""

    def __init__(self, server, seed):
        self.server, self.seed = server, seed
        self.deeds, self.random = Deeds(server, seed), random.Random(-seed)
        self.followers = {}

    def follower(self, who):
        """None where nobody of that name is there yet, or any more."""
        tokens = self.deeds.story.tokens
        if who not in tokens:
            return None
        if who not in self.followers:
            self.followers[who] = Follower(self.server, tokens[who])
        if self.server.request("GET", "/v1/changes?limit=1", token=tokens[who]).status == 401:
            return None
        return self.followers[who]

    def look_around(self):
        chance = self.random.random
        if chance() < 0.02:
            self.server.restart_after_kill()
        if chance() < 0.4 and (follower := self.follower(self.random.choice(CALLERS))):
            for _ in range(self.random.choice([1, 2, 5])):
                read(follower, self.random)
        if chance() < 0.03:
            self.compare(self.random.choice(CALLERS))

    def end(self):
        for who in CALLERS:
            self.compare(who, anew=True)

    def compare(self, who, anew=False):
        """Reads to the end: what is kept then is what is shown, and so is all that was told."""
        if not (follower := self.follower(who)):
            return
        shown = seen(self.server, follower.token)
        fresh = [Follower(self.server, follower.token)] if anew else []
        for each in [follower, *fresh]:
            lines = each.follow(self.random.choice([1, 3, 1000]))
            faults = differences(each.things, shown)
            told = {line["id"]: (line["type"].partition(".")[0], line["data"])
                    for line in lines if line["data"]}
            faults += [fault for fault in differences(told, shown) if fault[0] in told]
            assert not faults, self.words(who, each, faults, each in fresh)

    def words(self, who, follower, faults, fresh):
        """The first fault with what led to it, and the others."""
        story, ((thing, what), *others) = self.deeds.story, faults
        lines = [json.dumps(line) for line in follower.told if line["id"] == thing]
        about = [step for step in story.steps if story.name(thing) in repr(step)]
        told = "\n  ".join([*lines[-4:], *map(repr, about[-6:])])
        kind = "fresh " if fresh else ""
        more = "".join(f"\nalso {story.name(other)}: {what}" for other, what in others[:9])
        return (f"seed {self.seed}: {kind}{who}: {story.name(thing)} ({thing}): {what}; its "
                f"last lines and what was asked of it:\n  {told}{more}")


def read(follower, chance):
    """An answer, at times cut off, so that the next goes on from the last line that came."""
    lines = follower.ask(limit=chance.choice([1, 3, 1000]))
    if chance.random() < 0.4:
        lines = lines[:chance.randint(0, len(lines))]
    for line in lines:
        follower.take(line)


def differences(things, shown):
    """Each a thing and how it differs, but for what is derived."""
    found = []
    for thing in sorted({*things, *shown}):
        kept, is_shown = things.get(thing), shown.get(thing)
        if not kept or not is_shown or kept[0] != is_shown[0]:
            found.append((thing, f"kept as {kept and kept[0]}, shown as "
                                 f"{is_shown and is_shown[0]}"))
            continue
        kept, is_shown = alone(kept[1]), alone(is_shown[1])
        for field in sorted({*kept, *is_shown} - EDGES):
            if kept.get(field) != is_shown.get(field):
                found.append((thing, f"{field}: kept {kept.get(field)!r}, shown "
                                     f"{is_shown.get(field)!r}"))
    return found
