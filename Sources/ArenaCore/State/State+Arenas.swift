extension State {
    mutating func put(_ arena: Arena) {
        let old = arenas[arena.id]?.value
        if let old { unlink(old) }
        follow(old, arena)
        change(arena.id, to: arena)
        arenaOrder.insert(arena.nameKey)
        for slug in arena.slugs {
            arenasBySlug.modify(slug, default: []) { $0.append(arena.id) }
        }
        for id in arena.mergedFrom { mergedArenas[id] = arena.id }
    }

    mutating func removeArena(_ id: ID<Arena>) {
        guard let old = arenas[id]?.value else { return }
        unlink(old)
        follow(old, Arena?.none)
        forgetReplies(naming: id)
        change(id, to: nil)
        if arenaIndexes[id]?.isEmpty ?? false { arenaIndexes[id] = nil }
    }

    private mutating func unlink(_ arena: Arena) {
        arenaOrder.remove(arena.nameKey)
        for slug in arena.slugs {
            let others = arenasBySlug[slug]?.filter { $0 != arena.id } ?? []
            arenasBySlug[slug] = others.isEmpty ? nil : others
        }
        for id in arena.mergedFrom where mergedArenas[id] == arena.id { mergedArenas[id] = nil }
    }

    mutating func put(_ membership: Membership) {
        let old = memberships[membership.key]?.value
        memberships[membership.key] = Box(membership)
        follow(old, membership)
        arenaIndexes.modify(membership.arena, default: ArenaIndex()) { index in
            if old == nil { index.memberships.insert(membership.timeKey) }
            index.memberCount += membership.state == .member ? 1 : 0
            index.memberCount -= old?.state == .member ? 1 : 0
        }
        if old == nil {
            organisationIndexes.modify(membership.organisation, default: OrganisationIndex()) {
                $0.arenas.append(membership.arena)
            }
        }
    }

    mutating func removeMembership(_ key: Membership.Key) {
        guard let old = memberships[key]?.value else { return }
        memberships[key] = nil
        follow(old, Membership?.none)
        if arenaIndexes[key.arena] != nil {
            arenaIndexes.modify(key.arena, default: ArenaIndex()) { index in
                index.memberships.remove(old.timeKey)
                index.memberCount -= old.state == .member ? 1 : 0
            }
        }
        if organisationIndexes[key.organisation] != nil {
            organisationIndexes.modify(key.organisation, default: OrganisationIndex()) {
                $0.arenas.removeAll { $0 == key.arena }
            }
        }
    }
}

extension Arena {
    /// The present slug and those it had.
    package var slugs: [String] { [profile.slug] + formerSlugs }

    var nameKey: NameKey<Arena> {
        NameKey(name: NorwegianText.sortingKey(profile.name), id: id)
    }
}

extension Membership {
    /// Memberships are listed in the order in which they came about.
    package var timeKey: TimeKey<Organisation> { TimeKey(time: createdAt, id: organisation) }
}
