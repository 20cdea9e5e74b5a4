/// One arena becomes part of another.
extension State {
    /// Moves posts with all that hangs on them, events, memberships, reports and the reach of
    /// tokens, and removes the arena. What others decided stays: revisions, times, and who was
    /// turned away.
    mutating func mergeArena(_ id: ID<Arena>, into target: ID<Arena>) {
        guard id != target, arenas[id] != nil, arenas[target] != nil else { return }
        let index = arenaIndexes[id] ?? ArenaIndex()
        for key in index.allPosts { move(key.id, from: id, to: target) }
        for key in index.reports {
            guard var report = reports[key.id] else { continue }
            report.arena = target
            put(report)
        }
        for var event in events(in: id) {
            event.arena = target
            put(event)
        }
        for key in index.memberships.ascending() {
            move(membershipOf: key.id, from: id, to: target)
        }
        for token in tokens.values.map(\.value) where token.arenas?.contains(id) ?? false {
            var moved = token
            moved.arenas = token.arenas?.replacing(id, by: target)
            tokens[token.id] = Box(moved)
        }
        removeArena(id)
    }

    private mutating func move(_ post: ID<Post>, from id: ID<Arena>, to target: ID<Arena>) {
        // The present one first: its place in the indexes follows from it.
        if let old = posts[post]?.value { put(Box(old.moved(from: id, to: target))) }
        if let earlier = earlierPosts[post] {
            earlierPosts[post] = earlier.map { Box($0.value.moved(from: id, to: target)) }
        }
        for adopter in adopters[post] ?? [] {
            let key = Adoption.Key(post: post, organisation: adopter)
            guard var adoption = adoptions[key]?.value else { continue }
            adoption.audience.alsoIn = adoption.audience.alsoIn.replacing(id, by: target)
            put(adoption)
        }
        for comment in comments.ids(on: post) {
            guard var comment = comments[comment] else { continue }
            if comment.arena == id { comment.arena = target }
            comment.audience.alsoIn = comment.audience.alsoIn.replacing(id, by: target)
            put(comment)
        }
        for followUp in followUps.ids(on: post) {
            guard var followUp = followUps[followUp] else { continue }
            followUp.audience.alsoIn = followUp.audience.alsoIn.replacing(id, by: target)
            followUps.put(followUp)
        }
    }

    private mutating func move(
        membershipOf organisation: ID<Organisation>, from id: ID<Arena>, to target: ID<Arena>
    ) {
        let key = Membership.Key(arena: id, organisation: organisation)
        guard var moved = memberships[key]?.value else { return }
        removeMembership(key)
        moved.arena = target
        // Nobody accepts a charter for another (PRODUCT §5).
        moved.charterVersion = nil
        if moved.state == .member, arenas[target]?.value.profile.competitionSensitive ?? false {
            moved.state = .invited
            moved.isCurator = false
        }
        guard var there = memberships[moved.key]?.value else { return put(moved) }
        switch there.state {
        case .rejected, .removed: return
        case .member: there.isCurator = there.isCurator || moved.isCurator
        case .invited, .requested, .left:
            guard moved.state == .member else { return }
            there.state = .member
            there.isCurator = moved.isCurator
        }
        put(there)
    }
}

extension Post {
    fileprivate func moved(from id: ID<Arena>, to target: ID<Arena>) -> Post {
        var moved = self
        if moved.arena == id { moved.arena = target }
        moved.audience.alsoIn = audience.alsoIn.replacing(id, by: target)
            .filter { $0 != moved.arena }
        return moved
    }
}

extension [ID<Arena>] {
    /// The same with one in the place of another, each once.
    fileprivate func replacing(_ id: ID<Arena>, by target: ID<Arena>) -> [ID<Arena>] {
        guard contains(id) else { return self }
        return reduce(into: []) { all, next in
            let next = next == id ? target : next
            if !all.contains(next) { all.append(next) }
        }
    }
}
