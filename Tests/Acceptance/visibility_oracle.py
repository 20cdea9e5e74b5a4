"""Who may see what, written from PRODUCT §4 and DECISIONS §1–§12 alone: slow, and obviously right.

Nothing here knows how the server decides. A world is plain data; a viewer is anonymous, an
organisation, an organisation by a token that is narrowed to some arenas, or an admin.
"""

from dataclasses import dataclass, field

STRICTNESS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"]


@dataclass
class Organisation:
    id: str
    name: str
    state: str = "active"
    walls: set = field(default_factory=set)


@dataclass
class Arena:
    id: str
    slug: str
    name: str
    policy: str = "open"
    members: dict = field(default_factory=dict)
    curators: set = field(default_factory=set)
    member_list: str = "names"


@dataclass
class Post:
    id: str
    secret: str
    arena: str
    author: str
    tlp: str
    chatham: bool = False
    also_in: tuple = ()
    exclude: frozenset = frozenset()
    frozen_walls: frozenset = frozenset()
    state: str = "published"
    based_on: tuple = ()
    adoptions: dict = field(default_factory=dict)

    @property
    def arenas(self):
        return (self.arena, *self.also_in)


@dataclass
class Attached:
    """A comment or a follow-up, with the label, arenas and exclusions of then."""

    id: str
    secret: str
    kind: str
    post: Post
    writer: str
    tlp: str
    also_in: tuple
    exclude: frozenset
    state: str = "published"


@dataclass
class Matter:
    """A report or a release request: what an organisation brings up about a post."""

    id: str
    secret: str
    kind: str
    post: Post
    asker: str


@dataclass(frozen=True)
class Viewer:
    """`organisation` is None for anonymous; `arenas` is None for a token that acts everywhere."""

    name: str
    organisation: str | None = None
    arenas: frozenset | None = None
    admin: bool = False


class World:
    def __init__(self):
        self.organisations, self.arenas, self.posts = {}, {}, {}
        self.matters, self.attached = [], []

    def active(self, viewer):
        """The viewer's organisation, if it is active: all others read as anonymous does."""
        if viewer.organisation is None:
            return None
        state = self.organisations[viewer.organisation].state
        return viewer.organisation if state == "active" else None

    def acting(self, viewer, arena):
        """The organisation that acts in an arena: a narrowed token acts in its arenas alone."""
        if viewer.arenas is not None and arena not in viewer.arenas:
            return None
        return self.active(viewer)

    def member(self, viewer, arena):
        organisation = self.acting(viewer, arena)
        return organisation and self.arenas[arena].members.get(organisation) == "member"

    def curates(self, viewer, arena):
        return viewer.admin or bool(
            self.member(viewer, arena)
            and self.acting(viewer, arena) in self.arenas[arena].curators)

    def sees_arena(self, viewer, arena):
        found = self.arenas[arena]
        if viewer.admin or found.policy != "invite-only":
            return True
        return found.members.get(self.acting(viewer, arena)) in ("member", "invited")

    def sees_inside(self, viewer, arena):
        found = self.arenas[arena]
        return viewer.admin or found.policy != "invite-only" or bool(self.member(viewer, arena))

    def sees_organisation(self, viewer, organisation):
        found = self.organisations[organisation]
        return found.state != "pending" or viewer.admin or viewer.organisation == organisation

    def reader(self, viewer, post):
        """Who reads a post: by a narrowed token nobody in particular outside its arenas."""
        acting = [self.acting(viewer, arena) for arena in post.arenas]
        return next((each for each in acting if each), None)

    def sees(self, viewer, post):
        if viewer.admin:
            return True
        reader = self.reader(viewer, post)
        if reader and reader == post.author:
            return True
        # The strictest rule wins: each of these alone keeps a post away.
        if self.arenas[post.arena].policy == "invite-only" and not self.member(viewer, post.arena):
            return False
        if post.state != "published" and not self.curates(viewer, post.arena):
            return False
        return self.is_for(viewer, reader, post, post.tlp, self.walls(post))

    def walls(self, post):
        return post.frozen_walls if post.chatham else self.organisations[post.author].walls

    def is_for(self, viewer, reader, post, tlp, walls):
        if tlp == "TLP:CLEAR":
            return True
        if reader is None or reader in post.exclude or reader in walls:
            return False
        return tlp == "TLP:GREEN" or any(self.member(viewer, arena) for arena in post.arenas)

    def sees_author(self, viewer, post):
        if viewer.admin or not post.chatham:
            return True
        return self.reader(viewer, post) == post.author

    def sees_adoption(self, viewer, post, adopter):
        if not self.sees(viewer, post):
            return False
        reader = self.reader(viewer, post)
        if viewer.admin or reader == adopter:
            return True
        walled = reader in self.organisations[adopter].walls
        return not (reader and walled and post.tlp != "TLP:CLEAR")

    def sees_attached(self, viewer, each):
        """Where the post as it was then and as it is now both allow it; the writer does as long as
        it sees the post, and the post's author whatever the label was then."""
        post = each.post
        if not self.sees(viewer, post):
            return False
        reader = self.reader(viewer, post)
        if viewer.admin or (reader and reader == each.writer):
            return True
        if each.state != "published" and not self.curates(viewer, post.arena):
            return False
        strictest = max(each.tlp, post.tlp, key=STRICTNESS.index)
        # What the author adds to a Chatham House post has the frozen walls of the post alone.
        unknown = post.chatham and each.writer == post.author
        walls = () if unknown else self.organisations[each.writer].walls
        if reader and reader in walls and strictest != "TLP:CLEAR":
            return False
        if reader and reader == post.author:
            return True
        if each.tlp == "TLP:CLEAR":
            return True
        if reader is None or reader in each.exclude or reader in post.frozen_walls:
            return False
        return each.tlp == "TLP:GREEN" or any(
            self.member(viewer, arena) for arena in (post.arena, *each.also_in))

    def sees_writer(self, viewer, each):
        if viewer.admin or not (each.post.chatham and each.writer == each.post.author):
            return True
        return self.reader(viewer, each.post) == each.writer

    def sees_matter(self, viewer, matter):
        """The asker and admins do; besides them of a report the curators, of a request the
        author."""
        reader = self.reader(viewer, matter.post)
        if viewer.admin or reader == matter.asker:
            return True
        if matter.kind == "report":
            return self.curates(viewer, matter.post.arena) and self.sees(viewer, matter.post)
        return reader is not None and reader == matter.post.author

    def listed(self, viewer, arena=None):
        """The posts of a list: published ones that the viewer may see, and in an arena those that
        are shown there to whoever sees inside."""
        if arena is not None and not self.sees_inside(viewer, arena):
            return set()
        return {post.id for post in self.posts.values()
                if post.state == "published" and self.sees(viewer, post)
                and (arena is None or arena in post.arenas)}

    def hidden_words(self, viewer):
        """Ids and texts that no answer to the viewer may hold."""
        for post in self.posts.values():
            if not self.sees(viewer, post):
                yield from (post.id, post.secret)
        for each in self.attached:
            if not self.sees_attached(viewer, each):
                yield from (each.id, each.secret)
        for matter in self.matters:
            if not self.sees_matter(viewer, matter):
                yield from (matter.id, matter.secret)
        for arena in self.arenas.values():
            if not self.sees_arena(viewer, arena.id):
                yield from (arena.id, arena.name)
        for organisation in self.organisations.values():
            if not self.sees_organisation(viewer, organisation.id):
                yield from (organisation.id, organisation.name)
