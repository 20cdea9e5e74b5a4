/// Who asks: no one in particular, an organisation by one of its tokens, or an admin.
package struct Viewer: Sendable {
    package enum Standing: Sendable, Equatable {
        case anonymous
        case organisation(ID<Organisation>)
        case admin
    }

    package let standing: Standing
    package let token: ID<Token>?
    package let scopes: [Token.Scope]
    /// The arenas that the token is narrowed to; nil where it acts everywhere.
    package let arenas: [ID<Arena>]?
    /// False for an organisation that is pending or suspended: it reads as anonymous does.
    package let isActive: Bool

    package static let anonymous = Viewer(
        standing: .anonymous, token: nil, scopes: [], arenas: nil, isActive: false)

    package init(
        standing: Standing, token: ID<Token>?, scopes: [Token.Scope], arenas: [ID<Arena>]?,
        isActive: Bool
    ) {
        self.standing = standing
        self.token = token
        self.scopes = scopes
        self.arenas = arenas
        self.isActive = isActive
    }

    package var isAdmin: Bool { standing == .admin }

    /// The organisation whose token this is, whatever its state.
    package var organisation: ID<Organisation>? {
        if case .organisation(let id) = standing { id } else { nil }
    }

    /// The organisation that acts where no arena is concerned; nil for a narrowed token, which
    /// reads as anonymous outside its arenas (DECISIONS §7).
    package var actingAnywhere: ID<Organisation>? {
        isActive && arenas == nil ? organisation : nil
    }

    /// The organisation that acts inside `arena`.
    package func acting(in arena: ID<Arena>) -> ID<Organisation>? {
        guard isActive, arenas?.contains(arena) ?? true else { return nil }
        return organisation
    }

    package func has(_ scope: Token.Scope) -> Bool {
        scopes.contains(scope) || scopes.contains(.admin)
    }

    package func actor() -> Change.Actor {
        switch standing {
        case .anonymous: .anonymous
        case .admin: .admin(token: token)
        case .organisation(let id):
            token.map { .organisation(id, token: $0) } ?? .anonymous
        }
    }
}
