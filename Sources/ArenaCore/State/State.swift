/// Everything that Arena knows, as a value: a copy is cheap and never changes under its reader.
///
/// `apply` is the only way it changes, live and in recovery. It is total and deterministic: it
/// asks no clock, draws no random number and refuses nothing.
package struct State: Sendable {
    /// How many changes made it; the position of the last one.
    package internal(set) var position: UInt64 = 0
    /// The position of the last change that was more than an entry of the audit log; of the
    /// snapshot that was read, where there was none since.
    package internal(set) var contentPosition: UInt64 = 0

    /// What a new post leaves as it is.
    @Boxed var quiet = Quiet()

    var posts = TrieMap<ID<Post>, Box<Post>>()

    var organisationIndexes = TrieMap<ID<Organisation>, OrganisationIndex>()
    var arenaIndexes = TrieMap<ID<Arena>, ArenaIndex>()
    var organisationOrder = OrderedIndex<NameKey<Organisation>>()
    var published = ReachTimelines()
    /// The published posts that are based on a post, each on the shelves of its readers.
    var heirs = TrieMap<ID<Post>, OrderedIndex<ShelfKey>>()
    var authorTallies = TrieMap<Membership.Key, AuthorTally>()
    var shutOuts = TrieMap<ShutOut, Tally>()
    /// What changed lately, for whoever follows along.
    package internal(set) var notices = NoticeLog()
    /// Followers that are not beyond this number begin anew.
    var beginsAnew: UInt64 = 0
    var replyTimes = OrderedIndex<ReplyTime>()
    /// Those with content, and how much that is.
    var toldReplies = OrderedIndex<ReplyTime>()
    var replyByteCount = 0

    package init() {}

    package mutating func apply(_ change: Change) {
        position += 1
        if change.effects.contains(where: \.isContent) { contentPosition = position }
        applyTelling(change)
    }

    /// Takes one record of a snapshot.
    package mutating func restore(_ effect: Effect) {
        // How the webhook stands after it is told with the webhook.
        if case .delivery(let delivery) = effect { keep(delivery) } else { apply(effect) }
    }

    /// Ends the reading of a snapshot that holds the changes up to `position`.
    package mutating func restore(position: UInt64) {
        self.position = position
        contentPosition = position
        // One from before there were any notices tells nothing of its changes.
        if !notices.isToldFloor, position > 0 {
            notices.begin(above: Notice.first(at: position + 1) - 1)
        }
    }

    mutating func apply(_ effect: Effect) {
        switch effect {
        case .term(let name, let term): vocabularies.put(term, in: name)
        case .organisation(let organisation): put(organisation)
        case .organisationRemoved(let id): removeOrganisation(id)
        case .organisationErased(let id, let withPosts):
            eraseOrganisation(id, withPosts: withPosts)
        case .token(let token): put(token)
        case .tokenRemoved(let id): removeToken(id)
        case .arena(let arena): put(arena)
        case .arenaRemoved(let id): removeArena(id)
        case .arenaPurged(let id): purgeArena(id)
        case .arenaMerged(let id, let into): mergeArena(id, into: into)
        case .membership(let membership): put(membership)
        case .membershipRemoved(let key): removeMembership(key)
        case .post(let post): put(post)
        case .postRemoved(let id): removePost(id)
        case .postRevision(let post): keepRevision(post)
        case .adoption(let adoption): put(adoption)
        case .adoptionRemoved(let key): removeAdoption(key)
        case .comment(let comment): put(comment)
        case .commentRemoved(let id): removeComment(id)
        case .followUp(let followUp): followUps.put(followUp)
        case .followUpRemoved(let id): removeFollowUp(id)
        case .event(let event): put(event)
        case .eventRemoved(let id): removeEvent(id)
        case .attendance(let attendance): put(attendance)
        case .attendanceRemoved(let key): removeAttendance(key)
        case .report(let report): put(report)
        case .reportRemoved(let id): removeReport(id)
        case .release(let release): releases.put(release)
        case .releaseRemoved(let id): releases.remove(id)
        case .webhook(let webhook): put(webhook)
        case .webhookRemoved(let id): removeWebhook(id)
        case .delivery(let delivery): put(delivery)
        case .notice(let notice): keep(notice)
        case .noticesFrom(let floor): notices.begin(above: floor)
        case .reply(let reply): put(reply)
        case .repliesExpired(let time): removeReplies(through: time)
        case .reading, .eventReading, .auditExpired: break
        }
    }
}
