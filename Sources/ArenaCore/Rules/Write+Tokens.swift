/// What is kept of a token's text; the text itself is shown once and forgotten.
package struct TokenSecret: Sendable {
    package let hash: Digest
    package let hint: String

    package init(hash: Digest, hint: String) {
        self.hash = hash
        self.hint = hint
    }
}

extension Token {
    package static let defaultLifeSeconds: Int64 = 90 * 86_400
    package static let lifeSecondsMax: Int64 = 366 * 86_400
    package static let overlapSecondsMax: Int64 = 30 * 86_400
    /// How long a token that has ended is kept, so that its holder is told that it has.
    package static let rememberedSeconds: Int64 = 30 * 86_400
}

/// What a new token is to be.
package struct TokenDraft: Sendable {
    package var owner: Token.Owner
    package var name: String
    package var scopes: [Token.Scope]
    package var arenas: [ID<Arena>]?
    /// nil: the default life.
    package var expiresAt: Timestamp?
    /// Without an end, whatever `expiresAt` says: for whoever runs the machine itself.
    package var neverExpires = false

    package init(owner: Token.Owner, name: String, scopes: [Token.Scope]) {
        self.owner = owner
        self.name = name
        self.scopes = scopes
    }
}

extension Write {
    /// Makes a token for the viewer's own organisation; an admin makes any. None may more than
    /// the token that makes it (DECISIONS §7).
    package mutating func createToken(_ draft: TokenDraft, secret: TokenSecret) throws(Refusal)
        -> Token
    {
        try checkOwner(draft)
        if let problem = excess(of: draft) { throw Refusal(.tokenExceedsOwn, [problem]) }
        let expiresAt = try expiry(of: draft)
        let stale = try staleTokens(of: draft.owner)
        var token = Token(
            id: nextID(), createdAt: now, owner: draft.owner, name: draft.name,
            scopes: draft.scopes, hash: secret.hash, hint: secret.hint)
        token.arenas = draft.arenas
        token.expiresAt = expiresAt
        note("token.create", .token(token))
        for id in stale { note("token.create", .tokenRemoved(id)) }
        return token
    }

    /// The tokens of the owner that ended so long ago that nobody asks why; throws where it holds
    /// too many besides.
    private func staleTokens(of owner: Token.Owner) throws(Refusal) -> [ID<Token>] {
        let held: [ID<Token>]
        switch owner {
        case .admin: held = state.adminTokens
        case .organisation(let id): held = state.organisationIndexes[id]?.tokens ?? []
        }
        let horizon = now.adding(seconds: -Token.rememberedSeconds)
        let stale = held.filter { !(state.tokens[$0]?.value.isValid(at: horizon) ?? false) }
        if held.count - stale.count >= limits.tokensPerOwnerMax {
            throw Refusal(.tooMany, values: ["max": String(limits.tokensPerOwnerMax)])
        }
        return stale
    }

    /// A new token in the place of `old`, which works for `overlapSeconds` more.
    package mutating func rotate(_ old: Token, overlapSeconds: Int64, secret: TokenSecret)
        throws(Refusal) -> Token
    {
        try mustManageToken(old)
        var draft = TokenDraft(owner: old.owner, name: old.name, scopes: old.scopes)
        draft.arenas = old.arenas
        if let problem = excess(of: draft) { throw Refusal(.tokenExceedsOwn, [problem]) }
        guard old.isValid(at: now) else { throw Refusal(.illegalStateChange) }
        let stale = try staleTokens(of: old.owner)
        var token = Token(
            id: nextID(), createdAt: now, owner: old.owner, name: old.name, scopes: old.scopes,
            hash: secret.hash, hint: secret.hint)
        token.arenas = old.arenas
        let life = old.expiresAt.map { ($0.milliseconds - old.createdAt.milliseconds) / 1000 }
        token.expiresAt = now.adding(
            seconds: min(life ?? Token.lifeSecondsMax, Token.lifeSecondsMax))
        var ending = old
        let end = now.adding(seconds: min(max(overlapSeconds, 0), Token.overlapSecondsMax))
        ending.expiresAt = min(old.expiresAt ?? end, end)
        ending.revision += 1
        ending.updatedAt = now
        note("token.rotate", .token(token), .token(ending))
        for id in stale { note("token.rotate", .tokenRemoved(id)) }
        return token
    }

    package mutating func revoke(_ token: Token) throws(Refusal) {
        try mustManageToken(token)
        note("token.revoke", .tokenRemoved(token.id))
    }

    /// Notes that the token was used, by the hour; its revision stays.
    package mutating func touch(_ id: ID<Token>) {
        guard var token = state.tokens[id]?.value else { return }
        let hour: Int64 = 3_600_000
        let rounded = Timestamp(milliseconds: now.milliseconds / hour * hour)
        guard token.lastUsedAt.map({ $0 < rounded }) ?? true else { return }
        token.lastUsedAt = rounded
        note("token.use", .token(token))
    }

    /// nil where it has none, which only an admin without a token may wish: the machine's owner.
    private func expiry(of draft: TokenDraft) throws(Refusal) -> Timestamp? {
        if draft.neverExpires {
            guard viewer.isAdmin, viewer.token == nil else { throw Refusal(.notAllowed) }
            return nil
        }
        let expiresAt = draft.expiresAt ?? now.adding(seconds: Token.defaultLifeSeconds)
        if expiresAt <= now { throw .invalid("/expiresAt", "in-the-past") }
        if expiresAt > now.adding(seconds: Token.lifeSecondsMax) {
            throw .invalid("/expiresAt", "too-late", ["max": "366"])
        }
        return expiresAt
    }

    private func checkOwner(_ draft: TokenDraft) throws(Refusal) {
        switch draft.owner {
        case .admin:
            guard viewer.isAdmin else { throw Refusal(.notAllowed) }
            if draft.scopes != [.admin] { throw .invalid("/scopes", "admin-alone") }
            // An admin acts everywhere: a narrowed one would only look safe.
            if draft.arenas != nil { throw .invalid("/arenas", "admin-alone") }
        case .organisation(let owner):
            guard viewer.isAdmin || viewer.organisation == owner else {
                throw Refusal(.notAllowed)
            }
            if draft.scopes.contains(.admin) {
                throw Refusal(.tokenExceedsOwn, [.init("/scopes", "exceeds-own")])
            }
        }
    }

    private func mustManageToken(_ token: Token) throws(Refusal) {
        switch token.owner {
        case .admin where viewer.isAdmin: return
        case .organisation(let owner) where viewer.isAdmin || viewer.organisation == owner:
            guard view.reaches(token) else { throw Refusal(.notAllowed) }
        default: throw Refusal(.notAllowed)
        }
    }

    private func excess(of draft: TokenDraft) -> Refusal.Problem? {
        if viewer.isAdmin, viewer.arenas == nil { return nil }
        if !draft.scopes.allSatisfy(viewer.has) { return .init("/scopes", "exceeds-own") }
        if let own = viewer.arenas {
            guard let arenas = draft.arenas, arenas.allSatisfy(own.contains) else {
                return .init("/arenas", "exceeds-own")
            }
        }
        return nil
    }
}
