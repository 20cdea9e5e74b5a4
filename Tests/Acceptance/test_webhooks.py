"""Webhooks arrive as Standard Webhooks signs them, each in order, whatever the receiver does."""

import json
import threading
import time
from datetime import datetime, timezone

import pytest
from standardwebhooks.webhooks import Webhook as Verifier, WebhookVerificationError

from running_arena import ROOT, RunningArena
from webhook_receiver import Receiver, free_port
from webhook_world import OPEN, World

ABSENT = "019b76da-a800-7c3d-a1f2-b3c4d5e6f708"


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path, **OPEN) as server:
        yield World(server)


def told(received, secret):
    """The body, verified by the public library."""
    return Verifier(secret).verify(received.body, received.headers)


def titles(received):
    return [json.loads(each.body)["data"].get("title") for each in received]


def test_every_event_arrives_signed_and_in_order(world):
    with Receiver() as receiver:
        hook = world.hook("member", receiver.url)
        post = world.share("Første")
        receiver.wait(1)
        assert world.ask("PATCH", f"/v1/posts/{post}", "author", {"title": "Endret"}).status == 200
        receiver.wait(2)
        assert world.ask("DELETE", f"/v1/posts/{post}", "author").status == 204
        many = [world.share(f"Nummer {number}") for number in range(20)]
        got = receiver.wait(23)
        bodies = [told(each, hook["secret"]) for each in got]
        assert [each["type"] for each in bodies[:3]] == [
            "post.published", "post.updated", "post.withdrawn"]
        # What is told is as it stands when it is told.
        assert bodies[0]["data"]["id"] == post and bodies[0]["data"]["arena"] == world.arena
        assert bodies[0]["data"]["url"] == f"/v1/posts/{post}"
        assert bodies[2]["data"] == {"id": post, "url": f"/v1/posts/{post}"}
        assert [each["data"]["id"] for each in bodies[3:]] == many
        first = got[0]
        assert first.headers["content-type"] == "application/json"
        assert first.headers["user-agent"].startswith("arena-webhooks/")
        assert len({each.headers["webhook-id"] for each in got}) == 23
        sent = int(first.headers["webhook-timestamp"])
        assert abs(sent - datetime.now(timezone.utc).timestamp()) < 60
        with pytest.raises(WebhookVerificationError):
            told(first, "whsec_" + "A" * 43 + "=")
        world.until(lambda: len(world.deliveries(hook)) == 23)
        newest = world.deliveries(hook)[0]
        assert newest["id"] == got[-1].headers["webhook-id"]
        assert (newest["state"], newest["status"], newest["attempts"]) == ("delivered", 204, 1)


def test_labels_decide_who_is_told_and_of_what(world):
    with Receiver() as member, Receiver() as outsider:
        world.hook("member", member.url)
        world.hook("outsider", outsider.url)
        clear = world.share("Åpen", "TLP:CLEAR")
        amber = world.share("Gul", "TLP:AMBER")
        world.share("Streng", "TLP:AMBER+STRICT")
        secret = world.share("Uten navn", "TLP:GREEN", attribution="chatham")
        kept = world.share("Utelatt", "TLP:GREEN", exclude=[world.ids["outsider"]])
        last = world.share("Siste")
        bodies = [json.loads(each.body) for each in member.wait(5)]
        assert [each["data"]["id"] for each in bodies] == [clear, amber, secret, kept, last]
        # Of AMBER ids only.
        assert bodies[1]["data"] == {"id": amber, "url": f"/v1/posts/{amber}",
                                     "arena": world.arena}
        assert bodies[0]["data"]["title"] == "Åpen" and bodies[0]["data"]["tlp"] == "TLP:CLEAR"
        assert bodies[2]["timestamp"].endswith("T00:00:00.000Z")
        seen = [json.loads(each.body)["data"]["id"] for each in outsider.wait(3)]
        assert seen == [clear, secret, last]
        for each in member.got + outsider.got:
            assert world.ids["author"].encode() not in each.body and b"author" not in each.body
        # A label that narrows takes the post away from whoever could read it, and says no more.
        assert world.ask("PATCH", f"/v1/posts/{last}", "author",
                         {"tlp": "TLP:AMBER", "title": "Hemmelig"}).status == 200
        gone = json.loads(outsider.wait(4)[3].body)
        assert gone["type"] == "post.withdrawn"
        assert gone["data"] == {"id": last, "url": f"/v1/posts/{last}"}


def test_rights_are_looked_at_when_it_is_told(world):
    """A member that was turned out hears no more of what was for members, however it is queued."""
    with Receiver(answers=[500]) as receiver:
        world.hook("member", receiver.url, events=["post.published"])
        world.share("Åpen", "TLP:CLEAR")
        receiver.wait(1)
        world.share("For medlemmer", "TLP:AMBER")
        gone = world.ask("DELETE", f"/v1/arenas/hjem/members/{world.ids['member']}", "admin")
        assert gone.status == 204
        world.share("Åpen igjen", "TLP:CLEAR")
        assert titles(receiver.wait(3)) == ["Åpen", "Åpen", "Åpen igjen"]


def test_a_webhook_is_narrowed_to_events_and_arenas(world):
    world.server.created("/v1/arenas", {"name": "Nabo", "slug": "nabo", "purpose": "p"},
                         world.server.admin)
    for name in ("author", "member"):
        world.ask("PUT", "/v1/arenas/nabo/members/me", name, {})
    with Receiver() as receiver:
        world.hook("member", receiver.url, events=["arena.updated", "organisation.joined"],
                   arenas=["hjem"])
        world.share()
        world.ask("PATCH", "/v1/arenas/nabo", "admin", {"purpose": "Annet."})
        world.ask("PATCH", "/v1/arenas/hjem", "admin", {"purpose": "Annet."})
        world.ask("PUT", "/v1/arenas/hjem/members/me", "outsider", {})
        bodies = [json.loads(each.body) for each in receiver.wait(2)]
        assert [each["type"] for each in bodies] == ["arena.updated", "organisation.joined"]
        assert bodies[0]["data"]["id"] == world.arena
        assert bodies[1]["data"] == {
            "id": world.ids["outsider"], "url": f"/v1/organisations/{world.ids['outsider']}",
            "arena": world.arena}


def reset(handler):
    """Ends in the middle of an answer."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.close()


def endless(handler):
    """A gigabyte, or as much of it as anybody takes."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(1 << 30))
    handler.end_headers()
    try:
        for _ in range(1 << 14):
            handler.wfile.write(b"x" * (1 << 16))
    except OSError:
        handler.close_connection = True


@pytest.mark.parametrize(("answer", "status", "error"), [
    (500, 500, None), ((302, {"Location": "http://127.0.0.1:1/"}), 302, None),
    (reset, None, "Transferred a partial file")])
def test_what_fails_is_tried_again_after_five_seconds(world, answer, status, error):
    with Receiver(answers=[answer]) as receiver:
        hook = world.hook("member", receiver.url)
        began = time.monotonic()
        world.share()
        receiver.wait(1)
        tried = world.until(lambda: [each for each in world.deliveries(hook) if each["attempts"]])
        assert (tried[0]["state"], tried[0]["status"], tried[0]["error"]) == (
            "pending", status, error)
        assert tried[0]["nextAttemptAt"] is not None
        world.share("Den neste")
        got = receiver.wait(3)
        assert 4 < time.monotonic() - began < 20
        # In order, and under the same id.
        ids = [each.headers["webhook-id"] for each in got]
        assert ids[0] == ids[1] != ids[2]
        assert got[0].headers["webhook-timestamp"] != got[1].headers["webhook-timestamp"]
        told(got[1], hook["secret"])


def test_a_receiver_that_answers_a_gigabyte_is_not_listened_to(world):
    with Receiver(answers=[endless]) as receiver:
        hook = world.hook("member", receiver.url)
        world.share("Første")
        world.share("Andre")
        receiver.wait(2)
        done = world.until(lambda: [each for each in world.deliveries(hook)
                                    if each["state"] == "delivered"])
        assert len(done[-1]["answer"]) == 1024


def test_silence_for_twenty_seconds_is_a_failure(world):
    over = threading.Event()

    def silent(handler):
        over.wait(20)
        handler.close_connection = True

    with Receiver(answers=[silent]) as receiver:
        hook = world.hook("member", receiver.url)
        began = time.monotonic()
        world.share()
        first, second = receiver.wait(2, seconds=60)
        assert 15 + 4 < time.monotonic() - began < 40
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        (done,) = world.until(lambda: [each for each in world.deliveries(hook)
                                       if each["state"] == "delivered"])
        assert done["attempts"] == 2
        over.set()


def test_retry_after_is_kept_to(world):
    with Receiver(answers=[(429, {"Retry-After": "3600"})]) as receiver:
        hook = world.hook("member", receiver.url)
        world.share()
        receiver.wait(1)
        (tried,) = world.until(
            lambda: [each for each in world.deliveries(hook) if each["attempts"]])
        pause = (datetime.fromisoformat(tried["nextAttemptAt"])
                 - datetime.fromisoformat(tried["attemptedAt"])).total_seconds()
        assert 3599 <= pause <= 3601 and tried["status"] == 429


def test_a_receiver_that_is_gone_is_told_no_more(world):
    with Receiver(answers=[410]) as receiver:
        hook = world.hook("member", receiver.url)
        path = f"/v1/webhooks/{hook['id']}"
        world.share()
        receiver.wait(1)
        off = world.until(lambda: world.ask("GET", path, "member").json()
                          if world.ask("GET", path, "member").json()["state"] == "disabled"
                          else None)
        assert off["disabledReason"] == "gone"
        missed = world.share("Den neste")
        test = world.ask("POST", f"{path}/test", "member")
        assert (test.status, test.json()["code"]) == (409, "illegal-state-change")
        # Its owner switches it on again, and it goes on with what it has missed.
        on = world.ask("PATCH", path, "member", {"state": "active"})
        assert (on.status, on.json()["disabledReason"]) == (200, None)
        got = [json.loads(each.body)["data"]["id"] for each in receiver.wait(3)]
        assert got[2] == missed


def test_a_slow_or_dead_receiver_delays_nobody_else(world):
    release = threading.Event()

    def silent(handler):
        release.wait(60)
        handler.send_response(204)
        handler.end_headers()

    with Receiver(answers=[silent]) as slow, Receiver() as quick:
        world.hook("member", slow.url)
        world.hook("member", f"http://127.0.0.1:{free_port()}/")
        world.hook("member", quick.url)
        began = time.monotonic()
        for number in range(10):
            world.share(f"Nummer {number}")
        quick.wait(10)
        assert time.monotonic() - began < 10
        assert len(slow.got) == 1
        release.set()
        slow.wait(10)


def test_nothing_is_lost_while_either_side_is_down(world):
    """The receiver is down for the whole life of a server that is killed and started again."""
    port = free_port()
    hook = world.hook("member", f"http://127.0.0.1:{port}/arena")
    posts = [world.share(f"Før {number}") for number in range(5)]
    world.until(lambda: [each for each in world.deliveries(hook) if each["attempts"]])
    world.server.restart_after_kill()
    posts += [world.share(f"Etter {number}") for number in range(5)]
    world.server.restart_after_kill()
    with Receiver(port) as receiver:
        got = receiver.wait(10)
        assert [json.loads(each.body)["data"]["id"] for each in got] == posts
        for each in got:
            told(each, hook["secret"])


def test_a_secret_is_shown_once_and_replaced_with_both_signing(world):
    key = {"Idempotency-Key": "krok"}
    with Receiver() as receiver:
        body = {"url": receiver.url}
        made = world.server.request("POST", "/v1/webhooks", body, world.tokens["member"],
                                    headers=key).json()
        again = world.server.request("POST", "/v1/webhooks", body, world.tokens["member"],
                                     headers=key).json()
        assert again["id"] == made["id"] and again["secret"] is None
        path = f"/v1/webhooks/{made['id']}"
        assert "secret" not in world.ask("GET", path, "member").json()
        rotated = world.ask("POST", f"{path}/rotate-secret", "member")
        assert rotated.status == 201 and rotated.json()["secret"] != made["secret"]
        world.share()
        (got,) = receiver.wait(1)
        assert len(got.headers["webhook-signature"].split(" ")) == 2
        told(got, made["secret"])
        told(got, rotated.json()["secret"])
        # As the README has receivers check it.
        readme = (ROOT / "README.md").read_text()
        recipe = {}
        exec(readme.split("```python\n")[1].split("```")[0], recipe)
        check = recipe["is_from_arena"]
        assert check(made["secret"], got.headers, got.body)
        assert check(rotated.json()["secret"], got.headers, got.body)
        assert not check(made["secret"], got.headers, got.body + b" ")
        old = {**got.headers, "webhook-timestamp": "1767225600"}
        assert not check(made["secret"], old, got.body)
        # No export, audit entry or log tells a secret.
        for text in (world.ask("GET", "/v1/export", "admin").body,
                     world.ask("GET", "/v1/audit", "admin").body,
                     world.server.log.read_bytes()):
            assert b"whsec_" not in text


def test_a_test_and_a_redelivery_come_at_once(world):
    with Receiver() as receiver:
        hook = world.hook("member", receiver.url)
        path = f"/v1/webhooks/{hook['id']}"
        ping = world.ask("POST", f"{path}/test", "member")
        assert ping.status == 202, ping.body
        assert ping.headers["Location"] == f"{path}/deliveries/{ping.json()['id']}"
        assert told(receiver.wait(1)[0], hook["secret"])["type"] == "webhook.test"
        world.share("Én")
        world.share("To")
        got = receiver.wait(3)
        name = got[1].headers["webhook-id"]
        world.until(lambda: len([each for each in world.deliveries(hook)
                                 if each["state"] == "delivered"]) == 3)
        one = world.ask("POST", f"{path}/deliveries/{name}/redeliver", "member")
        assert one.status == 202 and one.json()["requested"]
        assert receiver.wait(4)[3].headers["webhook-id"] == name
        world.until(lambda: all(each["state"] == "delivered" for each in world.deliveries(hook)))
        more = world.ask("POST", f"{path}/redeliver", "member",
                         {"since": "2026-01-01T00:00:00Z", "state": "delivered"})
        assert more.status == 202 and more.json() == {"count": 3}
        again = [each.headers["webhook-id"] for each in receiver.wait(7)[4:]]
        assert again == [each.headers["webhook-id"] for each in got]


def test_a_webhook_is_its_owners_affair(world):
    hook = world.hook("member", "http://127.0.0.1:9/")
    path = f"/v1/webhooks/{hook['id']}"
    for who, status in [("author", 404), ("member", 200), ("admin", 200), (None, 401)]:
        assert world.ask("GET", path, who).status == status, who
        assert world.ask("GET", f"{path}/deliveries", who).status == status, who
    assert world.ask("GET", "/v1/webhooks", "author").json()["items"] == []
    assert [each["id"] for each in world.ask("GET", "/v1/webhooks", "member").json()["items"]] == [
        hook["id"]]
    assert world.ask("POST", "/v1/webhooks", "admin", {"url": "http://127.0.0.1:9/"}).status == 422
    made = world.hook("admin", "http://127.0.0.1:9/", organisation=world.ids["author"])
    assert made["organisation"]["name"] == "author"
    assert world.ask("GET", f"{path}/deliveries/evt_0000000000000000", "member").status == 404
    assert world.ask("GET", f"/v1/webhooks/{ABSENT}", "member").status == 404
    assert world.ask("DELETE", path, "author").status == 404
    assert world.ask("DELETE", path, "member").status == 204
    assert world.ask("GET", path, "member").status == 404


def test_bad_input_names_the_field(world):
    for body, pointer, code in [
            ({}, "#/url", "required"), ({"url": "arena"}, "#/url", "not-a-url"),
            ({"url": "http://127.0.0.1:9/", "events": ["post.read"]}, "#/events/0",
             "not-a-choice"),
            ({"url": "http://127.0.0.1:9/", "arenas": ["borte"]}, "#/arenas/0", "unknown"),
            ({"url": "http://127.0.0.1:9/", "hemmelig": 1}, "#/hemmelig", "unknown-field")]:
        answer = world.ask("POST", "/v1/webhooks", "member", body)
        assert answer.status == 422, (body, answer.body)
        assert (pointer, code) in {(each["pointer"], each["code"])
                                   for each in answer.json()["errors"]}, answer.body
    for _ in range(20):
        world.hook("member", "http://127.0.0.1:9/")
    over = world.ask("POST", "/v1/webhooks", "member", {"url": "http://127.0.0.1:9/"})
    assert (over.status, over.json()["code"]) == (409, "too-many")
