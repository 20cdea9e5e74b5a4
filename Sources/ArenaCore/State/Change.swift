/// One write: everything that it puts or removes, whole, so that applying it needs no clock, no
/// randomness and no rule. What the journal holds, what recovery replays.
package struct Change: Sendable, Equatable {
    /// Who made it: for the audit log.
    package enum Actor: Sendable, Equatable {
        case anonymous
        case organisation(ID<Organisation>, token: ID<Token>)
        case admin(token: ID<Token>?)
        /// The server itself, such as an arena that its co-signers opened.
        case server
    }

    /// The request that it came by: for the audit log.
    package struct Origin: Sendable, Equatable {
        /// As the log and the answer name it.
        package let request: String
        /// The client's network: of an IPv4 address the first three bytes, of an IPv6 address the
        /// first six. Empty where the client has none.
        package let network: String

        package init(request: String, network: String) {
            self.request = request
            self.network = network
        }
    }

    package let at: Timestamp
    package let actor: Actor
    /// What was done, as `resource.verb`.
    package let action: String
    /// Nil where nobody asked.
    package let origin: Origin?
    package var effects: [Effect]

    package init(
        at: Timestamp, actor: Actor, action: String, origin: Origin? = nil, effects: [Effect]
    ) {
        self.at = at
        self.actor = actor
        self.action = action
        self.origin = origin
        self.effects = effects
    }
}

extension Change {
    /// What comes from another server is no news.
    var isImport: Bool { action == "import" || action.hasSuffix(".import") }
}

/// One step of a change.
package enum Effect: Sendable, Equatable {
    indirect case term(Vocabulary.Name, Vocabulary.Term)
    indirect case organisation(Organisation)
    case organisationRemoved(ID<Organisation>)
    /// It goes with its tokens, memberships, adoptions and attendances, and its posts lose their
    /// author, or go as well: all but the Chatham House ones.
    case organisationErased(ID<Organisation>, withPosts: Bool)
    case token(Token)
    case tokenRemoved(ID<Token>)
    indirect case arena(Arena)
    case arenaRemoved(ID<Arena>)
    /// It goes with its memberships, events and the posts at home there.
    case arenaPurged(ID<Arena>)
    /// It goes, and all that was in it is in the other.
    case arenaMerged(ID<Arena>, into: ID<Arena>)
    case membership(Membership)
    case membershipRemoved(Membership.Key)
    /// By reference, for a post is large and passes through many hands.
    case post(Box<Post>)
    case postRemoved(ID<Post>)
    case adoption(Adoption)
    case adoptionRemoved(Adoption.Key)
    indirect case comment(Post.Comment)
    case commentRemoved(ID<Post.Comment>)
    indirect case followUp(FollowUp)
    case followUpRemoved(ID<FollowUp>)
    indirect case event(Event)
    case eventRemoved(ID<Event>)
    case attendance(Attendance)
    case attendanceRemoved(Attendance.Key)
    indirect case report(Report)
    case reportRemoved(ID<Report>)
    indirect case release(ReleaseRequest)
    case releaseRemoved(ID<ReleaseRequest>)
    indirect case webhook(Webhook)
    case webhookRemoved(ID<Webhook>)
    /// What became of an attempt to tell a webhook, or that it is to be told.
    indirect case delivery(Delivery)
    /// What is told of a change: only in snapshots, since it follows from each change.
    indirect case notice(Notice)
    /// The notices above this number are all there: only in snapshots.
    case noticesFrom(UInt64)
    indirect case reply(KeptReply)
    /// An admin was shown content of these posts, or of all where it names none: for the audit log
    /// alone.
    case reading([ID<Post>])
    /// An admin was shown these events: for the audit log alone.
    case eventReading([ID<Event>])
    /// The entries of the audit log from one to another were kept long enough, and go: for the log
    /// alone.
    case auditExpired(first: UInt64, last: UInt64)
    /// What was answered to requests until then is known no more.
    case repliesExpired(through: Timestamp)
    /// An earlier revision of a post: only in snapshots, since `post` keeps what it replaces.
    case postRevision(Box<Post>)
}

extension Effect {
    package static func post(_ post: Post) -> Effect { .post(Box(post)) }

    package static func postRevision(_ post: Post) -> Effect { .postRevision(Box(post)) }

    /// Whether it changes more than the audit log.
    var isContent: Bool {
        switch self {
        case .reading, .eventReading, .auditExpired, .repliesExpired, .webhook, .webhookRemoved,
            .delivery, .notice, .noticesFrom:
            false
        default: true
        }
    }
}
