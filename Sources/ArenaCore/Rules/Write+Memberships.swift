/// What an organisation says when it joins.
package struct JoinRequest: Sendable {
    package var roles: [String] = []
    package var roleTitle: String?
    package var answer: String?
    package var charterVersion: Int?

    package init() {}
}

/// What a curator decides about a membership; nil leaves a field as it is.
package struct MembershipDecision: Sendable {
    package var state: Membership.State?
    package var isCurator: Bool?
    package var reason: String??
    package var roles: [String]?
    package var roleTitle: String??

    package init() {}
}

extension Write {
    /// Joins, asks to join, or accepts an invitation, by the arena's policy; a member's request
    /// only renews its roles, answer and charter version.
    package mutating func join(
        _ arena: Arena, as organisation: ID<Organisation>, _ request: JoinRequest
    ) throws(Refusal) -> Membership {
        try mustActFor(organisation, in: arena)
        guard arena.state == .open else { throw Refusal(.arenaNotOpen) }
        let old = view.membership(organisation, in: arena.id)
        var membership =
            old
            ?? Membership(
                id: nextID(), createdAt: now, arena: arena.id, organisation: organisation,
                state: .requested)
        let isIn = old?.state == .member
        let isInvited = old?.state == .invited
        // Whoever was removed asks again, even where others just join.
        let isFree = arena.profile.joinPolicy == .open && old?.state != .removed
        if !isIn, !isInvited, arena.profile.joinPolicy == .inviteOnly, !viewer.isAdmin {
            throw Refusal(.notFound)
        }
        membership.state = isIn || isInvited || isFree || viewer.isAdmin ? .member : .requested
        try checkCharter(request.charterVersion ?? (isIn ? old?.charterVersion : nil), of: arena)
        if membership.state == .requested, arena.profile.joinQuestion != nil,
            request.answer == nil
        {
            throw .invalid("/answer", "answer-required")
        }
        membership.roles = request.roles
        membership.roleTitle = request.roleTitle
        membership.answer = request.answer ?? (isIn ? old?.answer : nil)
        membership.charterVersion = request.charterVersion ?? old?.charterVersion
        if !isIn { membership.reason = nil }
        return store(membership, replacing: old, as: "membership.\(membership.state.rawValue)")
    }

    /// A curator invites an organisation; one that has asked already is let in.
    package mutating func invite(_ organisation: ID<Organisation>, to arena: Arena)
        throws(Refusal) -> Membership
    {
        guard view.curates(arena.id) else { throw Refusal(.notAllowed) }
        guard arena.state == .open else { throw Refusal(.arenaNotOpen) }
        let old = view.membership(organisation, in: arena.id)
        var membership =
            old
            ?? Membership(
                id: nextID(), createdAt: now, arena: arena.id, organisation: organisation,
                state: .invited)
        switch old?.state {
        case .member, .invited: return membership
        case .requested: membership.state = .member
        case nil, .rejected, .left, .removed: membership.state = .invited
        }
        membership.reason = nil
        return store(membership, replacing: old, as: "membership.invite")
    }

    /// A curator's decision on a request, an invitation or a member.
    package mutating func decide(
        _ membership: Membership, in arena: Arena, _ decision: MembershipDecision
    ) throws(Refusal) -> Membership {
        let isOwn = viewer.acting(in: arena.id) == membership.organisation
        let curates = view.curates(arena.id)
        guard curates || isOwn else { throw Refusal(.notAllowed) }
        var decided = membership
        if let roles = decision.roles { decided.roles = roles }
        if let title = decision.roleTitle { decided.roleTitle = title }
        if let reason = decision.reason { decided.reason = reason }
        if let state = decision.state { decided.state = state }
        if let isCurator = decision.isCurator { decided.isCurator = isCurator }
        let isJudged =
            decided.state != membership.state || decided.isCurator != membership.isCurator
            || decided.reason != membership.reason
        if isJudged, !curates { throw Refusal(.notAllowed) }
        try checkMove(from: membership.state, to: decided.state)
        if decided.state == .rejected, decided.reason == nil {
            throw .invalid("/reason", "reason-required")
        }
        if decided.isCurator, decided.state != .member {
            if decision.isCurator == true { throw .invalid("/curator", "not-a-member") }
            decided.isCurator = false
        }
        if membership.isCurator, !decided.isCurator { try mustLeaveCurator(arena, membership) }
        let stored = store(
            decided, replacing: membership, as: "membership.\(decided.state.rawValue)")
        if !stored.isCurator { clearChair(of: arena, heldBy: membership.organisation) }
        return stored
    }

    /// The organisation leaves, takes its request back or declines; or a curator removes it.
    package mutating func leave(_ membership: Membership, _ arena: Arena, reason: String?)
        throws(Refusal)
    {
        let isOwn = viewer.acting(in: arena.id) == membership.organisation
        guard isOwn || view.curates(arena.id) else { throw Refusal(.notAllowed) }
        switch membership.state {
        case .rejected, .left, .removed: throw Refusal(.notFound)
        case .invited, .requested, .member: break
        }
        if membership.isCurator { try mustLeaveCurator(arena, membership) }
        var gone = membership
        gone.state = isOwn ? .left : .removed
        gone.isCurator = false
        gone.reason = reason
        _ = store(gone, replacing: membership, as: "membership.\(gone.state.rawValue)")
        clearChair(of: arena, heldBy: membership.organisation)
    }

    // The chair is a curator: whoever ceases to be one leaves it empty.
    private mutating func clearChair(of arena: Arena, heldBy organisation: ID<Organisation>) {
        guard arena.chair == organisation else { return }
        var vacant = arena
        vacant.chair = nil
        vacant.revision += 1
        vacant.updatedAt = now
        note("arena.chair", .arena(vacant))
    }

    private mutating func store(
        _ membership: Membership, replacing old: Membership?, as action: String
    ) -> Membership {
        guard membership != old else { return membership }
        var stored = membership
        if old != nil {
            stored.revision += 1
            stored.updatedAt = now
        }
        note(action, .membership(stored))
        return stored
    }

    private func checkMove(from old: Membership.State, to new: Membership.State)
        throws(Refusal)
    {
        switch (old, new) {
        case _ where old == new: return
        case (.requested, .member), (.requested, .rejected), (.rejected, .member),
            (.member, .removed), (.invited, .removed), (.rejected, .invited), (.left, .invited),
            (.removed, .invited), (.removed, .member):
            return
        default:
            throw Refusal(
                .illegalStateChange, [.init("/state", "illegal-state-change")],
                values: ["from": old.rawValue, "to": new.rawValue])
        }
    }

    // An arena keeps a curator: the last one hands over first.
    private func mustLeaveCurator(_ arena: Arena, _ leaving: Membership) throws(Refusal) {
        guard arena.state != .archived else { return }
        let hasAnother = view.memberships(of: arena).contains { other in
            other.organisation != leaving.organisation && other.state == .member
                && other.isCurator
        }
        if !hasAnother { throw Refusal(.lastCurator) }
    }

    /// An organisation that erases itself hands over what it alone curates first.
    func mustLeaveNoArenaAlone(_ organisation: ID<Organisation>) throws(Refusal) {
        for id in state.organisationIndexes[organisation]?.arenas ?? [] {
            guard let arena = state.arenas[id]?.value, arena.state == .open,
                let own = view.membership(organisation, in: id), own.state == .member,
                own.isCurator
            else { continue }
            try mustLeaveCurator(arena, own)
        }
    }

    /// A competition-sensitive arena takes members only under its present charter.
    private func checkCharter(_ version: Int?, of arena: Arena) throws(Refusal) {
        guard arena.profile.competitionSensitive, let charter = arena.profile.charter else {
            return
        }
        guard version == charter.version else {
            throw .invalid(
                "/charterVersion", "charter-version", ["current": String(charter.version)])
        }
    }
}
