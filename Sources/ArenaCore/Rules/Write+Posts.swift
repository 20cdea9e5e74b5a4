/// What an author asks for when it shares an experience.
package struct PostDraft: Sendable {
    package var content: Post.Content
    /// nil: the organisation's default.
    package var tlp: TLP?
    /// nil: the organisation's default.
    package var attribution: Post.Attribution?
    package var alsoIn: [ID<Arena>] = []
    package var exclude: [ID<Organisation>] = []
    /// That the post holds nothing that competitors must not share.
    package var declaration = false
    /// Who posts, where an admin posts for an organisation.
    package var author: ID<Organisation>?

    package init(content: Post.Content) {
        self.content = content
    }
}

/// What a curator decides about a post; nil leaves a field as it is.
package struct PostCuration: Sendable {
    package var state: Post.State?
    package var reason: String??
    package var isPinned: Bool?
    package var isFeatured: Bool?
    package var tags: [String]?

    package init() {}

    package var isEmpty: Bool {
        state == nil && reason == nil && isPinned == nil && isFeatured == nil && tags == nil
    }
}

extension Write {
    /// Shares an experience in an arena.
    package mutating func share(_ draft: consuming PostDraft, in arena: Arena) throws(Refusal)
        -> Post
    {
        let post = try drafted(draft, in: arena)
        note("post.create", .post(post))
        return post
    }

    /// The experience as it is to be shared, under the given id or a new one.
    mutating func drafted(_ draft: consuming PostDraft, in arena: Arena, id: ID<Post>? = nil)
        throws(Refusal) -> Post
    {
        let author = try author(of: draft, in: arena)
        guard arena.state == .open else { throw Refusal(.arenaNotOpen) }
        let organisation = state.organisations[author]?.value
        guard let tlp = draft.tlp ?? organisation?.profile.defaultTLP else {
            throw .invalid("/tlp", "required")
        }
        let attribution = draft.attribution ?? organisation?.profile.defaultAttribution ?? .named
        var audience = Post.Audience(tlp: tlp)
        audience.alsoIn = draft.alsoIn
        audience.exclude = draft.exclude
        if attribution == .chatham { audience.frozenWalls = organisation?.profile.walls ?? [] }
        try check(audience, insteadOf: nil, in: arena, author: author)
        try check(draft.content.basedOn)
        let isSensitive = ([arena.id] + audience.alsoIn).contains { id in
            state.arenas[id].map { $0.value.profile.competitionSensitive } ?? false
        }
        if isSensitive, !draft.declaration {
            throw .invalid("/declaration", "declaration-required")
        }
        // A Chatham House post must not tell its author by when it was written (PRODUCT §4).
        let isChatham = attribution == .chatham
        var post = Post(
            id: id ?? (isChatham ? nextSecretID() : nextID()),
            createdAt: isChatham ? now.startOfDay : now, arena: arena.id, author: author,
            attribution: attribution, audience: audience, state: .published,
            content: draft.content)
        if isSensitive { hold(&post) }
        return post
    }

    /// Holds a post for what it says and has not said before.
    private func hold(_ post: inout Post, insteadOf old: Post? = nil) {
        guard post.state == .published,
            let reason = reasonToHold(
                post.content.texts, on: post, insteadOf: old?.content.texts)
        else { return }
        post.state = .held
        post.reason = reason
    }

    /// Why a curator is to read the texts before others do, by the word lists of the post's arenas;
    /// nil where nothing new is found.
    func reasonToHold(_ texts: [String], on post: Post, insteadOf old: [String]?) -> String? {
        let arenas = post.arenas.compactMap { state.arenas[$0]?.value }
        for arena in arenas where arena.profile.competitionSensitive {
            let list = WordList(arena.profile.wordList)
            let passed = old.map(list.found) ?? []
            let found = list.found(in: texts).filter { !passed.contains($0) }
            if found.isEmpty { continue }
            let name =
                arena.profile.lang.hasPrefix("en") ? "The arena's word list" : "Arenaens ordliste"
            return "\(name): \(found.joined(separator: ", "))."
        }
        return nil
    }

    /// The author changes what it told and who it is for.
    package mutating func edit(_ post: Post, content: Post.Content, audience: Post.Audience)
        throws(Refusal) -> Post
    {
        let edited = try edited(post, content: content, audience: audience)
        return store(edited, replacing: post, as: "post.update")
    }

    /// A curator pins, features, tags, holds, hides and releases; holding and hiding take a
    /// reason.
    package mutating func curate(_ post: Post, _ curation: PostCuration) throws(Refusal) -> Post {
        let curated = try curated(post, curation)
        let action = curated.state == post.state ? "curate" : curated.state.rawValue
        return store(curated, replacing: post, as: "post.\(action)")
    }

    /// What an author that curates the arena does with both hands at once: one revision.
    package mutating func edit(
        _ post: Post, content: Post.Content, audience: Post.Audience, _ curation: PostCuration
    ) throws(Refusal) -> Post {
        let edited = try edited(post, content: content, audience: audience)
        return store(try curated(edited, curation), replacing: post, as: "post.update")
    }

    private func edited(_ post: Post, content: Post.Content, audience: Post.Audience)
        throws(Refusal) -> Post
    {
        guard viewer.isAdmin || view.isAuthor(of: post) else { throw Refusal(.notAllowed) }
        guard post.state != .retracted else { throw Refusal(.illegalStateChange) }
        guard let arena = state.arenas[post.arena]?.value else { throw Refusal(.notFound) }
        var edited = post
        edited.content = content
        edited.audience = audience
        edited.audience.frozenWalls = post.audience.frozenWalls
        if audience != post.audience {
            try check(audience, insteadOf: post.audience, in: arena, author: post.author)
        }
        guard state.earlierPosts[post.id]?.count ?? 0 < limits.revisionsPerPostMax else {
            throw Refusal(.tooMany, values: ["max": String(limits.revisionsPerPostMax)])
        }
        if content.basedOn != post.content.basedOn {
            try check(content.basedOn, of: post)
        }
        if content != post.content { hold(&edited, insteadOf: post) }
        return edited
    }

    private func curated(_ post: Post, _ curation: PostCuration) throws(Refusal) -> Post {
        guard view.curates(post.arena) else { throw Refusal(.notAllowed) }
        var curated = post
        if let isPinned = curation.isPinned { curated.isPinned = isPinned }
        if let isFeatured = curation.isFeatured { curated.isFeatured = isFeatured }
        if let tags = curation.tags { curated.content.tags = tags }
        if let reason = curation.reason { curated.reason = reason }
        if let state = curation.state, state != post.state {
            guard state != .retracted, post.state != .retracted else {
                throw Refusal(
                    .illegalStateChange, [.init("/state", "illegal-state-change")],
                    values: ["from": post.state.rawValue, "to": state.rawValue])
            }
            curated.state = state
            if state == .published, curation.reason == nil { curated.reason = nil }
        }
        if curated.state == .held || curated.state == .hidden, curated.reason == nil {
            throw .invalid("/reason", "reason-required")
        }
        return curated
    }

    /// The author, or an admin, takes the post back.
    package mutating func retract(_ post: Post) throws(Refusal) {
        guard viewer.isAdmin || view.isAuthor(of: post) else { throw Refusal(.notAllowed) }
        guard post.state != .retracted else { return }
        var retracted = post
        retracted.state = .retracted
        _ = store(retracted, replacing: post, as: "post.retract")
    }

    private mutating func store(_ post: Post, replacing old: Post, as action: String) -> Post {
        guard post != old else { return post }
        var stored = post
        stored.revision += 1
        stored.updatedAt = post.attribution == .chatham ? now.startOfDay : now
        note(action, .post(stored))
        return stored
    }

    private func author(of draft: PostDraft, in arena: Arena) throws(Refusal)
        -> ID<Organisation>
    {
        if viewer.isAdmin {
            guard let author = draft.author else { throw .invalid("/author", "required") }
            guard view.isMember(author, of: arena.id) else {
                throw .invalid("/author", "not-a-member")
            }
            return author
        }
        guard let own = viewer.acting(in: arena.id) else { throw Refusal(.notAllowed) }
        if let named = draft.author, named != own { throw .invalid("/author", "only-admin") }
        guard view.isMember(own, of: arena.id) else { throw Refusal(.notMember) }
        return own
    }

    /// What is asked for must be allowed; what was there already and is not widened may stay, so
    /// that an author can always narrow.
    private func check(
        _ audience: Post.Audience, insteadOf old: Post.Audience?, in arena: Arena,
        author: ID<Organisation>?
    ) throws(Refusal) {
        var problems: [Refusal.Problem] = []
        let widens = old.map { audience.tlp < $0.tlp } ?? true
        if widens, audience.tlp < arena.profile.widestTLP {
            problems.append(
                .init("/tlp", "tlp-too-wide", ["widest": arena.profile.widestTLP.label]))
        }
        if audience.tlp == .clear, !audience.exclude.isEmpty {
            problems.append(.init("/exclude", "exclude-on-clear"))
        }
        let added = audience.alsoIn.enumerated().filter { entry in
            widens || !(old?.alsoIn.contains(entry.element) ?? false)
        }
        if !added.isEmpty, arena.profile.joinPolicy == .inviteOnly {
            problems.append(.init("/alsoIn", "home-invite-only"))
        }
        for (index, id) in added {
            let place = "/alsoIn/\(index)"
            problems += problem(showingIn: id, at: place, audience, home: arena, author)
            // Only a new post carries a declaration.
            if old != nil, state.arenas[id]?.value.profile.competitionSensitive ?? false {
                problems.append(.init(place, "competition-sensitive"))
            }
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }

    private func problem(
        showingIn id: ID<Arena>, at pointer: String, _ audience: Post.Audience, home: Arena,
        _ author: ID<Organisation>?
    ) -> [Refusal.Problem] {
        if id == home.id { return [.init(pointer, "home-arena")] }
        guard let other = view.arena(id) else { return [.init(pointer, "unknown")] }
        if other.profile.joinPolicy == .inviteOnly { return [.init(pointer, "invite-only")] }
        if other.state != .open { return [.init(pointer, "arena-not-open")] }
        let acting = viewer.isAdmin ? author : viewer.acting(in: id)
        if acting != author || !view.isMember(author, of: id) {
            return [.init(pointer, "not-a-member")]
        }
        if audience.tlp < other.profile.widestTLP {
            return [.init(pointer, "tlp-too-wide", ["widest": other.profile.widestTLP.label])]
        }
        return []
    }

    // What the post named already may have gone out of its author's sight since.
    private func check(_ sources: [Post.Source], of post: Post? = nil) throws(Refusal) {
        let problems = sources.enumerated().compactMap { index, source -> Refusal.Problem? in
            if post?.content.basedOn.contains(source) ?? false { return nil }
            let isOther = source.post != post?.id && view.post(source.post) != nil
            return isOther ? nil : .init("/basedOn/\(index)/post", "unknown")
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }
}

extension View {
    /// The organisations that the post's author keeps away from it: told to the author when it
    /// posts, member or not (DECISIONS §10).
    package func walledOff(from post: Post) -> [ID<Organisation>] {
        guard post.audience.tlp != .clear, let author = post.author else { return [] }
        return post.attribution == .chatham ? post.audience.frozenWalls : walls(of: author)
    }
}
