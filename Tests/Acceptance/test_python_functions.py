"""The house rule on long functions, for the tests in Python."""

import ast

from running_arena import ROOT

LINES_MAX = 70


def test_no_function_is_longer_than_the_eye_takes_in():
    lengths = {
        f"{path.name}:{node.lineno}": node.end_lineno - node.lineno + 1
        for path in (ROOT / "Tests").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }
    assert len(lengths) > 50
    assert {place for place, length in lengths.items() if length > LINES_MAX} == set()
