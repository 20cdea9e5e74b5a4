"""The audit log: complete, without content, exposing no one, and in a chain that tells of every
change to it."""

import hashlib
import json
import random
import subprocess

import pytest

from running_arena import BINARY, RunningArena

SECRET = "hemmelig-innhold-47"
POST = {"title": SECRET, "body": SECRET, "tlp": "TLP:AMBER", "tags": [SECRET]}


class World:
    """An arena with a curator and an author, and one that stands outside."""

    def __init__(self, server):
        self.server = server
        self.ids, self.tokens, self.told = {}, {"admin": server.admin}, []
        for name in ("curator", "author", "outsider"):
            made = self.ask("POST", "/v1/organisations", "admin",
                            {"name": name, "kind": "private", "about": SECRET}).json()
            self.ids[name], self.tokens[name] = made["id"], made["token"]
        for slug in ("hjem", "annen"):
            made = self.ask("POST", "/v1/arenas", "admin",
                            {"name": slug, "slug": slug, "purpose": SECRET}).json()
            self.ids[slug] = made["id"]
        for name in ("curator", "author"):
            self.ask("PUT", "/v1/arenas/hjem/members/me", name)
        self.ask("PUT", "/v1/arenas/annen/members/me", "outsider")
        self.ask("PATCH", f"/v1/arenas/hjem/members/{self.ids['curator']}", "admin",
                 {"curator": True})

    def ask(self, method, path, who, body=None, status=None, **headers):
        answer = self.server.request(method, path, body, self.tokens.get(who), headers=headers)
        assert answer.status == status if status else answer.status < 400, answer.body
        if answer.status < 300:
            self.told.append((answer.headers["X-Request-Id"], method, path))
        return answer

    def share(self, who="author", arena="hjem", **change):
        return self.ask("POST", f"/v1/arenas/{arena}/posts", who, {**POST, **change}).json()

    def log(self, who="admin", query=""):
        """Oldest first."""
        return self.server.items("/v1/audit" + query, self.tokens[who])[::-1]


@pytest.fixture
def world(tmp_path):
    with RunningArena(tmp_path) as server:
        yield World(server)


def last(world, action):
    entries = [each for each in world.log() if each["action"] == action]
    assert entries, action
    return entries[-1]


def doing(world):
    """A function that writes, and finds in the log what its entry must say."""

    def done(method, path, who, body, action, kind, before, after):
        answer = world.ask(method, path, who, body)
        entry = last(world, action)
        assert entry["requestId"] == answer.headers["X-Request-Id"]
        assert entry["network"] == "127.0.0.0"
        if who == "admin":
            assert entry["actor"] == {"kind": "admin", "organisation": None, "token": None}
        else:
            assert entry["actor"]["kind"] == "organisation"
            assert entry["actor"]["organisation"]["id"] == world.ids[who]
            assert entry["actor"]["token"]
        found = [each for each in entry["resources"] if each["type"] == kind]
        assert [(each["revisionBefore"], each["revisionAfter"]) for each in found] == [
            (before, after)], entry
        return answer.json() if answer.body else None

    return done


def test_every_write_is_there_with_who_what_and_by_which_request(world):
    done, post = doing(world), world.share()
    path = f"/v1/posts/{post['id']}"
    curator, author = world.ids["curator"], world.ids["author"]

    done("PATCH", path, "author", {"body": "Nytt."}, "post.update", "post", 1, 2)
    done("PATCH", path, "curator", {"state": "hidden", "reason": SECRET}, "post.hidden", "post",
         2, 3)
    done("PATCH", path, "curator", {"state": "published"}, "post.published", "post", 3, 4)
    done("PATCH", path, "curator", {"pinned": True}, "post.curate", "post", 4, 5)
    adoption = f"{path}/adoptions/me"
    done("PUT", adoption, "curator", {"kind": "inspired"}, "adoption.create", "adoption", None, 1)
    done("PUT", adoption, "curator", {"kind": "copied"}, "adoption.update", "adoption", 1, 2)
    done("DELETE", adoption, "curator", None, "adoption.withdraw", "adoption", 2, None)
    report = done("POST", "/v1/reports", "curator", {"post": post["id"], "reason": SECRET},
                  "report.create", "report", None, 1)
    done("PATCH", f"/v1/reports/{report['id']}", "admin",
         {"state": "dismissed", "outcome": SECRET}, "report.dismissed", "report", 1, 2)
    release = done("POST", f"{path}/release-requests", "curator",
                   {"tlp": "TLP:GREEN", "reason": SECRET}, "release.create", "release", None, 1)
    done("PATCH", f"/v1/release-requests/{release['id']}", "author", {"state": "granted"},
         "release.granted", "release", 1, 2)
    done("DELETE", path, "author", None, "post.retract", "post", 6, 7)
    token = done("POST", "/v1/tokens", "author", {"name": SECRET, "scopes": ["read"]},
                 "token.create", "token", None, 1)
    done("DELETE", f"/v1/tokens/{token['id']}", "author", None, "token.revoke", "token", 1, None)
    done("PATCH", "/v1/organisations/me", "author", {"about": "Nytt."},
         "organisation.update", "organisation", 1, 2)
    done("PATCH", f"/v1/organisations/{author}", "admin", {"state": "suspended"},
         "organisation.suspended", "organisation", 2, 3)
    done("PATCH", "/v1/arenas/annen", "admin", {"purpose": "Nytt."}, "arena.update", "arena", 1, 2)
    done("DELETE", f"/v1/arenas/hjem/members/{author}?reason={SECRET}", "curator", None,
         "membership.removed", "membership", 1, 2)
    done("POST", "/v1/vocabularies/sectors", "admin",
         {"code": "ny-sektor", "names": {"nb": "Ny", "en": "New"}}, "vocabulary.add", "term",
         None, None)
    done("DELETE", f"/v1/organisations/{author}", "admin", None, "organisation.erase",
         "organisation", 3, None)
    assert curator in json.dumps(world.log())

    # Every request that wrote is there once, in order, and nothing else.
    written = [name for name, method, _ in world.told if method != "GET"]
    assert [each["requestId"] for each in world.log() if each["action"] != "post.read"] == written
    assert [each["seq"] for each in world.log()] == list(range(1, len(world.log()) + 1))


def test_there_is_no_content_in_it(world):
    post = world.share()
    world.ask("PATCH", f"/v1/posts/{post['id']}", "curator",
              {"state": "hidden", "reason": SECRET})
    world.ask("POST", "/v1/reports", "curator", {"post": post["id"], "reason": SECRET})
    assert SECRET not in json.dumps(world.log())
    world.server.stop()
    world.server.start()
    files = list(world.server.data.glob("audit-*.jsonl"))
    assert files and all(SECRET.encode() not in file.read_bytes() for file in files)


def test_what_an_admin_reads_of_amber_and_stricter_is_there(world):
    amber, green = world.share(), world.share(tlp="TLP:GREEN", body="Grønt.")
    strict = world.share(tlp="TLP:AMBER+STRICT")
    world.ask("PATCH", f"/v1/posts/{strict['id']}", "author", {"body": "To."})
    world.ask("PUT", f"/v1/posts/{amber['id']}/adoptions/me", "curator", {"kind": "inspired"})
    report = world.ask("POST", "/v1/reports", "curator",
                       {"post": amber["id"], "reason": "Hm."}).json()
    said, follow = [
        world.ask("POST", f"/v1/posts/{amber['id']}/{kind}", "curator", body).json()["id"]
        for kind, body in (("comments", {"body": "Ja."}), ("follow-ups", {"action": "Øve."}))]

    def reads(method, path, *posts, body=None, **headers):
        answer = world.server.request(method, path, body, world.server.admin, headers=headers)
        assert answer.status in (200, 304), answer.body
        entries = [each for each in world.log()
                   if each["requestId"] == answer.headers["X-Request-Id"]]
        if not posts:
            assert entries == []
            return answer
        assert [each["action"] for each in entries] == ["post.read"]
        assert entries[0]["actor"]["kind"] == "admin"
        found = [(each["id"], each["revisionAfter"]) for each in entries[0]["resources"]]
        assert sorted(found) == sorted((post["id"], None) for post in posts)
        return answer

    one = reads("GET", f"/v1/posts/{amber['id']}", amber)
    reads("GET", f"/v1/posts/{amber['id']}", amber, **{"If-None-Match": one.headers["ETag"]})
    reads("HEAD", f"/v1/posts/{amber['id']}", amber)
    reads("GET", f"/v1/posts/{strict['id']}/revisions", strict)
    reads("GET", "/v1/posts", amber, strict)
    reads("GET", "/v1/posts?limit=1", strict)
    reads("GET", "/v1/arenas/hjem/posts?tlp=TLP:AMBER", amber)
    reads("GET", f"/v1/posts/{amber['id']}/adoptions", amber)
    reads("GET", f"/v1/posts/{amber['id']}/adoptions/{world.ids['curator']}", amber)
    reads("GET", f"/v1/posts/{amber['id']}/comments", amber)
    reads("GET", f"/v1/comments/{said}", amber)
    reads("PATCH", f"/v1/comments/{said}", amber, body={})
    reads("GET", f"/v1/posts/{amber['id']}/follow-ups", amber)
    reads("GET", "/v1/follow-ups", amber)
    reads("GET", f"/v1/follow-ups/{follow}", amber)
    reads("PATCH", f"/v1/follow-ups/{follow}", amber, body={})
    reads("GET", "/v1/reports", amber)
    reads("GET", f"/v1/reports/{report['id']}", amber)
    reads("GET", "/v1/queue", amber)
    # What changes nothing shows what there is, and so does what is only tried.
    reads("PATCH", f"/v1/posts/{amber['id']}", amber, body={})
    reads("PATCH", f"/v1/posts/{amber['id']}?dryRun=true", amber, body={"body": "Prøvd."})
    reads("PATCH", f"/v1/reports/{report['id']}", amber, body={})
    reads("GET", f"/v1/posts/{green['id']}")
    reads("GET", "/v1/posts?tlp=TLP:GREEN")
    reads("GET", "/v1/arenas")
    assert world.server.request("GET", f"/v1/posts/{amber['id']}",
                                token=world.tokens["author"]).status == 200
    whole = world.server.request("GET", "/v1/export", token=world.server.admin)
    assert [each["requestId"] for each in world.log() if each["action"] == "export.read"] == [
        whole.headers["X-Request-Id"]]


def test_curators_see_what_became_of_their_arenas_and_nothing_more(world):
    named = world.share(body="Åpent om hvem.")
    hidden = world.share(attribution="chatham", body="Ikke om hvem.")
    elsewhere = world.share("outsider", "annen")
    for post in (named, hidden):
        world.ask("PATCH", f"/v1/posts/{post['id']}", "curator", {"pinned": True})
        world.server.request("GET", f"/v1/posts/{post['id']}", token=world.server.admin)
    walled = world.share(exclude=[world.ids["curator"]])
    world.ask("POST", "/v1/tokens", "author", {"name": "x", "scopes": ["read"]})
    world.ask("POST", f"/v1/posts/{named['id']}/release-requests", "curator",
              {"tlp": "TLP:GREEN", "reason": "Bør ut."})
    seen = world.log("curator")
    assert {each["action"] for each in seen} == {
        "arena.found", "membership.member", "post.create", "post.curate"}
    assert [each["actor"]["organisation"]["id"] for each in seen
            if each["action"] == "post.create"] == [world.ids["author"]]
    for each in seen:
        assert [each[name] for name in ("seq", "requestId", "network", "hash", "prevHash")] == [
            None] * 5
        assert each["actor"]["token"] is None
        assert {found["arena"] for found in each["resources"]} == {world.ids["hjem"]}
    text = json.dumps(seen)
    for post in (hidden, elsewhere, walled):
        assert post["id"] not in text
    # Once it is purged nobody but admins can tell what it was.
    world.ask("DELETE", "/v1/arenas/hjem?purge=true", "admin")
    assert world.log("curator") == []
    assert named["id"] in json.dumps(world.log())
    assert world.log("outsider") == world.log("author") == []
    assert world.server.request("GET", "/v1/audit").status == 401


def test_it_can_be_searched_and_paged_while_it_grows(world):
    posts = [world.share()["id"] for _ in range(7)]
    entries = world.log()
    assert [each["resources"][0]["id"] for each in entries
            if each["action"] == "post.create"] == posts
    found, cursor = [], ""
    while cursor is not None:
        page = world.ask("GET", f"/v1/audit?limit=2{cursor and '&cursor=' + cursor}", "admin")
        found += page.json()["items"]
        world.share()
        cursor = page.json()["nextCursor"]
    assert found[::-1] == entries

    def query(text):
        answer = world.ask("GET", f"/v1/audit?{text}", "admin").json()
        return [each["seq"] for each in answer["items"]]

    mine = [each["seq"] for each in reversed(world.log())
            if (each["actor"]["organisation"] or {}).get("id") == world.ids["author"]]
    assert query(f"organisation={world.ids['author']}&limit=200") == mine
    one = last(world, "post.create")
    assert query(f"resource={one['resources'][0]['id']}") == [one["seq"]]
    assert query(f"requestId={one['requestId']}") == [one["seq"]]
    assert one["seq"] in query(f"updatedAfter={one['at']}")
    assert one["seq"] not in query(f"before={one['at']}&limit=200")
    assert query("action=arena.found&arena=annen") == [last(world, "arena.found")["seq"]]
    counted = world.ask("GET", f"/v1/audit?count=true&limit=1&organisation={world.ids['author']}",
                        "admin").json()
    assert counted["total"] == len(mine) and len(counted["items"]) == 1
    assert world.ask("GET", "/v1/audit?count=true", "outsider").json()["total"] == 0
    for wrong in ("cursor=x", "sort=at", "updatedAfter=i-dag", "actio=x"):
        assert world.server.request("GET", f"/v1/audit?{wrong}",
                                    token=world.server.admin).status == 400


def lines_of(data):
    files = sorted(data.glob("audit-*.jsonl"), key=lambda file: int(file.stem.split("-")[1]))
    return [(file, line) for file in files for line in file.read_bytes().splitlines(True)]


def hashed(line):
    """The hash of a line by its text alone, as jq and sha256sum would make it."""
    head, found, tail = line.rpartition(b',"hash":"')
    assert found and tail.endswith(b'"}\n')
    return hashlib.sha256(head + b"}").hexdigest(), tail[:-3].decode()


def test_it_is_a_chain_that_survives_every_kill(world):
    for number in range(5):
        for _ in range(3):
            world.share()
        world.ask("GET", "/v1/posts", "admin")
        if number % 2:
            world.ask("GET", "/v1/audit", "admin")
        entries = world.log()
        world.server.restart_after_kill()
        assert world.log() == entries
    previous = "0" * 64
    for number, (_, line) in enumerate(lines_of(world.server.data), 1):
        entry = json.loads(line)
        made, said = hashed(line)
        assert (entry["seq"], entry["prevHash"], made) == (number, previous, said)
        previous = said
    assert number == len(entries)


def check(data):
    return subprocess.run([BINARY, "check", data], capture_output=True, text=True,
                          env={"PATH": "/usr/bin:/bin"}, check=False)


@pytest.fixture
def written(world):
    """A folder whose log is safe, and its lines."""
    for _ in range(6):
        world.share()
    world.server.stop()
    # A start with something to replay takes a snapshot, which names where the log ends.
    world.server.start()
    world.server.stop()
    good = check(world.server.data)
    found = lines_of(world.server.data)
    assert good.returncode == 0, good.stderr
    assert f"audit log: {len(found)} entries, the chain whole" in good.stdout
    (file,) = {file for file, _ in found}
    return world.server.data, file, [line for _, line in found]


def refused(data, *named):
    bad = check(data)
    assert bad.returncode == 65, bad.stdout
    assert any(all(part in line for part in named) and "audit log: " in line
               for line in bad.stderr.splitlines()), (named, bad.stderr)


def test_a_change_to_any_one_entry_is_found_and_named(written):
    data, file, lines = written
    chance = random.Random(1)
    for number, line in enumerate(lines, 1):
        for place in [0, 6, len(line) - 2, len(line) - 1,
                      *(chance.randrange(len(line)) for _ in range(4))]:
            changed = bytearray(line)
            changed[place] ^= 1 << chance.randrange(7)
            file.write_bytes(b"".join([*lines[:number - 1], bytes(changed), *lines[number:]]))
            refused(data, f"entry {number}")
    file.write_bytes(b"".join(lines))
    assert check(data).returncode == 0


def test_a_change_that_mends_its_own_hash_is_found_and_named(written):
    data, file, lines = written
    for number, line in enumerate(lines, 1):
        entry = json.loads(line)
        entry["action"] = "post.create" if entry["action"] != "post.create" else "post.edit"
        del entry["hash"]
        text = json.dumps(entry, separators=(",", ":"), ensure_ascii=False).encode()
        forged = text[:-1] + b',"hash":"' + hashlib.sha256(text).hexdigest().encode() + b'"}\n'
        file.write_bytes(b"".join([*lines[:number - 1], forged, *lines[number:]]))
        refused(data, f"entry {number}")


def test_entries_that_are_gone_moved_or_put_in_are_found(written):
    data, file, lines = written
    for number in range(1, len(lines)):
        file.write_bytes(b"".join(lines[:number - 1] + lines[number:]))
        refused(data, f"1 to {number}" if number == 1 else f"{number} to {number}")
    file.write_bytes(b"".join(lines[:-2]))
    refused(data, "ends before")
    file.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    refused(data, "entry")
    file.write_bytes(b"".join([*lines[:3], lines[2], *lines[3:]]))
    refused(data, "entry 3 is not in its place")
    file.unlink()
    refused(data, "missing")


def test_a_server_whose_log_was_cut_says_so_and_goes_on(written, world):
    data, file, lines = written
    file.write_bytes(b"".join(lines[:-2]))
    world.server.start()
    assert "ends before entry" in world.server.log.read_text()
    world.share()
    assert world.log()[-1]["seq"] == len(lines) + 1
    world.server.stop()
    refused(data, "entries", f"{len(lines) - 1} to {len(lines)}")


def test_a_backup_has_it_whole(world, tmp_path):
    world.share()
    copy = tmp_path / "copy"
    subprocess.run([BINARY, "backup", "--data", world.server.data, copy], check=True,
                   capture_output=True, env={"PATH": "/usr/bin:/bin"})
    entries = world.log()
    assert check(copy).returncode == 0
    assert len(lines_of(copy)) == len(entries)
