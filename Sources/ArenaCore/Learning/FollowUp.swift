/// What one organisation does about the lesson of a post (PRODUCT §2).
package struct FollowUp: Sendable, Equatable, AttachedMatter {
    package enum State: String, CaseIterable, Sendable {
        case open, implemented, validated, dropped
    }

    /// What the organisation tells.
    package struct Content: Sendable, Equatable {
        package var action: String
        package var ownerRole: String?
        package var due: CivilDate?
        package var state = State.open
        package var evidence: String?

        package init(action: String) {
            self.action = action
        }
    }

    package let id: ID<FollowUp>
    package var revision = 1
    /// Of a Chatham House author's follow-up of its own post all times are the first moment of
    /// their day.
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let post: ID<Post>
    /// nil once it is erased: only where nobody knew it, for all others go with it.
    package var writer: ID<Organisation>?
    package var content: Content
    package var audience: Post.Audience

    package init(
        id: ID<FollowUp>, createdAt: Timestamp, post: ID<Post>, writer: ID<Organisation>?,
        content: Content, audience: Post.Audience
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.post = post
        self.writer = writer
        self.content = content
        self.audience = audience
    }

    /// Whether it was to be done before that day and is not.
    package func isOverdue(on day: CivilDate) -> Bool {
        content.state == .open && content.due.map { $0 < day } ?? false
    }
}
