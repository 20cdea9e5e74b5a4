"""The audit log tells of comments, follow-ups and webhooks as it tells of all else."""

import pytest

from running_arena import RunningArena
from test_audit import SECRET, World, doing


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as server:
        yield World(server)


def test_what_hangs_on_posts_and_who_is_told_is_there_too(world):
    done, path = doing(world), f"/v1/posts/{world.share()['id']}"
    said = done("POST", f"{path}/comments", "curator", {"body": SECRET},
                "comment.create", "comment", None, 1)
    said = f"/v1/comments/{said['id']}"
    done("PATCH", said, "curator", {"body": "Nytt."}, "comment.update", "comment", 1, 2)
    done("PATCH", said, "admin", {"state": "hidden", "reason": SECRET}, "comment.hidden",
         "comment", 2, 3)
    done("DELETE", said, "curator", None, "comment.delete", "comment", 3, None)
    follow = done("POST", f"{path}/follow-ups", "author", {"action": SECRET},
                  "follow-up.create", "follow-up", None, 1)
    follow = f"/v1/follow-ups/{follow['id']}"
    done("PATCH", follow, "author", {"state": "implemented"}, "follow-up.implemented",
         "follow-up", 1, 2)
    done("DELETE", follow, "author", None, "follow-up.delete", "follow-up", 2, None)
    hook = done("POST", "/v1/webhooks", "author", {"url": "https://example.org/"},
                "webhook.create", "webhook", None, 1)
    hook = f"/v1/webhooks/{hook['id']}"
    done("POST", f"{hook}/test", "author", {}, "webhook.test", "webhook", 1, None)
    done("POST", f"{hook}/rotate-secret", "author", {}, "webhook.rotate", "webhook", 1, 2)
    done("PATCH", hook, "author", {"state": "disabled"}, "webhook.update", "webhook", 2, 3)
    done("DELETE", hook, "author", None, "webhook.delete", "webhook", 3, None)
