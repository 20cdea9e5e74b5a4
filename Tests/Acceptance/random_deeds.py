"""Deeds at random on a server, each a request whose ids are written as names, such as @p3."""

import json
import random
import re

LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]
MEMBER_LISTS = ["names", "count", "none"]
REUSE = ["inspired", "adapted", "copied"]
ORGANISATIONS = ["o0", "o1", "o2", "o3", "o4", "o5"]
CALLERS = ["anonymous", "admin", "narrowed", *ORGANISATIONS]
NAME = re.compile(r"(?<!\w)@(\w+)")


class Story:
    """What was asked, in order; told again without some of it on another server if need be."""

    def __init__(self, server):
        self.server, self.steps = server, []
        self.ids, self.tokens = {}, {"admin": server.admin, "anonymous": None}

    def ask(self, who, method, path, body=None, name=None):
        """What came, or None where somebody or something that it names is not there."""
        self.steps.append((who, method, path, body, name))
        text = json.dumps([path, body])
        named = NAME.findall(text)
        if who not in self.tokens or any(each not in self.ids for each in named):
            return None
        path, body = json.loads(NAME.sub(lambda found: self.ids[found[1]], text))
        kind = "application/x-ndjson" if path == "/v1/import" else "application/json"
        answer = self.server.request(method, path, body, self.tokens[who], kind)
        assert answer.status < 500, (self.steps[-1], answer.body)
        has_one = answer.body and answer.status < 300 and path != "/v1/import"
        made = answer.json() if has_one else None
        if made and name:
            self.ids[name] = made["id"]
            if "token" in made:
                self.tokens[name] = made["token"]
        return made or answer.status < 300

    def name(self, thing):
        return next((name for name, each in self.ids.items() if each == thing), thing)


class Deeds:
    """Does what it pleases; it knows roughly who is in which arena, and is refused at times."""

    def __init__(self, server, seed):
        self.random, self.story = random.Random(seed), Story(server)
        self.made = {kind: [] for kind in "apcfe"}
        self.owners, self.homes, self.members = {}, {}, {}
        # Whoever may not act, and arenas and posts where little can be done.
        self.idle, self.shut, self.adoptions = {"o5"}, set(), []
        self.pending = {"o5"}
        self.count = 0

    def ask(self, *request):
        return self.story.ask(*request)

    def make(self, kind, who, path, body):
        """Makes a thing by POST; its name where it was made."""
        self.count += 1
        name = f"{kind}{self.count}"
        if self.ask(who, "POST", path, body, name):
            self.made[kind].append(name)
            self.owners[name] = who
            return name
        return None

    def some(self, items, chance=0.3):
        return [each for each in items if self.random.random() < chance]

    def refs(self, names, chance=0.3):
        return [f"@{name}" for name in self.some(names, chance)]

    def known(self):
        """Without the one that is pending: a reference to it appears without a line."""
        return [name for name in ORGANISATIONS if name not in self.pending]

    def one(self, kind):
        # What is new is of more interest.
        made = [each for each in self.made[kind] if each not in self.shut]
        if not made or self.random.random() < 0.2:
            made = self.made[kind]
        return self.random.choice(made[-8:] if self.random.random() < 0.5 else made)

    def member(self, arena):
        """Mostly one of the arena's."""
        inside = sorted(self.members.get(arena, set()) - self.idle)
        if inside and self.random.random() < 0.9:
            return self.random.choice(inside)
        return self.anyone()

    def anyone(self):
        """Mostly one that may act."""
        busy = [each for each in ORGANISATIONS if each not in self.idle]
        if not busy or self.random.random() < 0.1:
            busy = ORGANISATIONS
        return self.random.choice(busy)

    def begin(self):
        choice = self.random.choice
        for name in ORGANISATIONS:
            # The last has to wait until an admin lets it in.
            self.ask("anonymous" if name == "o5" else "admin", "POST", "/v1/organisations", {
                "name": f"Org {name}", "kind": choice(["public", "private", "voluntary"]),
                "contact": f"post@{name}.no"}, name)
        for policy, who in [("open", "admin"), ("invite-only", "admin"), ("open", "o0"),
                            ("moderated", "admin")]:
            self.found(policy, who)
        for arena in self.made["a"]:
            for own in self.some(ORGANISATIONS[:-1], 0.6):
                self.ask("admin", "PUT", f"/v1/arenas/@{arena}/members/@{own}", {})
                self.join(arena, own)
        arenas = [f"@{arena}" for arena in self.made["a"][:2]]
        own = self.member(self.made["a"][1])
        self.ask(own, "POST", "/v1/tokens", {
            "name": "smal", "scopes": ["read"], "arenas": arenas}, "narrowed")
        for _ in range(6):
            self.post()

    def found(self, policy="open", who="o1"):
        self.make("a", who, "/v1/arenas", {
            "name": f"Arena {self.count}", "purpose": "Øve.", "joinPolicy": policy,
            "memberList": self.random.choice(MEMBER_LISTS), "widestTlp": "TLP:CLEAR"})
        if who != "admin":
            self.shut.add(self.made["a"][-1])

    def join(self, arena=None, own=None):
        arena, own = arena or self.one("a"), own or self.anyone()
        made = self.ask(own, "PUT", f"/v1/arenas/@{arena}/members/me", {
            "roleTitle": self.random.choice(["Leder", "Vakt"]), "answer": "Ja."})
        if made and made["state"] == "member":
            self.members.setdefault(arena, set()).add(own)

    def invite(self):
        arena = self.one("a")
        path = f"/v1/arenas/@{arena}/members/@{self.random.choice(self.known())}"
        self.ask(self.curator(arena), "PUT", path, {})

    def curator(self, arena):
        return "admin" if self.random.random() < 0.7 else self.member(arena)

    def decide(self):
        arena = self.one("a")
        own = self.random.choice([self.member(arena), self.anyone()])
        body = self.random.choice([
            {"state": "member"}, {"state": "rejected", "reason": "Fordi."}, {"curator": True},
            {"curator": True}, {"curator": False}, {"state": "removed"}, {"state": "invited"},
            {"roleTitle": "Sjef", "reason": "Nå."}])
        self.ask(self.curator(arena), "PATCH", f"/v1/arenas/@{arena}/members/@{own}", body)

    def leave(self):
        arena = self.one("a")
        own = self.member(arena)
        who, path = self.random.choice([(own, "me"), ("admin", f"@{own}")])
        if self.ask(who, "DELETE", f"/v1/arenas/@{arena}/members/{path}"):
            self.members.get(arena, set()).discard(own)

    def change_arena(self):
        arena = self.one("a")
        body = self.random.choice([
            {"purpose": "Lære."}, {"joinPolicy": "invite-only"}, {"joinPolicy": "open"},
            {"joinPolicy": "moderated", "joinQuestion": "Hvorfor?"}, {"memberList": "names"},
            {"memberList": "count"}, {"memberList": "none"}, {"state": "archived"},
            {"state": "open"}, {"state": "open"}, {"state": "open"},
            {"widestTlp": self.random.choice(LABELS)}, {"chair": f"@{self.member(arena)}"},
            {"charter": {"text": "Vi deler."}},
            {"competitionSensitive": True, "wordList": ["pris"]},
            {"competitionSensitive": False}, {"name": f"Ny {self.count}"}])
        if self.ask(self.curator(arena), "PATCH", f"/v1/arenas/@{arena}", body) and "state" in body:
            (self.shut.discard if body["state"] == "open" else self.shut.add)(arena)

    def archive(self):
        arena = self.one("a")
        self.ask("admin", "DELETE", f"/v1/arenas/@{arena}")
        self.shut.add(arena)

    def cosign(self):
        arena, own = self.one("a"), self.anyone()
        method = self.random.choice(["PUT", "PUT", "DELETE"])
        self.ask(own, method, f"/v1/arenas/@{arena}/cosigners/me")

    def content(self, own):
        """Fields that an author may give and change, each now and then."""
        choice, some = self.random.choice, self.some
        arenas = [each for each in self.made["a"] if own in self.members.get(each, ())]
        fields = {
            "title": choice(["Nødstrøm", "Varsling", "Pris"]), "body": choice(["Kort.", "Pris."]),
            "lang": choice(["nb", "en"]), "context": choice(["exercise", "incident", None]),
            "outcome": choice(["success", "failure", None]),
            "innovationTypes": some(["product", "service"]),
            "drivers": some(["goals", "technology"]), "values": some(["quality", "other"]),
            "origin": choice(["first", "adapted", "unknown"]),
            "collaborators": [{"organisation": each} for each in self.refs(self.known(), 0.2)],
            "basedOn": [{"post": each, "kind": choice(REUSE)}
                        for each in self.refs(self.made["p"][-6:], 0.2)],
            "lesson": choice([None, {"observation": "Mørkt."}, {
                "observation": "Mørkt.", "conclusion": "Lys.", "recommendation": "Lykt."}]),
            "tags": some(["aggregat", "lys"]), "tlp": choice(LABELS),
            "exclude": self.refs(self.known(), 0.2), "alsoIn": self.refs(arenas, 0.3)}
        return {name: fields[name] for name in some(fields, 0.35)}

    def post(self):
        arena = self.one("a")
        own = self.member(arena)
        body = {"title": "Nødstrøm", "body": "Halvfull tank.", **self.content(own),
                "tlp": self.random.choice(LABELS), "declaration": True,
                "attribution": self.random.choice(["named", "named", "chatham"])}
        if body["tlp"] == "TLP:CLEAR":
            body.pop("exclude", None)
        if f"@{arena}" in body.get("alsoIn", []):
            body["alsoIn"].remove(f"@{arena}")
        post = self.make("p", own, f"/v1/arenas/@{arena}/posts", body)
        self.homes[post] = arena

    def change_post(self):
        post = self.one("p")
        body = self.content(self.owners[post])
        if body.get("tlp") == "TLP:CLEAR":
            body["exclude"] = []
        who = self.owners[post] if self.random.random() < 0.8 else "admin"
        self.ask(who, "PATCH", f"/v1/posts/@{post}", body)

    def curate_post(self):
        post = self.one("p")
        body = self.random.choice([
            {"state": "hidden", "reason": "Fordi."}, {"state": "held", "reason": "Vent."},
            {"state": "published"}, {"state": "published"}, {"pinned": True},
            {"featured": True}, {"pinned": False}, {"tags": ["valgt"]}])
        self.ask(self.curator(self.homes[post]), "PATCH", f"/v1/posts/@{post}", body)

    def retract(self):
        post = self.one("p")
        if self.ask(self.owners[post], "DELETE", f"/v1/posts/@{post}"):
            self.shut.add(post)

    def widen(self):
        post = self.one("p")
        asker = self.reader(post)
        body = {"tlp": self.random.choice(LABELS[:3]), "reason": "Nyttig."}
        self.count += 1
        name = f"r{self.count}"
        if self.ask(asker, "POST", f"/v1/posts/@{post}/release-requests", body, name):
            self.ask(self.owners[post], "PATCH", f"/v1/release-requests/@{name}",
                     {"state": "granted", "outcome": "Ja."})

    def comment(self):
        post = self.one("p")
        who = self.random.choice([self.owners[post], self.reader(post)])
        self.make("c", who, f"/v1/posts/@{post}/comments", {
            "body": self.random.choice(["Ja.", "Pris."])})

    def change_comment(self):
        if not self.made["c"]:
            return
        comment = self.one("c")
        body = self.random.choice([
            {"body": "Nei."}, {"state": "hidden", "reason": "Fordi."}, {"state": "published"},
            {"state": "held", "reason": "Vent."}, None])
        owner = self.owners[comment]
        who = "admin" if body and "state" in body else owner
        self.ask(who, "PATCH" if body else "DELETE", f"/v1/comments/@{comment}", body)

    def follow_up(self):
        post = self.one("p")
        who = self.random.choice([self.owners[post], self.reader(post)])
        self.make("f", who, f"/v1/posts/@{post}/follow-ups", {
            "action": "Øve.", "state": self.random.choice(["open", "validated"])})

    def change_follow_up(self):
        if not self.made["f"]:
            return
        follow_up = self.one("f")
        body = self.random.choice([
            {"state": "implemented"}, {"state": "validated", "evidence": "Lyset."},
            {"action": "Øve mer."}, {"due": "2031-01-01", "ownerRole": "Vakt"}, None])
        self.ask(self.owners[follow_up], "PATCH" if body else "DELETE",
                 f"/v1/follow-ups/@{follow_up}", body)

    def adopt(self):
        post = self.one("p")
        own, choice = self.reader(post), self.random.choice
        results = [each for each in self.made["p"] if self.owners[each] == own]
        body = {"kind": choice(REUSE), "state": choice(["planned", "implemented"]),
                "note": choice([None, "Virker."])}
        if results and self.random.random() < 0.4:
            body["resultingPost"] = f"@{choice(results)}"
        self.count += 1
        path = f"/v1/posts/@{post}/adoptions/me"
        if self.ask(own, "PUT", path, body, f"d{self.count}"):
            self.adoptions.append((own, path))

    def reader(self, post):
        """Mostly another than the author."""
        others = [self.member(self.homes[post]) for _ in range(4)]
        return next((each for each in others if each != self.owners[post]), others[0])

    def drop_adoption(self):
        if self.adoptions:
            own, path = self.random.choice(self.adoptions)
            self.ask(own, "DELETE", path)

    def event(self):
        arena = self.one("a")
        event = self.make("e", self.curator(arena), f"/v1/arenas/@{arena}/events", {
            "title": "Øvelse", "startsAt": "2031-03-01T09:00:00Z",
            "rule": self.random.choice(["open", "chatham"]),
            "tlp": self.random.choice(LABELS)})
        self.homes[event] = arena

    def change_event(self):
        if not self.made["e"]:
            return
        event = self.one("e")
        body = self.random.choice([
            {"title": "Møte"}, {"tlp": self.random.choice(LABELS)}, {"rule": "open"},
            {"rule": "chatham"}, {"state": "cancelled"}, {"state": "planned"},
            {"place": "Oslo", "startsAt": "2031-03-02T09:00:00Z"}, None])
        self.ask(self.curator(self.homes[event]), "PATCH" if body else "DELETE",
                 f"/v1/events/@{event}", body)

    def attend(self):
        if not self.made["e"]:
            return
        event = self.one("e")
        own, path = self.member(self.homes[event]), f"/v1/events/@{event}/attendees/me"
        if self.random.random() < 0.3:
            self.ask(own, "DELETE", path)
        else:
            self.count += 1
            self.ask(own, "PUT", path, {"persons": self.random.randint(1, 9)}, f"t{self.count}")

    def wall(self):
        own = self.anyone()
        others = [each for each in self.known() if each != own]
        self.ask(own, "PATCH", "/v1/organisations/me", {"walls": self.refs(others, 0.25)})

    def change_organisation(self):
        own, choice = self.anyone(), self.random.choice
        body = choice([
            {"contact": f"vakt@{own}.no"}, {"contact": None}, {"about": "Om oss."},
            {"defaultTlp": choice(LABELS)}, {"defaultAttribution": "chatham"},
            {"regions": self.some(["NO-03", "NO-11"], 0.5)}, {"name": f"Nye {own}"}])
        self.ask(own, "PATCH", "/v1/organisations/me", body)

    def judge_organisation(self):
        own = self.random.choice([*ORGANISATIONS, "o4", *sorted(self.idle) * 4])
        state = "active" if own in self.idle else "suspended"
        (self.idle.remove if own in self.idle else self.idle.add)(own)
        self.pending.discard(own)
        self.ask("admin", "PATCH", f"/v1/organisations/@{own}", {"state": state})

    def forget_contact(self):
        own = self.random.choice(ORGANISATIONS)
        self.ask("admin", "POST", "/v1/privacy/erase", {"email": f"post@{own}.no"})

    def bring(self):
        """A line of an import, which changes what it names."""
        kind, made, body = self.random.choice([
            ("post", "p", self.content("o0")), ("arena", "a", {"memberList": "names"}),
            ("comment", "c", {"body": "Tja."}), ("event", "e", {"tlp": "TLP:AMBER"}),
            ("follow-up", "f", {"action": "Se."})])
        if self.made[made]:
            thing = f"@{self.one(made)}"
            self.ask("admin", "POST", "/v1/import", {"type": kind, "id": thing, **body})

    def snapshot(self):
        self.ask("admin", "POST", "/v1/snapshots")

    def upheave(self):
        """What has everybody begin anew."""
        old, new = self.one("a"), self.one("a")
        if self.random.random() < 0.5:
            self.ask("admin", "POST", f"/v1/arenas/@{old}/merge", {"into": f"@{new}"})
        elif self.random.random() < 0.5:
            self.ask("admin", "DELETE", f"/v1/arenas/@{old}?purge=true")
        else:
            posts = self.random.choice(["keep", "delete"])
            self.ask("admin", "DELETE", f"/v1/organisations/@o3?posts={posts}")

    def go_on(self):
        """One deed."""
        kinds = {
            self.post: 11, self.change_post: 12, self.curate_post: 7, self.retract: 2,
            self.widen: 2, self.comment: 7, self.change_comment: 5, self.follow_up: 4,
            self.change_follow_up: 4, self.adopt: 6, self.drop_adoption: 3, self.event: 4,
            self.change_event: 5, self.attend: 6, self.join: 7, self.invite: 3, self.decide: 6,
            self.leave: 4, self.change_arena: 8, self.archive: 0.5, self.cosign: 2,
            self.wall: 5, self.change_organisation: 3, self.judge_organisation: 5,
            self.forget_contact: 1, self.found: 0.3, self.bring: 2, self.snapshot: 1,
            self.upheave: 0.2}
        (deed,) = self.random.choices(list(kinds), list(kinds.values()))
        deed()
