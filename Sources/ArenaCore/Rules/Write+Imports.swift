/// What comes from another server's export, or from a list that an admin made: for admins.
///
/// A record that is restored comes back as it was, with its id, revision and times: rules that
/// hold for what is new, such as membership of its author, may no longer be met by it.
extension Write {
    /// What comes from elsewhere may be from a clock that is a little ahead, and no younger: later
    /// ids and lists by time go on from what is there.
    package func checkAge<Subject>(
        of id: ID<Subject>?, _ times: [(name: String, time: Timestamp?)]
    ) throws(Refusal) {
        let latest = now.adding(seconds: 86_400)
        let problems = ([("id", id?.time)] + times).compactMap { name, time in
            time.map { $0 > latest } ?? false
                ? Refusal.Problem("/\(name)", "in-the-future") : nil
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }

    package mutating func restore(_ organisation: Organisation) throws(Refusal) {
        try mustBeAdmin()
        try checkNumber(of: organisation.profile, besides: nil)
        note("organisation.import", .organisation(organisation))
    }

    package mutating func restore(_ arena: Arena) throws(Refusal) {
        try mustBeAdmin()
        try checkSlug(arena.profile, besides: nil)
        var restored = arena
        restored.charterVersionLast = max(
            arena.charterVersionLast, arena.profile.charter?.version ?? 0)
        note("arena.import", .arena(restored))
    }

    package mutating func restore(_ membership: Membership) throws(Refusal) {
        try mustBeAdmin()
        if membership.isCurator, membership.state != .member {
            throw .invalid("/curator", "not-a-member")
        }
        note("membership.import", .membership(membership))
    }

    package mutating func restore(_ post: Post) throws(Refusal) {
        note("post.import", .post(try restorable(post)))
    }

    /// Puts back a revision that a post had before the present one, which comes after it. Those
    /// of a post that is here are its own affair: true where it was put back.
    package mutating func restore(revision post: Post) throws(Refusal) -> Bool {
        let kept = try restorable(post)
        let last = state.earlierPosts[post.id]?.last?.value.revision ?? 0
        guard state.posts[post.id] == nil, last < post.revision else { return false }
        note("post.import", .postRevision(kept))
        return true
    }

    package mutating func restore(_ adoption: Adoption) throws(Refusal) {
        try mustBeAdmin()
        note("adoption.import", .adoption(adoption))
    }

    /// Takes an organisation in, without a token.
    package mutating func enrol(
        _ profile: Organisation.Profile, state: Organisation.State, id: ID<Organisation>?
    ) throws(Refusal) -> Organisation {
        try mustBeAdmin()
        try checkNumber(of: profile, besides: nil)
        let organisation = Organisation(
            id: id ?? nextID(), createdAt: now, profile: profile, state: state)
        note("organisation.import", .organisation(organisation))
        return organisation
    }

    /// Makes an organisation a member of an arena, or whatever else it is to it.
    package mutating func admit(
        _ organisation: ID<Organisation>, to arena: Arena, state: Membership.State,
        _ details: (inout Membership) -> Void
    ) throws(Refusal) -> Membership {
        try mustBeAdmin()
        var membership = Membership(
            id: nextID(), createdAt: now, arena: arena.id, organisation: organisation,
            state: state)
        details(&membership)
        try restore(membership)
        return membership
    }

    /// Shares an experience for its author by the rules for new ones, under the given id, with
    /// the marks of a curator.
    package mutating func share(
        _ draft: PostDraft, in arena: Arena, id: ID<Post>?, _ marks: PostCuration
    ) throws(Refusal) -> Post {
        try mustBeAdmin()
        var post = try drafted(draft, in: arena, id: id)
        try checkSecrecy(of: post)
        if let isPinned = marks.isPinned { post.isPinned = isPinned }
        if let isFeatured = marks.isFeatured { post.isFeatured = isFeatured }
        if let reason = marks.reason { post.reason = reason }
        if let state = marks.state { post.state = state }
        if post.state == .held || post.state == .hidden, post.reason == nil {
            throw .invalid("/reason", "reason-required")
        }
        note("post.import", .post(post))
        return post
    }

    func mustBeAdmin() throws(Refusal) {
        guard viewer.isAdmin else { throw Refusal(.notAllowed) }
    }

    /// What must hold for every post, however old.
    private func restorable(_ post: Post) throws(Refusal) -> Post {
        try mustBeAdmin()
        var problems: [Refusal.Problem] = []
        if post.audience.tlp == .clear, !post.audience.exclude.isEmpty {
            problems.append(.init("/exclude", "exclude-on-clear"))
        }
        let home = state.arenas[post.arena]?.value
        if home?.profile.joinPolicy == .inviteOnly, !post.audience.alsoIn.isEmpty {
            problems.append(.init("/alsoIn", "home-invite-only"))
        }
        for (index, id) in post.audience.alsoIn.enumerated() {
            if id == post.arena { problems.append(.init("/alsoIn/\(index)", "home-arena")) }
            if state.arenas[id]?.value.profile.joinPolicy == .inviteOnly {
                problems.append(.init("/alsoIn/\(index)", "invite-only"))
            }
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
        try checkSecrecy(of: post)
        return post
    }

    // Neither the id nor the times of a Chatham House post may tell when it was written
    // (PRODUCT §4).
    private func checkSecrecy(of post: Post) throws(Refusal) {
        guard post.attribution == .chatham else { return }
        if !post.id.isRandom { throw .invalid("/id", "not-random") }
        let times = [
            ("createdAt", post.createdAt), ("updatedAt", post.updatedAt),
            ("publishedAt", post.publishedAt),
        ]
        let problems = times.filter { $0.1 != $0.1.startOfDay }.map {
            Refusal.Problem("/\($0.0)", "not-a-day")
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }
}

extension View {
    /// The organisation that has the number, where the viewer sees it.
    package func organisation(_ number: OrgNumber) -> Organisation? {
        state.organisationByNumber[number.description].flatMap(organisation)
    }
}
