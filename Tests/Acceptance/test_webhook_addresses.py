"""No webhook reaches what only this machine or its neighbours can: nothing leaves for there."""

import json
import socket
import threading

import pytest

from failing_disk import library
from running_arena import RunningArena
from webhook_receiver import Receiver
from webhook_world import World

OPEN = {"ARENA_WEBHOOK_ALLOW_HTTP": "on", "ARENA_WEBHOOK_PORTS": "any"}
BLOCKED = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
    "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.7", "224.0.0.1", "240.0.0.1", "[::]", "[::1]", "[fc00::1]", "[fe80::1]",
    "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[2001::1]", "[64:ff9b:1::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    "[::127.0.0.1]", "localhost", "localhost.", "LOCALHOST", "arena.localhost"]
SPELLED = ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.01", "[127.0.0.1]",
           "0x7f.1"]


class Listener:
    """Listens on an address and counts who comes."""

    def __init__(self, host):
        self._socket = socket.create_server((host, 0))
        self.port = self._socket.getsockname()[1]
        self.came = 0
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.came += 1
            connection.close()

    def close(self):
        self._socket.close()


@pytest.fixture
def closed(tmp_path):
    """A server that opens no private address."""
    with RunningArena(tmp_path, **OPEN, LD_PRELOAD=str(library("names"))) as server:
        yield World(server)


@pytest.mark.parametrize(("hosts", "code"), [(BLOCKED, "url-private"), (SPELLED, "url-spelling")])
def test_a_plainly_private_address_is_refused_when_it_is_made(closed, hosts, code):
    listener = Listener("127.0.0.1")
    for host in hosts:
        answer = closed.ask("POST", "/v1/webhooks", "member",
                            {"url": f"http://{host}:{listener.port}/"})
        assert answer.status == 422, (host, answer.body)
        assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [
            ("#/url", code)], host
    for url, wrong in [("ftp://example.org/", "not-a-url"), ("https://a@example.org/", "not-a-url"),
                       ("https://example.org/#a", "not-a-url")]:
        answer = closed.ask("POST", "/v1/webhooks", "member", {"url": url})
        assert answer.status == 422 and answer.json()["errors"][0]["code"] == wrong, answer.body
    closed.share(tlp="TLP:CLEAR")
    assert listener.came == 0
    listener.close()


def refused(world, hook):
    """Waits until the hook has been tried, and expects that nothing was sent."""
    (tried,) = world.until(lambda: [each for each in world.deliveries(hook) if each["attempts"]])
    assert (tried["status"], tried["error"]) == (None, "the address may not be sent to")


def test_a_name_that_leads_to_a_private_address_is_not_followed(closed):
    listener = Listener("127.0.0.1")
    hook = closed.hook("member", f"http://fixed.test:{listener.port}/")
    closed.share(tlp="TLP:CLEAR")
    refused(closed, hook)
    assert listener.came == 0
    listener.close()


def test_a_name_that_turns_between_two_attempts_is_looked_at_again(tmp_path):
    """127.0.0.2 is opened, 127.0.0.1 is not: the name leads to the one and then to the other."""
    with RunningArena(tmp_path, **OPEN, ARENA_WEBHOOK_ALLOW_CIDRS="127.0.0.2/32",
                      LD_PRELOAD=str(library("names"))) as server:
        world = World(server)
        opened = Listener("127.0.0.2")
        private = socket.create_server(("127.0.0.1", opened.port))
        private.settimeout(0)
        hook = world.hook("member", f"http://turning.test:{opened.port}/")
        world.share(tlp="TLP:CLEAR")
        first = world.until(lambda: [each for each in world.deliveries(hook) if each["attempts"]])
        assert first[0]["error"] != "the address may not be sent to" and opened.came == 1
        second = world.until(lambda: [each for each in world.deliveries(hook)
                                      if each["attempts"] == 2])
        assert second[0]["error"] == "the address may not be sent to"
        with pytest.raises(BlockingIOError):
            private.accept()
        opened.close()
        private.close()


def test_a_redirect_leads_nowhere(tmp_path):
    with RunningArena(tmp_path, **OPEN, ARENA_WEBHOOK_ALLOW_CIDRS="127.0.0.0/8") as server:
        world, listener = World(server), Listener("127.0.0.1")
        location = {"Location": f"http://127.0.0.1:{listener.port}/"}
        with Receiver(answers=[(307, location)]) as receiver:
            hook = world.hook("member", receiver.url)
            world.share(tlp="TLP:CLEAR")
            receiver.wait(1)
            (tried,) = world.until(
                lambda: [each for each in world.deliveries(hook) if each["attempts"]])
            assert tried["status"] == 307 and listener.came == 0
        listener.close()


def test_plain_http_and_odd_ports_are_refused_where_nobody_opened_them(tmp_path):
    with RunningArena(tmp_path) as server:
        world = World(server)
        for url, code in [("http://example.org/", "url-not-https"),
                          ("https://example.org:22/", "url-port")]:
            answer = world.ask("POST", "/v1/webhooks", "member", {"url": url})
            assert answer.status == 422, answer.body
            problem = answer.json()["errors"][0]
            assert (problem["pointer"], problem["code"]) == ("#/url", code)
        assert "443, 80, 8443" in json.dumps(problem)
