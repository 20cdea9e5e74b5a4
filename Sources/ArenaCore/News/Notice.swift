/// That something changed: born with the change itself and kept until it is old, for whoever
/// follows along: webhooks, streams, and the feed of changes.
///
/// It holds no content: what is told of it is made when it is told (DECISIONS §17).
package struct Notice: Sendable, Equatable {
    /// What webhooks and streams tell.
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

    package enum Verb: String, CaseIterable, Sendable {
        case created, updated, withdrawn
    }

    /// What it is about.
    package enum Subject: Hashable, Sendable {
        case organisation(ID<Organisation>)
        case arena(ID<Arena>)
        case membership(Membership.Key)
        case post(ID<Post>)
        case adoption(Adoption.Key)
        case comment(ID<Post.Comment>)
        case followUp(ID<FollowUp>)
        case event(ID<Event>)
        case attendance(Attendance.Key)
        case webhook(ID<Webhook>)
        /// What an organisation may see at all: it became active, or is so no more.
        case standing(ID<Organisation>)
        /// A wall that an organisation has set against another, or taken down.
        case wall(of: ID<Organisation>, against: ID<Organisation>)
        /// So much at once that whoever follows begins anew.
        case everything
    }

    /// Rises with every notice: the position of the change and the place in it.
    package let sequence: UInt64
    /// When it happened; of a Chatham House post the day.
    package let at: Timestamp
    package let verb: Verb
    package let subject: Subject
    /// Nil where webhooks and streams tell nothing of it.
    package let kind: Kind?
    /// What was there before, where it takes that to tell who could see it; nil where nobody sees
    /// more or less by it than the subject itself.
    package let former: Former?

    package init(
        sequence: UInt64, at: Timestamp, verb: Verb, subject: Subject, kind: Kind? = nil,
        former: Former? = nil
    ) {
        self.sequence = sequence
        self.at = at
        self.verb = verb
        self.subject = subject
        self.kind = kind
        self.former = former
    }

    /// How long they are kept, in seconds.
    package static let lifetime: Int64 = 30 * 86_400
    /// About how many are kept at most; the oldest go first.
    package static let countMax = 200_000

    /// The lines of the feed of changes that one notice makes have the numbers from its own on; the
    /// last of them has the last.
    package static let lineMax: UInt64 = 64
    /// A change has at most so many notices; one that would have more is about everything.
    static let perChangeMax = 1 << 14
    /// The first sequence of a change.
    static func first(at position: UInt64) -> UInt64 { position << 20 }

    /// The number behind which a follower is done with it.
    package var end: UInt64 { sequence | (Self.lineMax - 1) }

    /// The same in another place.
    func placed(_ sequence: UInt64) -> Notice {
        Notice(
            sequence: sequence, at: at, verb: verb, subject: subject, kind: kind, former: former)
    }
}

extension Notice {
    /// What was there before a change.
    package indirect enum Former: Sendable, Equatable {
        /// What is public was so for these.
        case audience(Post.Audience)
        /// What is public was not.
        case hidden
        /// The event had this label and this rule.
        case label(TLP, Event.Rule)
        /// What was removed or hidden had hung on a post.
        case attached(
            id: ID<Former>, post: ID<Post>, writer: ID<Organisation>?, audience: Post.Audience)
        /// What was removed had this id.
        case resource(ID<Former>)
        /// How an organisation stood in an arena.
        case role(Role)
        /// Whether an organisation was active.
        case active(Bool)
        /// How much an arena showed.
        case openness(Arena.JoinPolicy, Arena.MemberList, Arena.State)
    }

    package enum Role: String, CaseIterable, Sendable {
        case none, invited, member, curator

        init(_ membership: Membership?) {
            switch membership?.state {
            case .member: self = membership?.isCurator ?? false ? .curator : .member
            case .invited: self = .invited
            default: self = .none
            }
        }
    }
}
