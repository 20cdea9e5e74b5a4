extension State {
    /// Puts a post into every index that holds it, or takes it out of them, as its arena stands.
    mutating func change(_ step: IndexStep, _ post: Post) {
        let times = PostTimes(post)
        let arenas = post.arenas
        guard post.state == .published else {
            return changeUnpublished(step, post, arenas, times)
        }
        let reach = reach(of: post)
        published.change(step, reach, times)
        changeArenas(step, post, arenas, reach, times)
        let shelves =
            reach == .everyone
            ? [Shelf.everyone]
            : reach == .organisations
                ? [Shelf.organisations] : arenas.map(Shelf.init(membersOf:))
        if let author = post.author {
            organisationIndexes.modify(author, default: OrganisationIndex()) { index in
                for shelf in shelves {
                    index.posts.change(step, post.attribution, times, on: shelf)
                }
            }
        }
        changeHeirs(step, post, shelves, times)
        changeTallies(step, post, arenas, reach)
    }

    private mutating func changeUnpublished(
        _ step: IndexStep, _ post: Post, _ arenas: [ID<Arena>], _ times: PostTimes
    ) {
        unpublished.change(step, times)
        for arena in arenas {
            arenaIndexes.modify(arena, default: ArenaIndex()) {
                $0.unpublished.change(step, times)
            }
        }
        if let author = post.author {
            organisationIndexes.modify(author, default: OrganisationIndex()) {
                $0.posts.unpublished.change(step, times)
            }
        }
    }

    private mutating func changeArenas(
        _ step: IndexStep, _ post: Post, _ arenas: [ID<Arena>], _ reach: Reach,
        _ times: PostTimes
    ) {
        for arena in arenas {
            let isForeign = isForeign(post, in: arena)
            arenaIndexes.modify(arena, default: ArenaIndex()) { index in
                if isForeign {
                    index.foreignCount += Int(step.sign)
                } else {
                    index.published.change(step, reach, times)
                }
                for other in arenas where other != arena {
                    let shelf = Shelf(membersOf: other)
                    switch reach {
                    case .everyone: break
                    case .organisations: index.openCrossing.change(step, times, on: shelf)
                    case .members: index.crossing.change(step, times, on: shelf)
                    }
                }
            }
        }
    }

    private mutating func changeHeirs(
        _ step: IndexStep, _ post: Post, _ shelves: [Shelf], _ times: PostTimes
    ) {
        if post.content.basedOn.isEmpty { return }
        var shelves = shelves
        if shelves.contains(where: \.isNarrow), let author = post.author {
            shelves.append(Shelf(author: author))
        }
        for source in Set(post.content.basedOn.map(\.post)) {
            heirs.modify(source, default: OrderedIndex()) { index in
                for shelf in shelves { index.change(step, ShelfKey(shelf, times.published)) }
            }
            if heirs[source]?.count == 0 { heirs[source] = nil }
        }
    }

    // A CLEAR post is kept away from nobody, and takes no part in what is subtracted.
    private mutating func changeTallies(
        _ step: IndexStep, _ post: Post, _ arenas: [ID<Arena>], _ reach: Reach
    ) {
        let isClear = post.audience.tlp == .clear
        for arena in arenas {
            let isForeign = isForeign(post, in: arena)
            if let author = post.author, isForeign || !isClear {
                changeTally(Membership.Key(arena: arena, organisation: author)) { tally in
                    switch (isForeign, post.attribution) {
                    case (true, _): tally.foreign += step.sign
                    case (false, .named): tally.named.change(step, reach)
                    case (false, .chatham): tally.chatham.change(step, reach)
                    }
                }
            }
            if !isForeign, !isClear { changeShutOuts(step, post, reach, in: arena) }
        }
    }

    private mutating func changeShutOuts(
        _ step: IndexStep, _ post: Post, _ reach: Reach, in arena: ID<Arena>
    ) {
        // An author reads its own post, whomever it keeps away.
        for organisation in Set(post.audience.exclude + post.audience.frozenWalls)
        where organisation != post.author {
            var key = ShutOut(arena: arena, author: nil, organisation: organisation)
            changeShutOut(key) { $0.change(step, reach) }
            guard post.attribution == .named, let author = post.author else { continue }
            key = ShutOut(arena: arena, author: author, organisation: organisation)
            changeShutOut(key) { $0.change(step, reach) }
        }
    }

    private mutating func changeTally(
        _ key: Membership.Key, _ change: (inout AuthorTally) -> Void
    ) {
        authorTallies.modify(key, default: AuthorTally(), change)
        if authorTallies[key] == AuthorTally() { authorTallies[key] = nil }
    }

    private mutating func changeShutOut(_ key: ShutOut, _ change: (inout Tally) -> Void) {
        shutOuts.modify(key, default: Tally(), change)
        if shutOuts[key] == Tally() { shutOuts[key] = nil }
    }

    /// Whether the arena shows, by reference, a post whose home is not open to view: a rest from
    /// before the home was closed, for the members of the home alone.
    func isForeign(_ post: Post, in arena: ID<Arena>) -> Bool {
        post.arena != arena && !isOpenToView(post.arena)
    }

    /// Changes who can read in an arena, and moves the posts and events at home there to where
    /// their new readers look.
    mutating func change(_ id: ID<Arena>, to arena: Arena?) {
        let isOpen = arena.map { $0.profile.joinPolicy != .inviteOnly } ?? false
        guard isOpen != isOpenToView(id), let index = arenaIndexes[id] else {
            arenas[id] = arena.map(Box.init)
            return
        }
        let moved = index.allPosts.compactMap { posts[$0.id]?.value }
            .filter { $0.arena == id && $0.state == .published }
        let events = events(in: id)
        for post in moved { change(.remove, post) }
        for event in events { change(.remove, event) }
        arenas[id] = arena.map(Box.init)
        for post in moved { change(.insert, post) }
        for event in events { change(.insert, event) }
    }
}

extension Post {
    /// Where it is shown: at home, and by reference; each arena once.
    var arenas: [ID<Arena>] {
        if audience.alsoIn.isEmpty { return [arena] }
        return audience.alsoIn.reduce(into: [arena]) { arenas, id in
            if !arenas.contains(id) { arenas.append(id) }
        }
    }
}
