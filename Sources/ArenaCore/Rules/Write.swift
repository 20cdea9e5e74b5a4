/// One attempt to write: the rules read the state through its view and note down the effects.
///
/// A value for one attempt, used under the store's lock and thrown away after it. Nothing has
/// happened until the effects are applied as one `Change`.
package struct Write: Sendable {
    package private(set) var view: View
    package let limits: Limits
    // Bytes from the kernel, drawn before the lock was taken: 16 for each id that tells nothing.
    private var secrets: ArraySlice<UInt8>
    package private(set) var effects: [Effect] = []
    /// How many of the effects `view` shows already.
    private var settledCount = 0
    /// What was done, as `resource.verb`, for the audit log.
    package private(set) var action = ""
    package private(set) var ids: IDGenerator

    private let origin: Change.Origin?
    /// Who makes the change, where it is not the viewer.
    private var actor: Change.Actor?

    package init(
        _ view: View, limits: Limits, ids: IDGenerator, secrets: [UInt8],
        origin: Change.Origin? = nil
    ) {
        self.origin = origin
        self.view = view
        self.limits = limits
        self.ids = ids
        self.secrets = secrets[...]
    }

    package var viewer: Viewer { view.viewer }
    package var now: Timestamp { view.now }
    var state: State { view.state }

    mutating func nextID<Subject>(for: Subject.Type = Subject.self) -> ID<Subject> {
        ids.next(now)
    }

    /// A random id (UUIDv4) for a Chatham House post.
    mutating func nextSecretID<Subject>(for: Subject.Type = Subject.self) -> ID<Subject> {
        defer { secrets = secrets.dropFirst(16) }
        if secrets.count < 16 {
            // More were asked for than were drawn: slower under the lock is better than a trap.
            var kernel = SystemRandomNumberGenerator()
            secrets = (0..<16).map { _ in UInt8.random(in: 0...255, using: &kernel) }[...]
        }
        return ID(random: Array(secrets.prefix(16)))
    }

    mutating func note(_ action: String, _ effects: Effect...) {
        if self.action.isEmpty { self.action = action }
        self.effects += effects
    }

    /// Notes what the server itself does.
    mutating func noteByServer(_ action: String, _ effect: Effect) {
        actor = .server
        note(action, effect)
    }

    /// The server itself removes entries of its audit log.
    package mutating func expireAudit(_ first: UInt64, through last: UInt64) {
        noteByServer("audit.expire", .auditExpired(first: first, last: last))
    }

    /// The server itself forgets what was answered so long ago that no repetition is known.
    package mutating func expireReplies() {
        let limit = now.adding(seconds: -KeptReply.lifetime)
        guard let oldest = state.replyTimes.first(where: { _ in true }), oldest.at <= limit else {
            return
        }
        noteByServer("reply.expire", .repliesExpired(through: limit))
    }

    /// Names what many steps do together.
    package mutating func begin(_ action: String) { self.action = action }

    /// Lets the rules of the next step see what was noted so far.
    package mutating func settle() {
        guard settledCount < effects.count else { return }
        var state = view.state
        for effect in effects[settledCount...] { state.restore(effect) }
        settledCount = effects.count
        view = View(state, viewer: viewer, now: now, readings: view.readings)
    }

    /// Takes back everything: the attempt changes nothing.
    package mutating func abandon() { effects = [] }

    /// Takes back what was noted since it was settled: a step that was refused.
    package mutating func undo() {
        effects.removeSubrange(settledCount...)
    }

    /// What is to be applied; nil where the attempt changes nothing.
    package var change: Change? {
        guard !effects.isEmpty else { return nil }
        return Change(
            at: now, actor: actor ?? viewer.actor(), action: action, origin: origin,
            effects: effects)
    }
}

/// What a running server decides about writes, besides the rules.
package struct Limits: Sendable {
    package enum Registration: String, CaseIterable, Sendable {
        case approval, open, closed
    }

    package var registration = Registration.approval
    /// How many co-signers open a proposed arena.
    package var cosigners = 2
    /// Tokens of one organisation, or of the admins together.
    package var tokensPerOwnerMax = 100
    /// Arenas that one organisation has proposed and nobody has opened.
    package var proposalsPerOrganisationMax = 20
    /// Slugs that an arena had, which lead to it for ever.
    package var formerSlugsMax = 20
    /// Codes of one vocabulary, retired ones and all.
    package var termsPerVocabularyMax = 2000
    /// Revisions of one post, all of which stay readable.
    package var revisionsPerPostMax = 1000
    package var commentsPerPostMax = 10_000
    package var followUpsPerPostMax = 1000
    package var eventsPerArenaMax = 10_000
    package var webhooksPerOrganisationMax = 20

    package init() {}
}
