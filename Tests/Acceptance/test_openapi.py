"""The description that the server gives of itself is valid, and true of its paths."""

import re

import pytest
from openapi_spec_validator import validate

METHODS = {"get", "put", "post", "delete", "patch"}
ANY_ID = "019b76da-a800-7c3d-a1f2-b3c4d5e6f708"


@pytest.fixture(scope="module")
def document(arena_server):
    answer = arena_server.request("GET", "/openapi.json")
    assert answer.status == 200
    assert answer.headers.get_content_type() == "application/json"
    return answer.json()


def operations(document):
    return {path: METHODS & item.keys() for path, item in document["paths"].items()}


def test_the_description_is_valid(document):
    assert document["openapi"].startswith("3.1.")
    validate(document)


def test_every_operation_has_a_name_of_its_own(document):
    names = [item[method]["operationId"]
             for path, item in document["paths"].items() for method in METHODS & item.keys()]
    assert len(names) == len(set(names)) > 30


def test_every_described_path_exists_with_its_methods(arena_server, document):
    for path, methods in operations(document).items():
        answer = arena_server.request("OPTIONS", re.sub(r"\{[^}]+\}", ANY_ID, path))
        assert answer.status == 204, (path, answer.body)
        allowed = {one.strip().lower() for one in answer.headers["Allow"].split(",")}
        described = methods | {"options"} | ({"head"} if "get" in methods else set())
        assert allowed == described, path


def test_a_path_that_is_not_described_does_not_exist(arena_server):
    assert arena_server.request("OPTIONS", "/v1/nothing-of-the-kind").status == 404
