/// A reader's wish that the author give a post a wider label (PRODUCT §2).
package struct ReleaseRequest: Sendable, Equatable, PostMatter {
    package enum State: String, CaseIterable, Sendable {
        case open, granted, refused, withdrawn
    }

    package let id: ID<ReleaseRequest>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let post: ID<Post>
    package let requester: ID<Organisation>
    /// The post's author, whom nobody is told who does not know it.
    package let author: ID<Organisation>?
    package let tlp: TLP
    package var reason: String
    package var state: State
    /// What the author answers.
    package var outcome: String?

    package var writer: ID<Organisation>? { requester }
    package var decider: ID<Organisation>? { author }

    package init(
        id: ID<ReleaseRequest>, createdAt: Timestamp, post: ID<Post>, requester: ID<Organisation>,
        author: ID<Organisation>?, tlp: TLP, reason: String, state: State = .open
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.post = post
        self.requester = requester
        self.author = author
        self.tlp = tlp
        self.reason = reason
        self.state = state
    }
}
