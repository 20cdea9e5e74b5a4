import ArenaCore

/// A small domain for tests: fixed times, ids that rise, and words that say who does what.
struct World {
    var state = State()
    var now = Timestamp(milliseconds: 1_780_000_000_000)
    var ids = IDGenerator(seed: 7)
    var limits = Limits()
    private var secret: UInt8 = 0

    mutating func id<Subject>(_: Subject.Type = Subject.self) -> ID<Subject> { ids.next(now) }

    mutating func put(_ effects: Effect...) { put(effects) }

    mutating func put(_ effects: [Effect]) {
        state.apply(Change(at: now, actor: .server, action: "test.put", effects: effects))
    }

    func view(_ viewer: Viewer) -> View { View(state, viewer: viewer, now: now) }

    var admin: View { view(.admin) }

    /// Runs one attempt to write and applies what it noted down.
    @discardableResult
    mutating func write<Result>(
        _ viewer: Viewer, _ body: (inout Write) throws -> Result
    ) throws -> Result {
        var write = attempt(viewer)
        let result = try body(&write)
        ids = write.ids
        if let change = write.change { state.apply(change) }
        return result
    }

    /// The refusal of an attempt; nil where it is done. Nothing is applied.
    mutating func refusal<Result>(
        _ viewer: Viewer, _ body: (inout Write) throws -> Result
    ) -> Refusal? {
        var write = attempt(viewer)
        do {
            _ = try body(&write)
            return nil
        } catch {
            return error as? Refusal
        }
    }

    mutating func attempt(_ viewer: Viewer) -> Write {
        secret &+= 1
        return Write(
            view(viewer), limits: limits, ids: ids,
            secrets: (0..<64).map { UInt8($0) &* 31 &+ secret })
    }

    mutating func organisation(
        _ name: String = "Etat", _ state: Organisation.State = .active,
        kind: Organisation.Kind = .public, walls: [ID<Organisation>] = [],
        facets: Facets = Facets()
    ) -> ID<Organisation> {
        var profile = Organisation.Profile(name: name, kind: kind)
        profile.walls = walls
        profile.facets = facets
        let made = Organisation(id: id(), createdAt: now, profile: profile, state: state)
        put(.organisation(made))
        return made.id
    }

    mutating func arena(
        _ name: String = "Arena", slug: String? = nil, _ state: Arena.State = .open,
        policy: Arena.JoinPolicy = .open, memberList: Arena.MemberList = .names,
        facets: Facets = Facets(), edit: (inout Arena.Profile) -> Void = { _ in }
    ) -> Arena {
        let made: ID<Arena> = id()
        var profile = Arena.Profile(
            name: name, slug: slug ?? "\(made)", purpose: "Å lære av hverandre")
        profile.joinPolicy = policy
        profile.memberList = memberList
        profile.facets = facets
        edit(&profile)
        let arena = Arena(id: made, createdAt: now, profile: profile, state: state)
        put(.arena(arena))
        return arena
    }

    /// Sets the organisation's walls.
    mutating func wall(_ id: ID<Organisation>, against walls: [ID<Organisation>]) {
        guard var organisation = admin.organisation(id) else { return }
        organisation.profile.walls = walls
        put(.organisation(organisation))
    }

    @discardableResult
    mutating func membership(
        _ organisation: ID<Organisation>, in arena: ID<Arena>, _ state: Membership.State = .member,
        curator: Bool = false
    ) -> Membership {
        var made = Membership(
            id: id(), createdAt: now, arena: arena, organisation: organisation, state: state)
        made.isCurator = curator
        put(.membership(made))
        return made
    }

    @discardableResult
    mutating func post(
        by author: ID<Organisation>?, in arena: ID<Arena>, _ tlp: TLP = .clear,
        _ attribution: Post.Attribution = .named, title: String = "Erfaring",
        edit: (inout Post) -> Void = { _ in }
    ) -> Post {
        var post = Post(
            id: id(), createdAt: attribution == .chatham ? now.startOfDay : now, arena: arena,
            author: author, attribution: attribution, audience: Post.Audience(tlp: tlp),
            state: .published, content: Post.Content(title: title, body: "Slik gikk det."))
        edit(&post)
        put(.post(post))
        return post
    }

    @discardableResult
    mutating func adoption(
        of post: Post, by organisation: ID<Organisation>, edit: (inout Adoption) -> Void = { _ in }
    ) -> Adoption {
        var made = Adoption(
            id: id(), createdAt: now, post: post.id, organisation: organisation,
            content: Adoption.Content(kind: .adapted), audience: post.audience)
        edit(&made)
        put(.adoption(made))
        return made
    }

    mutating func secretOfToken() -> TokenSecret {
        secret &+= 1
        guard let hash = Digest((0..<32).map { UInt8($0) &+ secret }) else {
            preconditionFailure("a hash of 32 bytes is one")
        }
        return TokenSecret(hash: hash, hint: "abcd")
    }

    func arena(_ id: ID<Arena>) -> Arena? { admin.arena(id) }
    func post(_ id: ID<Post>) -> Post? { admin.post(id) }
    func membership(_ organisation: ID<Organisation>, in arena: Arena) -> Membership? {
        admin.membership(of: organisation, in: arena)
    }
}

extension Viewer {
    static let admin = Viewer(
        standing: .admin, token: nil, scopes: [.admin], arenas: nil, isActive: true)

    /// An organisation by a token of its own.
    static func organisation(
        _ id: ID<Organisation>, active: Bool = true, arenas: [ID<Arena>]? = nil,
        scopes: [Token.Scope] = [.read, .post, .manage]
    ) -> Viewer {
        Viewer(
            standing: .organisation(id), token: ID(high: id.high, low: id.low), scopes: scopes,
            arenas: arenas, isActive: active)
    }
}

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
