/// A line of the feed of changes: that a thing is there or has changed, as it is now, or that the
/// viewer sees it no more (DECISIONS §17).
package struct ChangeLine: Sendable {
    /// A thing as its GET shows it.
    package enum Item: Sendable {
        case organisation(Organisation)
        case arena(Arena)
        case membership(Membership, Arena)
        case post(Post)
        case adoption(Adoption)
        case comment(Post.Comment, Post)
        case followUp(FollowUp)
        case event(Event)
        case attendance(Attendance)
    }

    /// The place behind which a follower goes on.
    package var sequence: UInt64
    package let at: Timestamp
    /// Such as `post.published`.
    package let type: String
    /// Nil where it is about no single thing.
    package let id: ID<ChangeLine>?
    /// Nil where there is nothing to be seen.
    package let item: Item?

    /// That a thing is there.
    init(_ item: Item, _ word: String, _ sequence: UInt64, at: Timestamp) {
        self.sequence = sequence
        self.at = at
        type = "\(item.word).\(word)"
        id = item.id
        self.item = item
    }

    /// That a thing is seen no more.
    init(withdrawn word: String, _ id: ID<ChangeLine>, _ sequence: UInt64, at: Timestamp) {
        self.sequence = sequence
        self.at = at
        type = "\(word).withdrawn"
        self.id = id
        item = nil
    }

    /// About the feed itself.
    init(_ type: String, _ sequence: UInt64, at: Timestamp) {
        self.sequence = sequence
        self.at = at
        self.type = type
        id = nil
        item = nil
    }
}

extension ChangeLine.Item {
    var word: String {
        switch self {
        case .organisation: "organisation"
        case .arena: "arena"
        case .membership: "membership"
        case .post: "post"
        case .adoption: "adoption"
        case .comment: "comment"
        case .followUp: "follow-up"
        case .event: "event"
        case .attendance: "attendance"
        }
    }

    var id: ID<ChangeLine> {
        switch self {
        case .organisation(let value): ID(value.id)
        case .arena(let value): ID(value.id)
        case .membership(let value, _): ID(value.id)
        case .post(let value): ID(value.id)
        case .adoption(let value): ID(value.id)
        case .comment(let value, _): ID(value.id)
        case .followUp(let value): ID(value.id)
        case .event(let value): ID(value.id)
        case .attendance(let value): ID(value.id)
        }
    }

    var revision: Int {
        switch self {
        case .organisation(let value): value.revision
        case .arena(let value): value.revision
        case .membership(let value, _): value.revision
        case .post(let value): value.revision
        case .adoption(let value): value.revision
        case .comment(let value, _): value.revision
        case .followUp(let value): value.revision
        case .event(let value): value.revision
        case .attendance(let value): value.revision
        }
    }

    var createdAt: Timestamp {
        switch self {
        case .organisation(let value): value.createdAt
        case .arena(let value): value.createdAt
        case .membership(let value, _): value.createdAt
        case .post(let value): value.createdAt
        case .adoption(let value): value.createdAt
        case .comment(let value, _): value.createdAt
        case .followUp(let value): value.createdAt
        case .event(let value): value.createdAt
        case .attendance(let value): value.createdAt
        }
    }

    /// What is told of one that comes into sight.
    var sightWord: String {
        if revision > 1 { return "updated" }
        if case .post = self { return "published" }
        return "created"
    }
}

extension ID where Subject == ChangeLine {
    init<Other>(_ other: ID<Other>) { self.init(high: other.high, low: other.low) }
}
