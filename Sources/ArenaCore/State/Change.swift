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

    package let at: Timestamp
    package let actor: Actor
    /// What was done, as `resource.verb`.
    package let action: String
    package var effects: [Effect]

    package init(at: Timestamp, actor: Actor, action: String, effects: [Effect]) {
        self.at = at
        self.actor = actor
        self.action = action
        self.effects = effects
    }
}

/// One step of a change.
package enum Effect: Sendable, Equatable {
    indirect case term(Vocabulary.Name, Vocabulary.Term)
    indirect case organisation(Organisation)
    case organisationRemoved(ID<Organisation>)
    /// It goes with its tokens, memberships and adoptions, and its posts lose their author, or go
    /// as well: all but the Chatham House ones.
    case organisationErased(ID<Organisation>, withPosts: Bool)
    case token(Token)
    case tokenRemoved(ID<Token>)
    indirect case arena(Arena)
    case arenaRemoved(ID<Arena>)
    /// It goes with its memberships and the posts at home there.
    case arenaPurged(ID<Arena>)
    /// It goes, and all that was in it is in the other.
    case arenaMerged(ID<Arena>, into: ID<Arena>)
    case membership(Membership)
    case membershipRemoved(Membership.Key)
    indirect case post(Post)
    case postRemoved(ID<Post>)
    case adoption(Adoption)
    case adoptionRemoved(Adoption.Key)
    indirect case report(Report)
    case reportRemoved(ID<Report>)
    indirect case release(ReleaseRequest)
    case releaseRemoved(ID<ReleaseRequest>)
    indirect case reply(KeptReply)
    /// An earlier revision of a post: only in snapshots, since `post` keeps what it replaces.
    indirect case postRevision(Post)
}
