"""Webhooks check who answers: by the system's certificates, and by those of a setting."""

import ssl
import subprocess

import pytest

from running_arena import RunningArena
from webhook_receiver import Receiver
from webhook_world import World

OPEN = {"ARENA_WEBHOOK_PORTS": "any", "ARENA_WEBHOOK_ALLOW_CIDRS": "127.0.0.0/8"}


@pytest.fixture
def certificate(tmp_path):
    """Its own authority, for 127.0.0.1 alone."""
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made,
         "-days", "2", "-subj", "/CN=arena test", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return made, context


def attempt(folder, url, **settings):
    """The delivery of one post to a URL, once it was tried."""
    folder.mkdir()
    with RunningArena(folder, **OPEN, **settings) as server:
        world = World(server)
        hook = world.hook("member", url)
        world.share(tlp="TLP:CLEAR")
        (tried,) = world.until(
            lambda: [each for each in world.deliveries(hook) if each["attempts"]])
        return tried


def test_only_who_has_a_trusted_certificate_is_told(tmp_path, certificate):
    made, context = certificate
    with Receiver(tls=context) as receiver:
        trusted = attempt(tmp_path / "trusted", receiver.url, ARENA_WEBHOOK_CA_FILE=str(made))
        assert (trusted["state"], trusted["status"]) == ("delivered", 204)
        assert len(receiver.got) == 1
        # Nobody knows the authority.
        unknown = attempt(tmp_path / "unknown", receiver.url)
        assert unknown["status"] is None and "certificate" in unknown["error"].lower()
        # Nor is it the name that the certificate is for.
        other = attempt(tmp_path / "other", receiver.url.replace("127.0.0.1", "127.0.0.2"),
                        ARENA_WEBHOOK_CA_FILE=str(made))
        assert other["status"] is None
        assert len(receiver.got) == 1


def test_a_receiver_without_tls_is_told_nothing(tmp_path):
    with Receiver() as receiver:
        url = receiver.url.replace("http://", "https://")
        assert attempt(tmp_path / "plain", url)["status"] is None
        assert receiver.got == []
