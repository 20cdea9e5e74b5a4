/// A credential of an organisation or of an admin. Only the SHA-256 of its text is kept.
package struct Token: Sendable, Equatable {
    package enum Scope: String, CaseIterable, Sendable {
        case read, post, manage, admin
    }

    package enum Owner: Sendable, Hashable {
        case organisation(ID<Organisation>)
        case admin
    }

    package let id: ID<Token>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let owner: Owner
    package var name: String
    package var scopes: [Scope]
    /// The arenas that it is narrowed to; nil where it may act everywhere.
    package var arenas: [ID<Arena>]?
    package let hash: Digest
    /// The last four characters, so that people can tell their tokens apart.
    package let hint: String
    /// nil only for tokens made on the machine itself.
    package var expiresAt: Timestamp?
    /// Rounded down to the hour.
    package var lastUsedAt: Timestamp?

    package init(
        id: ID<Token>, createdAt: Timestamp, owner: Owner, name: String, scopes: [Scope],
        hash: Digest, hint: String
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.owner = owner
        self.name = name
        self.scopes = scopes
        self.hash = hash
        self.hint = hint
    }

    package func isValid(at now: Timestamp) -> Bool {
        expiresAt.map { now < $0 } ?? true
    }
}
