/// That something happened which webhooks may tell of: born with the change itself, and kept until
/// it is old, so that nothing is lost and nothing has to be queued for each of them.
///
/// It holds no content: what a receiver is told is made when it is told (DECISIONS §17).
package struct Notice: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case postPublished = "post.published"
        case postUpdated = "post.updated"
        case postWithdrawn = "post.withdrawn"
        case eventCreated = "event.created"
        case eventUpdated = "event.updated"
        case eventCancelled = "event.cancelled"
        case organisationJoined = "organisation.joined"
        case organisationLeft = "organisation.left"
        case arenaUpdated = "arena.updated"
        /// Asked for by the owner of one webhook.
        case test = "webhook.test"
    }

    /// What it is about.
    package enum Subject: Sendable, Equatable {
        case post(ID<Post>)
        case event(ID<Event>)
        case arena(ID<Arena>)
        case membership(Membership.Key)
        case webhook(ID<Webhook>)
    }

    /// Rises with every notice: the position of the change and the place in it.
    package let sequence: UInt64
    /// When it happened; of a Chatham House post the day.
    package let at: Timestamp
    package let kind: Kind
    package let subject: Subject

    package init(sequence: UInt64, at: Timestamp, kind: Kind, subject: Subject) {
        self.sequence = sequence
        self.at = at
        self.kind = kind
        self.subject = subject
    }

    /// How long they are kept, in seconds.
    package static let lifetime: Int64 = 30 * 86_400
    /// How many are kept at most; the oldest go first.
    package static let countMax = 200_000

    /// The first sequence of a change; a change has at most so many notices.
    static func first(at position: UInt64) -> UInt64 { position << 10 }
    static let perChangeMax = 1 << 10
}

/// A notice in its place among all.
struct NoticePlace: Comparable, Sendable {
    let notice: Notice

    static func < (left: Self, right: Self) -> Bool {
        left.notice.sequence < right.notice.sequence
    }

    static func == (left: Self, right: Self) -> Bool {
        left.notice.sequence == right.notice.sequence
    }

    /// Where the notice of that sequence stands, whatever it is.
    static func of(_ sequence: UInt64) -> Self {
        Self(
            notice: Notice(
                sequence: sequence, at: Timestamp(milliseconds: 0), kind: .test,
                subject: .arena(ID(high: 0, low: 0))))
    }
}
