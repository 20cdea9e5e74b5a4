/// Counts hold what the viewer may see (DECISIONS §3). They are made from tallies, so that they
/// take no longer where much is hidden.
extension View {
    package func memberCount(of arena: Arena) -> Int? {
        guard seesInside(arena), seesMemberCount(of: arena) else { return nil }
        return state.arenaIndexes[arena.id]?.memberCount ?? 0
    }

    package func postCount(in arena: Arena) -> Int {
        guard seesInside(arena), let index = state.arenaIndexes[arena.id] else { return 0 }
        if viewer.isAdmin { return index.published.count + index.foreignCount }
        var count = index.published.everyone.count
        if let reader = viewer.acting(in: arena.id) {
            let shutOut = shutOut(reader, in: arena.id)
            count += index.published.organisations.count - shutOut[.organisations]
            let own = state.authorTallies[.init(arena: arena.id, organisation: reader)]
            if isMember(reader, of: arena.id) {
                count += index.published.members.count - shutOut[.members]
            } else if let own {
                count += (own.named + own.chatham)[.members]
            }
            count += Int(own?.foreign ?? 0)
        }
        return count + crossingPosts(in: arena.id, index).count { _ in true }
    }

    /// How many posts of the arena are kept away from the reader.
    private func shutOut(_ reader: ID<Organisation>, in arena: ID<Arena>) -> Tally {
        var shutOut =
            state.shutOuts[ShutOut(arena: arena, author: nil, organisation: reader)] ?? Tally()
        for author in state.organisationIndexes[reader]?.walledBy ?? [] where author != reader {
            let key = Membership.Key(arena: arena, organisation: author)
            guard let tally = state.authorTallies[key] else { continue }
            // What its author excludes the reader from as well is hidden once.
            let twice = ShutOut(arena: arena, author: author, organisation: reader)
            shutOut = shutOut + tally.named - (state.shutOuts[twice] ?? Tally())
        }
        return shutOut
    }

    /// The posts that the viewer sees in the arena because of another that shows them too, and
    /// that no tally counts.
    func crossingPosts(in arena: ID<Arena>, _ index: ArenaIndex) -> some Sequence<Box<Post>> {
        let reader = viewer.acting(in: arena)
        let isMember = isMember(reader, of: arena)
        var sources: [PostSource] = []
        if !isMember || index.foreignCount > 0 {
            sources += crossingSources(in: arena, index, .published)
        }
        // A narrowed token acts elsewhere and reads its own here where they are shown there.
        if reader == nil { sources += ownSources(in: arena, .published) }
        return PostWalk(sources).lazy.compactMap { key -> Box<Post>? in
            guard let box = state.posts[key.id], sees(box.value) else { return nil }
            guard let reader else { return box }
            if box.value.author == reader { return nil }
            return !isMember || state.isForeign(box.value, in: arena) ? box : nil
        }
    }

    package func adoptionCount(of post: Post) -> Int {
        guard let adopters = state.adopters[post.id] else { return 0 }
        return adopters.count { adoption(of: post, by: $0) != nil }
    }

    /// Of those that are published, for everybody (DECISIONS §1).
    package func commentCount(of post: Post) -> Int {
        let order = state.comments.order(on: post.id)
        if order.count == 0 { return 0 }
        return order.count { key in
            state.comments[key.id].map { $0.state == .published && sees($0, on: post) } ?? false
        }
    }

    package func basedOnThisCount(of post: Post) -> Int {
        guard let heirs = state.heirs[post.id] else { return 0 }
        let plain = ShelfKey(.organisations, .first)
        if viewer.organisation == nil || !viewer.isActive, !viewer.isAdmin {
            return heirs.count(below: plain)
        }
        return PostWalk(heirSources(of: post.id)).count { key in
            state.posts[key.id].map { sees($0.value) } ?? false
        }
    }
}
