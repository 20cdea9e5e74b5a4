/// All that is in the reach of one change of what somebody may see, a few at a time.
///
/// A value that goes on from where it stands.
struct SightWalk: Sendable {
    enum Scope: Sendable {
        case post(ID<Post>)
        case event(ID<Event>)
        case arena(ID<Arena>)
        /// What an organisation has written.
        case writer(ID<Organisation>)
        /// Every arena.
        case all
    }

    private enum Step: Sendable {
        case given([Notice.Subject])
        case arena(ID<Arena>)
        case posts(in: ID<Arena>, after: TimeKey<Post>)
        case events(in: ID<Arena>)
        case arenas(after: NameKey<Arena>?)
    }

    private static let stepCount = 16

    private let state: Box<State>
    /// The last one is next.
    private var steps: [Step]

    init(_ scope: Scope, _ state: Box<State>) {
        self.state = state
        let all = state.value
        steps =
            switch scope {
            case .post(let id): [.given([.post(id)] + all.subjects(on: id))]
            case .event(let id): [.given([.event(id)] + all.attendances(at: id))]
            case .arena(let id): [.arena(id)]
            case .writer(let id): [.given(all.subjects(by: id))]
            case .all: [.arenas(after: nil)]
            }
    }

    /// The next few; nil after the last.
    mutating func next() -> [Notice.Subject]? {
        guard let step = steps.popLast() else { return nil }
        switch step {
        case .given(let subjects):
            let rest = Array(subjects.dropFirst(Self.stepCount * 4))
            if !rest.isEmpty { steps.append(.given(rest)) }
            return Array(subjects.prefix(Self.stepCount * 4))
        case .arena(let id):
            steps += [.events(in: id), .posts(in: id, after: .first)]
            let members = state.value.arenaIndexes[id]?.memberships ?? []
            steps.append(
                .given(members.map { .membership(.init(arena: id, organisation: $0.id)) }))
            return [.arena(id)]
        case .posts(let id, let after):
            guard let index = state.value.arenaIndexes[id] else { return [] }
            // Also what is public no more: it may have been so then.
            let sources = index.sources(.published) + index.unpublished.sources(.published)
            let keys = Array(PostWalk(sources, above: after).prefix(Self.stepCount))
            guard let last = keys.last else { return [] }
            steps.append(.posts(in: id, after: last))
            return keys.flatMap { [.post($0.id)] + state.value.subjects(on: $0.id) }
        case .events(let id):
            let subjects = state.value.events(in: id).flatMap {
                [.event($0.id)] + state.value.attendances(at: $0.id)
            }
            steps.append(.given(subjects))
            return []
        case .arenas(let after):
            let order = state.value.arenaOrder.ascending(above: after)
            guard let key = order.first(where: { _ in true }) else { return nil }
            steps += [.arenas(after: key), .arena(key.id)]
            return []
        }
    }
}

extension State {
    /// What hangs on a post.
    fileprivate func subjects(on post: ID<Post>) -> [Notice.Subject] {
        (adopters[post] ?? []).map { .adoption(.init(post: post, organisation: $0)) }
            + comments.ids(on: post).map { .comment($0) }
            + followUps.ids(on: post).map { .followUp($0) }
    }

    fileprivate func attendances(at event: ID<Event>) -> [Notice.Subject] {
        (attendees[event] ?? []).map { .attendance(.init(event: event, organisation: $0.id)) }
    }

    /// What an organisation has written.
    fileprivate func subjects(by writer: ID<Organisation>) -> [Notice.Subject] {
        let index = organisationIndexes[writer] ?? OrganisationIndex()
        return index.posts.all.map { .post($0.id) }
            + index.adopted.map { .adoption(.init(post: $0, organisation: writer)) }
            + comments.ids(of: writer).map { .comment($0) }
            + followUps.ids(of: writer).map { .followUp($0) }
    }
}
