"""Who has webhooks, and what there is to be told of."""

import time

OPEN = {"ARENA_WEBHOOK_ALLOW_HTTP": "on", "ARENA_WEBHOOK_PORTS": "any",
        "ARENA_WEBHOOK_ALLOW_CIDRS": "127.0.0.0/8"}


class World:
    """An author, a member and one that stands outside, and an arena of the first two."""

    def __init__(self, server):
        self.server = server
        self.ids, self.tokens = {}, {"admin": server.admin}
        for name in ("author", "member", "outsider"):
            made = server.created("/v1/organisations", {"name": name, "kind": "public"},
                                  server.admin)
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        self.arena = server.created(
            "/v1/arenas", {"name": "Hjem", "slug": "hjem", "purpose": "Øve."},
            server.admin)["id"]
        for name in ("author", "member"):
            self.ask("PUT", "/v1/arenas/hjem/members/me", name, {})

    def ask(self, method, path, who, body=None):
        return self.server.request(method, path, body, self.tokens.get(who))

    def hook(self, who, url, **more):
        made = self.ask("POST", "/v1/webhooks", who, {"url": url, **more})
        assert made.status == 201, made.body
        return made.json()

    def share(self, title="Nødstrøm", tlp="TLP:GREEN", **more):
        made = self.ask("POST", "/v1/arenas/hjem/posts", "author",
                        {"title": title, "body": "Halvfull tank.", "tlp": tlp, **more})
        assert made.status == 201, made.body
        return made.json()["id"]

    def deliveries(self, hook, who="member"):
        answer = self.ask("GET", f"/v1/webhooks/{hook['id']}/deliveries", who)
        assert answer.status == 200, answer.body
        return answer.json()["items"]

    def until(self, wanted, seconds=30):
        """What `wanted` gives, when that is something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := wanted():
                return found
        raise AssertionError(f"it did not come about; {self.server.log_tail()}")
