extension Post {
    /// What an organisation says about a post, for those whom the post is for (PRODUCT §2).
    package struct Comment: Sendable, Equatable, AttachedMatter {
        package enum State: String, CaseIterable, Sendable {
            case published, held, hidden
        }

        package let id: ID<Comment>
        package var revision = 1
        /// Of what a Chatham House author says about its own post all times are the first moment of
        /// their day.
        package let createdAt: Timestamp
        package var updatedAt: Timestamp
        package let post: ID<Post>
        /// Where the post is at home: its curators look after it.
        package var arena: ID<Arena>
        /// nil once its writer is erased.
        package var writer: ID<Organisation>?
        package var body: String
        package var lang = "nb"
        package var state = State.published
        /// Why a curator held or hid it.
        package var reason: String?
        package var audience: Post.Audience

        package init(
            id: ID<Comment>, createdAt: Timestamp, on post: Post, by writer: ID<Organisation>?,
            body: String
        ) {
            self.init(
                id: id, createdAt: createdAt, post: post.id, arena: post.arena, writer: writer,
                body: body, audience: post.audience)
        }

        package init(
            id: ID<Comment>, createdAt: Timestamp, post: ID<Post>, arena: ID<Arena>,
            writer: ID<Organisation>?, body: String, audience: Post.Audience
        ) {
            self.id = id
            self.createdAt = createdAt
            updatedAt = createdAt
            self.post = post
            self.arena = arena
            self.writer = writer
            self.body = body
            self.audience = audience
        }
    }
}
