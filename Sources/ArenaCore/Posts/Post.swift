/// A shared experience (PRODUCT §2).
package struct Post: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        case published, held, hidden, retracted
    }

    package enum Attribution: String, CaseIterable, Sendable {
        case named, chatham
    }

    package let id: ID<Post>
    package var revision = 1
    /// Of a Chatham House post all times are the first moment of their day.
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var publishedAt: Timestamp
    package var arena: ID<Arena>
    /// nil once the author is erased.
    package var author: ID<Organisation>?
    package let attribution: Attribution
    package var audience: Audience
    package var state: State
    /// Why a curator held or hid it.
    package var reason: String?
    package var isPinned = false
    package var isFeatured = false
    package var content: Content

    package init(
        id: ID<Post>, createdAt: Timestamp, arena: ID<Arena>, author: ID<Organisation>?,
        attribution: Attribution, audience: Audience, state: State, content: Content
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        publishedAt = createdAt
        self.arena = arena
        self.author = author
        self.attribution = attribution
        self.audience = audience
        self.state = state
        self.content = content
    }
}

extension Post {
    /// Who a post is for, as its author asked.
    package struct Audience: Sendable, Equatable {
        package var tlp: TLP
        /// Further arenas that show the post by reference.
        package var alsoIn: [ID<Arena>] = []
        package var exclude: [ID<Organisation>] = []
        /// The author's walls as they stood at posting; only of Chatham House posts, whose walls
        /// must not move with their author's (DECISIONS §10).
        package var frozenWalls: [ID<Organisation>] = []

        package init(tlp: TLP) {
            self.tlp = tlp
        }
    }
}
