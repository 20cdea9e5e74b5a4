/// All that an export holds, piece by piece and in the order in which it can be imported: what a
/// record names comes before it, but for walls and for posts that are based on each other.
///
/// A value that goes on from where it stands, over the state as it was at its beginning. The order
/// follows from the state alone. What it costs is what is taken from it.
package struct ExportWalk: Sendable {
    package enum Item: Sendable {
        case term(Vocabulary.Name, Vocabulary.Term)
        case organisation(Organisation)
        case arena(Arena)
        case membership(Membership, Arena)
        /// An earlier revision of the post that comes after it.
        case revision(Post)
        case post(Post)
        case adoption(Adoption)
        case comment(Post.Comment)
        case followUp(FollowUp)
        case event(Event)
        case attendance(Attendance)
        case report(Report)
        case release(ReleaseRequest)
        /// Never its secret. Only of what is kept of someone: no import takes it.
        case token(Token)
    }

    private enum Step: Sendable {
        case terms
        case organisations(after: NameKey<Organisation>?)
        case arenas(after: NameKey<Arena>?)
        case memberships(after: NameKey<Arena>?)
        case posts(after: TimeKey<Post>)
        case adoptions(after: TimeKey<Post>)
        case comments(after: TimeKey<Post.Comment>)
        case followUps(after: TimeKey<FollowUp>)
        case events(after: TimeKey<Event>)
        case attendances(after: TimeKey<Event>)
        case reports(after: TimeKey<Report>)
        case releases(after: TimeKey<ReleaseRequest>)
        case tokens
        case given([Item])
        case finished
    }

    private static let stepCount = 16

    private let view: View
    private let hasTokens: Bool
    private var step = Step.terms

    package init(_ view: View, withTokens: Bool = false) {
        self.view = view
        hasTokens = withTokens
    }

    /// What is kept of one organisation alone: itself, its memberships and tokens, and what it
    /// wrote, reported and asked for.
    package init(_ view: View, of organisation: Organisation) {
        self.view = view
        hasTokens = true
        step = .given(view.everything(of: organisation))
    }

    /// The next few; nil after the last.
    package mutating func next() -> [Item]? {
        switch step {
        case .terms:
            step = .organisations(after: nil)
            return state.vocabularies.changed.map { .term($0.name, $0.term) }
        case .organisations(let after):
            let keys = Array(state.organisationOrder.ascending(above: after).prefix(Self.stepCount))
            step = keys.last.map { .organisations(after: $0) } ?? .arenas(after: nil)
            return keys.compactMap { view.organisation($0.id).map(Item.organisation) }
        case .arenas(let after):
            let arenas = arenas(after)
            step = arenas.last.map { .arenas(after: $0) } ?? .memberships(after: nil)
            return arenas.compactMap { view.arena($0.id).map(Item.arena) }
        case .memberships(let after):
            let arenas = arenas(after)
            step = arenas.last.map { .memberships(after: $0) } ?? .posts(after: .first)
            return arenas.compactMap { view.arena($0.id) }.flatMap { arena in
                view.memberships(of: arena).map { Item.membership($0, arena) }
            }
        case .posts(let after):
            let keys = posts(after)
            step = keys.last.map { .posts(after: $0) } ?? .adoptions(after: .first)
            return keys.compactMap { view.post($0.id) }.flatMap { post in
                view.earlierRevisions(of: post).map(Item.revision) + [.post(post)]
            }
        case .adoptions(let after):
            let keys = posts(after)
            step = keys.last.map { .adoptions(after: $0) } ?? .comments(after: .first)
            return keys.compactMap { view.post($0.id) }.flatMap { post in
                view.adoptions(of: post).map(Item.adoption)
            }
        case .comments, .followUps, .reports, .releases: return nextMatters()
        case .events, .attendances: return nextEvents()
        case .tokens:
            step = .finished
            return view.allTokens.map(Item.token)
        case .given(let items):
            step = .finished
            return items
        case .finished: return nil
        }
    }

    private mutating func nextMatters() -> [Item]? {
        switch step {
        case .comments(let after):
            let keys = Array(state.comments.order.ascending(above: after).prefix(Self.stepCount))
            step = keys.last.map { .comments(after: $0) } ?? .followUps(after: .first)
            return keys.compactMap { view.comment($0.id) }.map(Item.comment)
        case .followUps(let after):
            let keys = Array(state.followUps.order.ascending(above: after).prefix(Self.stepCount))
            step = keys.last.map { .followUps(after: $0) } ?? .events(after: .first)
            return keys.compactMap { view.followUp($0.id) }.map(Item.followUp)
        case .reports(let after):
            let keys = Array(state.reports.order.ascending(above: after).prefix(Self.stepCount))
            step = keys.last.map { .reports(after: $0) } ?? .releases(after: .first)
            return keys.compactMap { view.report($0.id) }.map(Item.report)
        case .releases(let after):
            let keys = Array(state.releases.order.ascending(above: after).prefix(Self.stepCount))
            step = keys.last.map { .releases(after: $0) } ?? (hasTokens ? .tokens : .finished)
            return keys.compactMap { view.release($0.id) }.map(Item.release)
        default: return nil
        }
    }

    private mutating func nextEvents() -> [Item]? {
        switch step {
        case .events(let after):
            let keys = events(after)
            step = keys.last.map { .events(after: $0) } ?? .attendances(after: .first)
            return keys.compactMap { view.event($0.id) }.map(Item.event)
        case .attendances(let after):
            let keys = events(after)
            step = keys.last.map { .attendances(after: $0) } ?? .reports(after: .first)
            return keys.compactMap { view.event($0.id) }.flatMap { event in
                view.attendances(of: event).map(Item.attendance)
            }
        default: return nil
        }
    }

    private var state: State { view.state }

    private func events(_ after: TimeKey<Event>) -> [TimeKey<Event>] {
        let sources = state.eventOrder.all.map(EventSource.init)
        return Array(TimeWalk(sources, above: after).prefix(Self.stepCount))
    }

    private func arenas(_ after: NameKey<Arena>?) -> [NameKey<Arena>] {
        Array(state.arenaOrder.ascending(above: after).prefix(Self.stepCount))
    }

    private func posts(_ after: TimeKey<Post>) -> [TimeKey<Post>] {
        let sources =
            state.published.sources(.published) + state.unpublished.sources(.published)
        return Array(PostWalk(sources, above: after).prefix(Self.stepCount))
    }
}
