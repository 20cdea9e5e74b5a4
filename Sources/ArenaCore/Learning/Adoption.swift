/// What came of a post at another organisation: one an organisation and post.
package struct Adoption: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        case planned, implemented, dropped
    }

    /// What the adopter tells.
    package struct Content: Sendable, Equatable {
        package var kind: Post.Reuse
        package var state = State.planned
        package var implementedAt: CivilDate?
        package var values: [String] = []
        package var note: String?
        package var resultingPost: ID<Post>?

        package init(kind: Post.Reuse) {
            self.kind = kind
        }
    }

    package let id: ID<Adoption>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let post: ID<Post>
    package let organisation: ID<Organisation>
    package var content: Content
    /// The label, arenas and exclusions that the post had when this was written (DECISIONS §6).
    package var audience: Post.Audience

    package init(
        id: ID<Adoption>, createdAt: Timestamp, post: ID<Post>, organisation: ID<Organisation>,
        content: Content, audience: Post.Audience
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.post = post
        self.organisation = organisation
        self.content = content
        self.audience = audience
    }
}
