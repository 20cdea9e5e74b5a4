/// An actor of Arena (PRODUCT §2): there are no personal accounts.
package struct Organisation: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case `public`, `private`, voluntary
    }

    package enum State: String, CaseIterable, Sendable {
        case pending, active, suspended
    }

    /// What the organisation itself decides.
    package struct Profile: Sendable, Equatable {
        package var name: String
        package var kind: Kind
        package var orgNumber: OrgNumber?
        package var facets = Facets()
        package var industry: String?
        package var about: String?
        package var website: String?
        package var contact: String?
        package var lang = "nb"
        package var defaultTLP: TLP?
        package var defaultAttribution = Post.Attribution.named
        package var walls: [ID<Organisation>] = []

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    package let id: ID<Organisation>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    @Boxed package var profile: Profile
    package var state: State

    package var name: String { profile.name }

    package init(id: ID<Organisation>, createdAt: Timestamp, profile: Profile, state: State) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        _profile = Boxed(wrappedValue: profile)
        self.state = state
    }
}
