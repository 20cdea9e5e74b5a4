import ArenaCore

/// Random changes to a small domain, the same in every run; many name what is not there.
struct RandomWorld {
    var state = State()
    var random: SeededGenerator
    private var ids = IDGenerator(seed: 21)
    private var now = Timestamp(milliseconds: 1_760_000_000_000)
    let organisations: [ID<Organisation>]
    let arenas: [ID<Arena>]
    private(set) var posts: [ID<Post>] = []
    private var comments: [ID<Post.Comment>] = []
    private(set) var events: [ID<Event>] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var ids = ids
        let now = now
        organisations = (0..<14).map { _ in ids.next(now) }
        arenas = (0..<7).map { _ in ids.next(now) }
        self.ids = ids
    }

    mutating func run(_ count: Int) {
        for _ in 0..<count {
            now = now.adding(seconds: Int64(random.below(20_000)))
            let effects = (0...random.below(3)).map { _ in effect() }
            state.apply(Change(at: now, actor: .server, action: "random", effects: effects))
        }
    }

    var viewers: [Viewer] {
        [.anonymous, .admin]
            + organisations.flatMap { id -> [Viewer] in
                [
                    .organisation(id), .organisation(id, active: false),
                    .organisation(id, arenas: [arenas[1], arenas[2]]),
                ]
            }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[random.below(values.count)]
    }

    private mutating func some<Value>(_ values: [Value], oneIn chance: Int) -> [Value] {
        values.filter { _ in random.below(chance) == 0 }
    }

    private mutating func effect() -> Effect {
        switch random.below(118) {
        case 0..<8: .organisation(organisation())
        case 8..<9: .organisationRemoved(pick(organisations))
        case 9..<16: .arena(arena())
        case 16..<17: .arenaRemoved(pick(arenas))
        case 17..<30: .membership(membership())
        case 30..<33:
            .membershipRemoved(.init(arena: pick(arenas), organisation: pick(organisations)))
        case 33..<55: .post(newPost())
        case 55..<75: .post(changedPost())
        case 75..<80: .postRemoved(pickPost())
        case 80..<94: .adoption(adoption())
        case 94..<97: .adoptionRemoved(.init(post: pickPost(), organisation: pick(organisations)))
        case 97..<99: .token(token())
        case 100..<101: erasure()
        case 102..<105: .comment(comment())
        case 105..<107: .followUp(followUp())
        case 109..<113: .event(event())
        case 113..<114: .eventRemoved(pickEvent())
        case 114..<116: .attendance(attendance())
        case 116..<117:
            .attendanceRemoved(.init(event: pickEvent(), organisation: pick(organisations)))
        case 107..<108: .commentRemoved(pickComment())
        default: .tokenRemoved(ids.next(now))
        }
    }

    private mutating func erasure() -> Effect {
        random.below(8) > 0
            ? .organisationErased(pick(organisations), withPosts: random.below(2) == 0)
            : .arenaPurged(pick(arenas))
    }

    private mutating func pickEvent() -> ID<Event> {
        events.isEmpty || random.below(20) == 0 ? ids.next(now) : pick(events)
    }

    private mutating func event() -> Event {
        let start = now.adding(seconds: Int64(random.below(50)) * 86_400)
        let content = Event.Content(title: "Øvelse", startsAt: start, tlp: pick(TLP.allCases))
        let isNew = events.isEmpty || random.below(3) > 0
        var event = Event(
            id: isNew ? ids.next(now) : pick(events), createdAt: now, arena: pick(arenas),
            content: content)
        event.revision = 1 + random.below(3)
        event.state = pick(Event.State.allCases)
        if isNew { events.append(event.id) }
        return event
    }

    private mutating func attendance() -> Attendance {
        Attendance(
            id: ids.next(now), createdAt: now, event: pickEvent(),
            organisation: pick(organisations), persons: 1 + random.below(5))
    }

    private mutating func pickPost() -> ID<Post> {
        posts.isEmpty || random.below(20) == 0 ? ids.next(now) : pick(posts)
    }

    private mutating func organisation() -> Organisation {
        let id = pick(organisations)
        var profile = Organisation.Profile(
            name: "Org \(random.below(40))", kind: pick(Organisation.Kind.allCases))
        profile.walls = some(organisations, oneIn: 12)
        return Organisation(
            id: id, createdAt: Timestamp(milliseconds: Int64(id.high >> 16)), profile: profile,
            state: pick(Organisation.State.allCases))
    }

    private mutating func arena() -> Arena {
        let id = pick(arenas)
        var profile = Arena.Profile(
            name: "Arena \(random.below(30))", slug: "slug-\(random.below(5))", purpose: "p")
        profile.joinPolicy = pick(Arena.JoinPolicy.allCases)
        profile.memberList = pick(Arena.MemberList.allCases)
        profile.facets.sectors = some(["forsvar", "transport", "helse-og-omsorg"], oneIn: 2)
        var arena = Arena(
            id: id, createdAt: Timestamp(milliseconds: Int64(id.high >> 16)), profile: profile,
            state: pick(Arena.State.allCases))
        arena.formerSlugs = some(["slug-8", "slug-9"], oneIn: 3)
        return arena
    }

    private mutating func membership() -> Membership {
        let key = Membership.Key(arena: pick(arenas), organisation: pick(organisations))
        var made = Membership(
            id: ID(high: key.arena.high, low: key.organisation.low),
            createdAt: Timestamp(milliseconds: Int64(key.organisation.low % 1_000_000)),
            arena: key.arena, organisation: key.organisation,
            state: random.below(3) == 0 ? pick(Membership.State.allCases) : .member)
        made.isCurator = random.below(6) == 0
        return made
    }

    private mutating func newPost() -> Post {
        let isChatham = random.below(5) == 0
        var post = Post(
            id: ids.next(now), createdAt: isChatham ? now.startOfDay : now, arena: pick(arenas),
            author: random.below(15) == 0 ? nil : pick(organisations),
            attribution: isChatham ? .chatham : .named, audience: Post.Audience(tlp: .clear),
            state: .published, content: Post.Content(title: "T", body: "b"))
        fill(&post)
        posts.append(post.id)
        return post
    }

    private mutating func changedPost() -> Post {
        let view = View(state, viewer: .admin, now: now)
        guard !posts.isEmpty, var post = view.post(pick(posts)) else { return newPost() }
        if random.below(4) == 0 { post.author = nil }
        if random.below(3) == 0 { post.publishedAt = now.startOfDay }
        fill(&post)
        post.revision += random.below(3) == 0 ? 0 : 1
        post.updatedAt = now.startOfDay
        return post
    }

    private mutating func fill(_ post: inout Post) {
        post.audience = Post.Audience(tlp: pick(TLP.allCases))
        post.audience.alsoIn = random.below(4) == 0 ? [pick(arenas), pick(arenas)] : []
        post.audience.exclude = random.below(5) == 0 ? [pick(organisations)] : []
        if post.attribution == .chatham {
            post.audience.frozenWalls = some(organisations, oneIn: 10)
        }
        post.state = random.below(4) == 0 ? pick(Post.State.allCases) : .published
        post.content.title = "Tittel \(random.below(50))"
        post.content.origin = pick(Post.Origin.allCases)
        post.content.outcome = random.below(3) == 0 ? nil : pick(Post.Outcome.allCases)
        if !posts.isEmpty {
            post.content.basedOn = (0..<random.below(3)).map { _ in
                .init(post: pick(posts), kind: .adapted)
            }
        }
    }

    private mutating func adoption() -> Adoption {
        let organisation = pick(organisations)
        return Adoption(
            id: ids.next(now), createdAt: now, post: pickPost(), organisation: organisation,
            content: Adoption.Content(kind: .copied),
            audience: Post.Audience(tlp: pick(TLP.allCases)))
    }

    private mutating func pickComment() -> ID<Post.Comment> {
        comments.isEmpty || random.below(20) == 0 ? ids.next(now) : pick(comments)
    }

    private mutating func comment() -> Post.Comment {
        let id = random.below(3) == 0 ? pickComment() : ids.next(now)
        comments.append(id)
        var comment = Post.Comment(
            id: id, createdAt: now, post: pickPost(), arena: pick(arenas),
            writer: random.below(10) == 0 ? nil : pick(organisations), body: "Ja.",
            audience: Post.Audience(tlp: pick(TLP.allCases)))
        comment.state = pick(Post.Comment.State.allCases)
        return comment
    }

    private mutating func followUp() -> FollowUp {
        var content = FollowUp.Content(action: "Øve.")
        content.state = pick(FollowUp.State.allCases)
        return FollowUp(
            id: ids.next(now), createdAt: now, post: pickPost(), writer: pick(organisations),
            content: content, audience: Post.Audience(tlp: pick(TLP.allCases)))
    }

    private mutating func token() -> Token {
        let id: ID<Token> = ids.next(now)
        let hash = Digest((0..<32).map { _ in UInt8(random.below(256)) })
        return Token(
            id: id, createdAt: now,
            owner: random.below(3) == 0 ? .admin : .organisation(pick(organisations)),
            name: "t", scopes: [.read], hash: hash ?? emptyHash, hint: "hint")
    }

    private var emptyHash: Digest {
        guard let hash = Digest(Array(repeating: 0, count: 32)) else {
            preconditionFailure("a hash of 32 bytes is one")
        }
        return hash
    }
}
