"""Random worlds, made on a server through its API and kept as plain data beside it."""

import http.client
import json
import random

from visibility_oracle import (
    STRICTNESS as LABELS, Arena, Attached, Matter, Organisation, Post, Viewer, World)


class Builder:
    """Makes one random world on a server, and the same as plain data."""

    def __init__(self, server, seed):
        self.server, self.random, self.seed = server, random.Random(seed), seed
        self.world, self.tokens, self.count = World(), {}, 0
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.viewers = [Viewer("anonymous"), Viewer("admin", admin=True)]
        self.tokens["admin"] = server.admin

    def ask(self, method, path, token=None, body=None):
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def do(self, method, path, who, body=None, allowed=(200, 201, 204)):
        status, content, _ = self.ask(method, path, self.tokens[who], body)
        assert status in allowed, (self.seed, method, path, who, body, content)
        return json.loads(content) if content and status < 300 else None

    def word(self, kind):
        """A word that stands nowhere else."""
        self.count += 1
        return f"{kind}{self.seed}q{self.count}q"

    def some(self, items, chance):
        return [each for each in items if self.random.random() < chance]

    def build(self):
        for _ in range(6):
            self.organisation()
        for policy in ("open", "open", "invite-only", "moderated"):
            self.arena(policy)
        for _ in range(14):
            self.post()
        self.walls()
        self.bring_up()
        self.attach()
        self.relabel()
        self.curate()
        self.adopt()
        self.leave()
        self.suspend()
        self.narrow()
        return self

    def organisation(self):
        name = self.word("org")
        made = self.do("POST", "/v1/organisations", "admin", {"name": name, "kind": "public"})
        self.tokens[made["id"]] = made["token"]
        self.world.organisations[made["id"]] = Organisation(made["id"], name)
        self.viewers.append(Viewer(name, made["id"]))
        if self.random.random() < 0.5:
            # Some have walls from the beginning: those of a Chatham House post are frozen.
            self.wall(made["id"])

    def wall(self, own):
        others = [each for each in self.world.organisations if each != own]
        walls = self.some(others, 0.2)
        self.do("PATCH", f"/v1/organisations/{own}", own, {"walls": walls})
        self.world.organisations[own].walls = set(walls)

    def walls(self):
        for own in self.some(list(self.world.organisations), 0.3):
            self.wall(own)

    def arena(self, policy):
        name = self.word("are")
        listing = self.random.choice(["names", "count", "none"])
        made = self.do("POST", "/v1/arenas", "admin", {
            "name": name, "purpose": "Øve.", "joinPolicy": policy, "memberList": listing,
            "widestTlp": "TLP:CLEAR"})
        arena = Arena(made["id"], made["slug"], name, policy, member_list=listing)
        self.world.arenas[arena.id] = arena
        for own in self.some(list(self.world.organisations), 0.55):
            path = f"/v1/arenas/{arena.id}/members/{own}"
            if policy != "open":
                self.do("PUT", path, "admin", {})
                arena.members[own] = "invited"
                if self.random.random() < 0.2:
                    continue
            self.do("PUT", f"/v1/arenas/{arena.id}/members/me", own, {})
            arena.members[own] = "member"
            if self.random.random() < 0.25:
                self.do("PATCH", path, "admin", {"curator": True})
                arena.curators.add(own)

    def post(self):
        homes = [(arena, own) for arena in self.world.arenas.values()
                 for own, state in arena.members.items() if state == "member"]
        if not homes:
            return
        home, author = self.random.choice(homes)
        tlp, chatham = self.random.choice(LABELS), self.random.random() < 0.3
        others = [arena.id for arena in self.world.arenas.values()
                  if arena.id != home.id and arena.policy != "invite-only"
                  and arena.members.get(author) == "member"]
        also = self.some(others, 0.4) if home.policy != "invite-only" else []
        outside = [each for each in self.world.organisations if each != author]
        exclude = self.some(outside, 0.15) if tlp != "TLP:CLEAR" else []
        viewer = Viewer("author", author)
        based = [post.id for post in self.world.posts.values() if self.world.sees(viewer, post)]
        based = self.some(based, 0.15)
        secret = self.word("sec")
        made = self.do("POST", f"/v1/arenas/{home.id}/posts", author, {
            "title": secret, "body": f"Om {secret}.", "tlp": tlp, "alsoIn": also,
            "attribution": "chatham" if chatham else "named", "exclude": exclude,
            "tags": [secret], "basedOn": [{"post": each} for each in based]})
        walls = frozenset(self.world.organisations[author].walls) if chatham else frozenset()
        self.world.posts[made["id"]] = Post(
            made["id"], secret, home.id, author, tlp, chatham, tuple(also), frozenset(exclude),
            walls, based_on=tuple(based))

    def bring_up(self):
        for post in self.world.posts.values():
            for own in self.some(list(self.world.organisations), 0.1):
                if own == post.author or not self.world.sees(Viewer("own", own), post):
                    continue
                secret = self.word("mat")
                wider = LABELS[:LABELS.index(post.tlp)]
                if wider and self.random.random() < 0.5:
                    kind, path = "request", f"/v1/posts/{post.id}/release-requests"
                    body = {"tlp": self.random.choice(wider), "reason": secret}
                else:
                    kind, path = "report", "/v1/reports"
                    body = {"post": post.id, "reason": secret}
                made = self.do("POST", path, own, body)
                self.world.matters.append(Matter(made["id"], secret, kind, post, own))

    def attach(self):
        """Comments and follow-ups by whoever may read, the author most of all."""
        for post in self.world.posts.values():
            for own in list(self.world.organisations):
                if self.random.random() > (0.6 if own == post.author else 0.15):
                    continue
                if not self.world.sees(Viewer("own", own), post):
                    continue
                secret = self.word("att")
                kind = self.random.choice(["comments", "follow-ups"])
                told = {"body": secret} if kind == "comments" else {
                    "action": secret, "state": self.random.choice(["open", "validated"])}
                made = self.do("POST", f"/v1/posts/{post.id}/{kind}", own, told)
                each = Attached(made["id"], secret, kind, post, own, post.tlp, post.also_in,
                                post.exclude)
                self.world.attached.append(each)
                if kind == "comments" and self.random.random() < 0.2:
                    each.state = "hidden"
                    self.do("PATCH", f"/v1/comments/{each.id}", "admin",
                            {"state": "hidden", "reason": "Fordi."})

    def relabel(self):
        """The author gives a post another label, and what hangs on it keeps its own."""
        for post in self.some(list(self.world.posts.values()), 0.25):
            tlp = self.random.choice(LABELS)
            body = {"tlp": tlp} if tlp != "TLP:CLEAR" else {"tlp": tlp, "exclude": []}
            self.do("PATCH", f"/v1/posts/{post.id}", post.author, body)
            post.tlp = tlp
            if tlp == "TLP:CLEAR":
                post.exclude = frozenset()

    def curate(self):
        for post in self.some(list(self.world.posts.values()), 0.3):
            post.state = self.random.choice(["held", "hidden", "retracted"])
            if post.state == "retracted":
                self.do("DELETE", f"/v1/posts/{post.id}", post.author)
            else:
                self.do("PATCH", f"/v1/posts/{post.id}", "admin",
                        {"state": post.state, "reason": "Fordi."})

    def adopt(self):
        for post in self.world.posts.values():
            for own in self.some(list(self.world.organisations), 0.2):
                readable = self.world.sees(Viewer("own", own), post)
                if own == post.author or not readable or post.state != "published":
                    continue
                self.do("PUT", f"/v1/posts/{post.id}/adoptions/me", own, {"kind": "copied"})
                post.adoptions[own] = True

    def leave(self):
        for arena in self.world.arenas.values():
            for own in self.some(list(arena.members), 0.15):
                if own in arena.curators or arena.members[own] != "member":
                    continue
                self.do("DELETE", f"/v1/arenas/{arena.id}/members/me", own)
                arena.members[own] = "left"

    def suspend(self):
        for own in self.some(list(self.world.organisations), 0.15):
            self.do("PATCH", f"/v1/organisations/{own}", "admin", {"state": "suspended"})
            self.world.organisations[own].state = "suspended"
        name = self.word("org")
        status, content, _ = self.ask(
            "POST", "/v1/organisations", None, {"name": name, "kind": "public"})
        assert status == 201, content
        made = json.loads(content)
        self.tokens[made["id"]] = made["token"]
        self.world.organisations[made["id"]] = Organisation(made["id"], name, "pending")
        self.viewers.append(Viewer(name, made["id"]))

    def narrow(self):
        active = [each for each in self.world.organisations.values() if each.state == "active"]
        if not active:
            return
        own = self.random.choice(active).id
        visible = [each for each in self.world.arenas
                   if self.world.sees_arena(Viewer("own", own), each)]
        chosen = self.random.sample(visible, min(2, len(visible)))
        made = self.do("POST", "/v1/tokens", own, {"arenas": chosen, "scopes": ["read"]})
        self.tokens["narrowed"] = made["token"]
        self.viewers.append(Viewer("narrowed", own, frozenset(chosen)))
