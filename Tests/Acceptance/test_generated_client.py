"""A client generated from the description of the API does the main job."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "openapi-python-client"
PACKAGE = "arena_generated_client"


@pytest.fixture(scope="module")
def generated(arena_server, tmp_path_factory):
    """A function that imports a module of the generated package."""
    folder = tmp_path_factory.mktemp("client")
    description = folder / "openapi.json"
    description.write_bytes(arena_server.request("GET", "/openapi.json").body)
    # Its formatter stands beside it.
    made = subprocess.run(
        [PROGRAM, "generate", "--path", description, "--output-path", folder / PACKAGE,
         "--meta", "none"],
        capture_output=True, text=True, check=False,
        env={"PATH": f"{PROGRAM.parent}:/usr/bin:/bin"})
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    yield lambda name: importlib.import_module(f"{PACKAGE}.{name}")
    sys.path.remove(str(folder))


@pytest.fixture
def call(generated):
    """A function that runs an operation, gives its parsed answer and expects its status."""

    def run(operation, *arguments, status=200, **named):
        answer = generated(f"api.{operation}").sync_detailed(*arguments, **named)
        assert answer.status_code == status, answer.content
        return answer.parsed

    return run


@pytest.fixture
def client(arena_server, generated):
    """A function that makes a client with a token."""
    kinds = generated("client")
    base = {"base_url": arena_server.base_url, "raise_on_unexpected_status": True}
    return lambda token: kinds.AuthenticatedClient(token=token, **base)


def test_the_main_job(arena_server, generated, call, client):
    models = generated("models")
    admin = client(arena_server.admin)
    tokens = [
        call("organisations.create_organisation", client=admin, status=201,
             body=models.OrganisationRequest.from_dict({"name": name, "kind": "public"})).token
        for name in ("Bergen brannvesen", "Norsk Folkehjelp")]
    author, reader = map(client, tokens)
    arena = call(
        "arenas.create_arena", client=admin, status=201, body=models.ArenaRequest.from_dict(
            {"name": "Redning i vest", "purpose": "Å lære.", "joinPolicy": "open"}))
    for who in (author, reader):
        call("members.put_member", arena.id, "me", client=who, status=201,
             body=models.JoinRequestRequest())
    draft = models.PostDraftRequest.from_dict(
        {"title": "Nødstrøm i 72 timer", "body": "Halvfull tank.", "tlp": "TLP:GREEN"})
    posts = [
        call("posts.create_post", arena.id, client=author, status=201, body=draft,
             idempotency_key="en-gang") for _ in range(2)]
    assert posts[0].id == posts[1].id
    assert call("posts.get_post", posts[0].id, client=reader).title == draft.title
    adoption = call(
        "adoptions.put_adoption", posts[0].id, "me", client=reader, status=201,
        body=models.AdoptionRequest.from_dict({"kind": "adapted", "state": "implemented"}))
    assert adoption.kind.value == "adapted"
    page = call("posts.list_arena_posts", arena.id, client=reader, limit=1)
    assert [post.id for post in page.items] == [posts[0].id] and page.next_cursor is None
    barometer = call("barometer.get_barometer", client=reader)
    assert barometer.indicators.to_dict()
    found = call("match.match_arenas", client=reader)
    assert isinstance(found.items, list)


def test_a_problem_is_parsed(generated, call, client, arena_server):
    models = generated("models")
    problem = call(
        "arenas.create_arena", client=client(arena_server.admin), status=422,
        body=models.ArenaRequest.from_dict({"name": "", "purpose": "Å lære."}))
    assert isinstance(problem, models.Problem)
    assert problem.code == "validation-error" and problem.errors[0].pointer == "#/name"
