extension Write {
    /// Registers an organisation with its first token. By an admin it is active at once; else as
    /// the server's registration mode says.
    package mutating func register(_ profile: Organisation.Profile, token secret: TokenSecret)
        throws(Refusal) -> (organisation: Organisation, token: Token)
    {
        if limits.registration == .closed, !viewer.isAdmin { throw Refusal(.registrationClosed) }
        try checkNumber(of: profile, besides: nil)
        let isActive = viewer.isAdmin || limits.registration == .open
        let organisation = Organisation(
            id: nextID(), createdAt: now, profile: profile, state: isActive ? .active : .pending)
        var token = Token(
            id: nextID(), createdAt: now, owner: .organisation(organisation.id), name: "first",
            scopes: [.read, .post, .manage], hash: secret.hash, hint: secret.hint)
        token.expiresAt = now.adding(seconds: Token.defaultLifeSeconds)
        note("organisation.register", .organisation(organisation), .token(token))
        return (organisation, token)
    }

    /// Changes what an organisation decides about itself; `state` is for admins.
    package mutating func edit(
        _ organisation: Organisation, profile: Organisation.Profile, state: Organisation.State
    ) throws(Refusal) -> Organisation {
        try mustManage(organisation.id)
        if state != organisation.state {
            guard viewer.isAdmin else {
                throw Refusal(.notAllowed, [.init("/state", "only-admin")])
            }
            if state == .pending {
                throw Refusal(.illegalStateChange, [.init("/state", "illegal-state-change")])
            }
        }
        if profile.orgNumber != organisation.profile.orgNumber || state != organisation.state {
            try checkNumber(of: profile, besides: organisation.id)
        }
        var edited = organisation
        edited.profile = profile
        edited.state = state
        guard edited != organisation else { return organisation }
        edited.revision += 1
        edited.updatedAt = now
        let action =
            state == organisation.state ? "organisation.update" : "organisation.\(state.rawValue)"
        note(action, .organisation(edited))
        return edited
    }

    /// Erases an organisation: its tokens, memberships and adoptions go; its posts lose their
    /// author, or go as well where `withPosts` asks. Chatham House posts always stay, since their
    /// going would tell whose they were (DECISIONS §12).
    package mutating func erase(_ organisation: Organisation, withPosts: Bool) throws(Refusal) {
        try mustManage(organisation.id)
        let id = organisation.id
        if !viewer.isAdmin { try mustLeaveNoArenaAlone(id) }
        note("organisation.erase", .organisationErased(id, withPosts: withPosts))
        for key in state.arenaOrder.ascending() {
            guard let arena = state.arenas[key.id]?.value else { continue }
            var cleaned = arena
            if cleaned.chair == id { cleaned.chair = nil }
            if cleaned.founder == id { cleaned.founder = nil }
            cleaned.cosigners.removeAll { $0 == id }
            guard cleaned != arena else { continue }
            cleaned.revision += 1
            cleaned.updatedAt = now
            note("organisation.erase", .arena(cleaned))
        }
    }

    /// An organisation's own affairs are for itself, by a token that reaches everywhere, and
    /// for admins.
    package func mustManage(_ organisation: ID<Organisation>) throws(Refusal) {
        if viewer.isAdmin { return }
        guard viewer.organisation == organisation, viewer.arenas == nil else {
            throw Refusal(.notAllowed)
        }
    }

    func checkNumber(
        of profile: Organisation.Profile, besides own: ID<Organisation>?
    ) throws(Refusal) {
        guard let number = profile.orgNumber,
            let other = state.organisationByNumber[number.description], other != own
        else { return }
        // Who may not see the other learns that the number is taken, and not by whom.
        let seen = view.organisation(other) != nil
        throw Refusal(
            .duplicateOrgNumber, [.init("/orgNumber", "duplicate-org-number")],
            values: seen ? ["existing": "/v1/organisations/\(other)"] : [:])
    }
}
