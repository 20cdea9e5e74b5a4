"""What all tests in Python share."""

import pytest

from running_arena import RunningArena


@pytest.fixture(scope="module")
def arena_server(tmp_path_factory):
    """A fresh server for one file of tests."""
    with RunningArena(tmp_path_factory.mktemp("arena")) as arena:
        yield arena
