extension Write {
    /// Founds an arena: open at once by an admin, else proposed with its founder as the first
    /// curator and chair. An empty slug is made from the name, and an id where none is given.
    package mutating func found(_ profile: Arena.Profile, id: ID<Arena>? = nil)
        throws(Refusal) -> Arena
    {
        var profile = profile
        if profile.slug.isEmpty {
            profile.slug = freeSlug(for: profile.name)
        } else {
            try checkSlug(profile, besides: nil)
        }
        var arena = Arena(
            id: id ?? nextID(), createdAt: now, profile: profile,
            state: viewer.isAdmin ? .open : .proposed)
        arena.charterVersionLast = profile.charter?.version ?? 0
        guard !viewer.isAdmin else {
            note("arena.found", .arena(arena))
            return arena
        }
        guard let founder = viewer.actingAnywhere else { throw Refusal(.notAllowed) }
        try checkProposals(of: founder)
        arena.founder = founder
        arena.chair = founder
        var membership = Membership(
            id: nextID(), createdAt: now, arena: arena.id, organisation: founder, state: .member)
        membership.isCurator = true
        membership.charterVersion = profile.charter?.version
        note("arena.found", .arena(arena), .membership(membership))
        return arena
    }

    /// Changes what curators decide about their arena. Only an admin opens one or reopens it, and
    /// only the chair or an admin hands the chair on, to a member, who then curates.
    package mutating func edit(
        _ arena: Arena, profile: Arena.Profile, state: Arena.State, chair: ID<Organisation>?
    ) throws(Refusal) -> Arena {
        guard view.curates(arena.id) else { throw Refusal(.notAllowed) }
        if state != arena.state {
            guard viewer.isAdmin else {
                throw Refusal(.notAllowed, [.init("/state", "only-admin")])
            }
            if state == .proposed {
                throw Refusal(.illegalStateChange, [.init("/state", "illegal-state-change")])
            }
        }
        var edited = arena
        edited.profile = profile
        edited.state = state
        try number(&edited.profile.charter, after: arena)
        edited.charterVersionLast = max(
            arena.charterVersionLast, edited.profile.charter?.version ?? 0)
        if profile.slug != arena.profile.slug {
            try checkSlug(profile, besides: arena.id)
            edited.formerSlugs.removeAll { $0 == profile.slug }
            edited.formerSlugs.append(arena.profile.slug)
            guard edited.formerSlugs.count <= limits.formerSlugsMax else {
                throw Refusal(.tooMany, values: ["max": String(limits.formerSlugsMax)])
            }
        } else if arena.profile.joinPolicy == .inviteOnly, profile.joinPolicy != .inviteOnly {
            try checkSlug(profile, besides: arena.id)
        }
        if profile.joinPolicy == .inviteOnly, arena.profile.joinPolicy != .inviteOnly,
            sharesPosts(arena.id)
        {
            // What is behind a closed door is shown nowhere else (DECISIONS §5).
            throw .invalid("/joinPolicy", "has-shared-posts")
        }
        if chair != arena.chair {
            try handOn(&edited, to: chair)
        }
        guard edited != arena else { return arena }
        edited.revision += 1
        edited.updatedAt = now
        note("arena.update", .arena(edited))
        return edited
    }

    package mutating func archive(_ arena: Arena) throws(Refusal) {
        guard view.curates(arena.id) else { throw Refusal(.notAllowed) }
        guard arena.state != .archived else { return }
        var archived = arena
        archived.state = .archived
        archived.revision += 1
        archived.updatedAt = now
        note("arena.archive", .arena(archived))
    }

    /// Makes an arena part of another: for admins, and into none that protects less what was
    /// shared in the first.
    package mutating func merge(_ arena: Arena, into target: Arena) throws(Refusal) -> Arena {
        guard viewer.isAdmin else { throw Refusal(.notAllowed) }
        if arena.id == target.id { throw .invalid("/into", "names-itself") }
        guard target.state == .open else { throw Refusal(.arenaNotOpen) }
        let lacking = arena.profile.protections.subtracting(target.profile.protections)
        if !lacking.isEmpty {
            let fields = lacking.sorted().joined(separator: ", ")
            throw .invalid("/into", "less-protected", ["fields": fields])
        }
        if target.profile.joinPolicy == .inviteOnly, sharesPosts(arena.id) {
            throw .invalid("/into", "has-shared-posts")
        }
        var merged = target
        // Those of a merge are not the curators' renamings, which have a limit.
        merged.formerSlugs += arena.slugs.filter { !target.slugs.contains($0) }
        merged.mergedFrom += [arena.id] + arena.mergedFrom
        merged.revision += 1
        merged.updatedAt = now
        note("arena.merge", .arenaMerged(arena.id, into: target.id), .arena(merged))
        return merged
    }

    /// Removes an arena with its memberships and posts: for admins.
    package mutating func purge(_ arena: Arena) throws(Refusal) {
        guard viewer.isAdmin else { throw Refusal(.notAllowed) }
        note("arena.purge", .arenaPurged(arena.id))
    }

    /// Co-signs a proposed arena for the viewer's organisation; an admin may for any. With enough
    /// co-signers beside its founder the arena opens.
    package mutating func cosign(_ arena: Arena, as organisation: ID<Organisation>)
        throws(Refusal) -> Arena
    {
        try mustActFor(organisation, in: arena)
        if arena.cosigners.contains(organisation) { return arena }
        guard arena.state == .proposed else { throw Refusal(.arenaNotProposed) }
        guard organisation != arena.founder else { throw Refusal(.illegalStateChange) }
        var signed = arena
        signed.cosigners.append(organisation)
        if signed.cosigners.count >= limits.cosigners { signed.state = .open }
        signed.revision += 1
        signed.updatedAt = now
        note("arena.cosign", .arena(signed))
        return signed
    }

    package mutating func withdrawCosignature(_ arena: Arena, of organisation: ID<Organisation>)
        throws(Refusal)
    {
        try mustActFor(organisation, in: arena)
        guard arena.cosigners.contains(organisation) else { throw Refusal(.notFound) }
        guard arena.state == .proposed else { throw Refusal(.arenaNotProposed) }
        var signed = arena
        signed.cosigners.removeAll { $0 == organisation }
        signed.revision += 1
        signed.updatedAt = now
        note("arena.uncosign", .arena(signed))
    }

    func mustActFor(_ organisation: ID<Organisation>, in arena: Arena) throws(Refusal) {
        if viewer.isAdmin { return }
        guard viewer.acting(in: arena.id) == organisation else { throw Refusal(.notAllowed) }
    }

    /// A charter whose text changes gets a version that none had before; a higher one may be named.
    private func number(_ charter: inout Arena.Charter?, after arena: Arena) throws(Refusal) {
        guard var numbered = charter, numbered != arena.profile.charter else { return }
        let isSame = numbered.text == arena.profile.charter?.text
        let next = isSame ? arena.charterVersionLast : arena.charterVersionLast + 1
        numbered.version = max(numbered.version, next)
        guard numbered.version <= Arena.Charter.versionMax else {
            throw .invalid("/charter/version", "too-large", ["max": "\(Arena.Charter.versionMax)"])
        }
        charter = numbered
    }

    /// Whether a post is at home here and shown elsewhere, or the other way round.
    private func sharesPosts(_ arena: ID<Arena>) -> Bool {
        guard let index = state.arenaIndexes[arena] else { return false }
        return index.allPosts.contains { key in
            state.posts[key.id]?.value.audience.alsoIn.isEmpty == false
        }
    }

    private func checkProposals(of founder: ID<Organisation>) throws(Refusal) {
        let open = (state.organisationIndexes[founder]?.arenas ?? []).count { id in
            guard let arena = state.arenas[id]?.value else { return false }
            return arena.state == .proposed && arena.founder == founder
        }
        guard open < limits.proposalsPerOrganisationMax else {
            throw Refusal(.tooMany, values: ["max": String(limits.proposalsPerOrganisationMax)])
        }
    }

    private mutating func handOn(_ arena: inout Arena, to chair: ID<Organisation>?)
        throws(Refusal)
    {
        guard viewer.isAdmin || viewer.acting(in: arena.id) == arena.chair else {
            throw Refusal(.notAllowed, [.init("/chair", "only-chair")])
        }
        if let chair {
            guard var membership = view.membership(chair, in: arena.id),
                membership.state == .member
            else { throw .invalid("/chair", "not-a-member") }
            if !membership.isCurator {
                membership.isCurator = true
                membership.revision += 1
                membership.updatedAt = now
                note("arena.chair", .membership(membership))
            }
        }
        arena.chair = chair
    }

    // A slug clashes only with one that the viewer could know of: an invite-only arena is no
    // reason that an outsider may notice (DECISIONS §8).
    private func isTaken(_ slug: String, besides own: ID<Arena>?) -> Arena? {
        (state.arenasBySlug[slug] ?? []).lazy.filter { $0 != own }
            .compactMap { state.arenas[$0]?.value }
            .first { $0.profile.joinPolicy != .inviteOnly || view.sees($0) }
    }

    func checkSlug(_ profile: Arena.Profile, besides own: ID<Arena>?) throws(Refusal) {
        guard let other = isTaken(profile.slug, besides: own) else { return }
        throw Refusal(
            .duplicateSlug, [.init("/slug", "duplicate-slug")],
            values: ["existing": "/v1/arenas/\(other.id)"])
    }

    private func freeSlug(for name: String) -> String {
        let slug = NorwegianText.slug(name)
        let stem = slug.isEmpty ? "arena" : slug
        if isTaken(stem, besides: nil) == nil { return stem }
        var number = 2
        while isTaken(numbered(stem, number), besides: nil) != nil { number += 1 }
        return numbered(stem, number)
    }

    private func numbered(_ stem: String, _ number: Int) -> String {
        let suffix = "-\(number)"
        var head = stem.prefix(80 - suffix.utf8.count)
        while head.hasSuffix("-") { head.removeLast() }
        return head + suffix
    }
}

extension Arena.Profile {
    /// What keeps from others what is shared here, by the field that says so.
    fileprivate var protections: Set<String> {
        var protections: Set<String> = []
        if joinPolicy == .inviteOnly { protections.insert("joinPolicy") }
        if competitionSensitive { protections.insert("competitionSensitive") }
        if memberList != .names { protections.insert("memberList") }
        return protections
    }
}
