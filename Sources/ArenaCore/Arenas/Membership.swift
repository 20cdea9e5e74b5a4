/// What an organisation is to an arena.
package struct Membership: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        case invited, requested, member, rejected, left, removed
    }

    package let id: ID<Membership>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var arena: ID<Arena>
    package let organisation: ID<Organisation>
    package var state: State
    package var isCurator = false
    package var roles: [String] = []
    package var roleTitle: String?
    package var answer: String?
    package var reason: String?
    package var charterVersion: Int?

    package init(
        id: ID<Membership>, createdAt: Timestamp, arena: ID<Arena>,
        organisation: ID<Organisation>, state: State
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.arena = arena
        self.organisation = organisation
        self.state = state
    }
}
