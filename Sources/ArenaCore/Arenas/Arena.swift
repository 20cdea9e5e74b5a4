/// A place to share experiences in, gathered by sector, region or role (PRODUCT §2).
package struct Arena: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        case proposed, open, archived
    }

    package enum JoinPolicy: String, CaseIterable, Sendable {
        case open, moderated
        case inviteOnly = "invite-only"
    }

    package enum MemberList: String, CaseIterable, Sendable {
        case names, count, none
    }

    package struct Charter: Sendable, Equatable {
        package static let versionMax = 1_000_000

        package var version: Int
        package var text: String

        package init(version: Int, text: String) {
            self.version = version
            self.text = text
        }
    }

    /// What the founder and the curators decide.
    package struct Profile: Sendable, Equatable {
        package var name: String
        package var slug: String
        package var purpose: String
        package var lang = "nb"
        package var facets = Facets()
        package var joinPolicy = JoinPolicy.open
        package var joinQuestion: String?
        package var memberList = MemberList.names
        package var widestTLP = TLP.clear
        package var competitionSensitive = false
        package var charter: Charter?
        /// What holds a post in an arena of competitors until a curator has read it.
        package var wordList: [String] = []

        package init(name: String, slug: String, purpose: String) {
            self.name = name
            self.slug = slug
            self.purpose = purpose
        }
    }

    package let id: ID<Arena>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    @Boxed package var profile: Profile
    package var state: State
    /// Slugs that the arena had; they lead here for ever.
    package var formerSlugs: [String] = []
    /// Arenas that were merged into this one; their ids lead here for ever.
    package var mergedFrom: [ID<Arena>] = []
    package var founder: ID<Organisation>?
    package var chair: ID<Organisation>?
    package var cosigners: [ID<Organisation>] = []
    /// The highest version that a charter had: no later one may be taken for it.
    package var charterVersionLast = 0

    package var name: String { profile.name }
    package var slug: String { profile.slug }

    package init(id: ID<Arena>, createdAt: Timestamp, profile: Profile, state: State) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        _profile = Boxed(wrappedValue: profile)
        self.state = state
    }
}
