"""A disk that fails under the running server: a library that stands before its system calls."""

import mmap
import shutil
import struct
import subprocess

from running_arena import ROOT, RunningArena

CALLS = ("open", "pwrite", "ftruncate", "fdatasync", "fsync", "rename", "unlink")
PLAN = struct.Struct("4i")


def library(name):
    """The library of that name, made by the compiler of the Swift toolchain where it is out of
    date."""
    source, made = ROOT / "Tests" / "Faults" / f"{name}.c", ROOT / ".build" / f"{name}.so"
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        compiler = shutil.which("clang") or shutil.which("cc")
        assert compiler, "the Swift toolchain's clang must be in PATH"
        made.parent.mkdir(exist_ok=True)
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O2", "-o", made, source, "-ldl"], check=True)
    return made


class FailingDisk:
    """What goes wrong from now on, for a server that is started by `arena`."""

    def __init__(self, folder):
        self._folder = folder
        path = folder / "plan"
        path.write_bytes(bytes(PLAN.size * len(CALLS)))
        with path.open("r+b") as file:
            self._plans = mmap.mmap(file.fileno(), 0)

    def arena(self, **settings):
        return RunningArena(
            self._folder, LD_PRELOAD=str(library("faults")), FAULT_ROOT=str(self._folder / "data"),
            FAULT_PLAN=str(self._folder / "plan"), **settings)

    def fail(self, call, error, times, taken=0):
        """So many calls fail with that errno, -1 all of them; `taken` bytes are written first."""
        PLAN.pack_into(self._plans, PLAN.size * CALLS.index(call), error, times, taken, 0)

    def clear(self):
        """Nothing fails any more; what has failed is still counted."""
        for call in CALLS:
            offset = PLAN.size * CALLS.index(call)
            *_, hits = PLAN.unpack_from(self._plans, offset)
            PLAN.pack_into(self._plans, offset, 0, 0, 0, hits)

    def hits(self, call):
        return PLAN.unpack_from(self._plans, PLAN.size * CALLS.index(call))[3]
