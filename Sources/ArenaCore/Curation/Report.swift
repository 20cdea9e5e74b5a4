/// What a reader flags in a post for its curators (PRODUCT §2).
package struct Report: Sendable, Equatable, PostMatter {
    package enum State: String, CaseIterable, Sendable {
        case open, upheld, dismissed
    }

    package let id: ID<Report>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let post: ID<Post>
    /// Where the post is at home: its curators decide.
    package var arena: ID<Arena>
    package let reporter: ID<Organisation>
    package var reason: String
    package var state: State
    /// What the curators have made of it.
    package var outcome: String?

    package var writer: ID<Organisation>? { reporter }
    /// The curators of the arena do.
    package var decider: ID<Organisation>? { nil }

    package init(
        id: ID<Report>, createdAt: Timestamp, post: ID<Post>, arena: ID<Arena>,
        reporter: ID<Organisation>, reason: String, state: State = .open
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.post = post
        self.arena = arena
        self.reporter = reporter
        self.reason = reason
        self.state = state
    }
}
