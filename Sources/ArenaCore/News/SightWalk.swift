/// All that is in the reach of one change of what somebody may see, a few at a time.
///
/// A value that goes on from where it stands.
struct SightWalk: Sendable {
    enum Scope: Sendable {
        case post(ID<Post>)
        case event(ID<Event>)
        case arena(ID<Arena>)
        /// What an organisation has written, and what hangs on that.
        case writer(ID<Organisation>)
        /// Every arena.
        case all
    }

    private enum Step: Sendable {
        case given(ArraySlice<Notice.Subject>)
        case chosen(ArraySlice<ID<Post>>)
        case arena(ID<Arena>)
        case posts(in: ID<Arena>, after: TimeKey<Post>)
        case events(in: ID<Arena>)
        case arenas(after: NameKey<Arena>?)
    }

    private static let stepCount = 16

    private let state: Box<State>
    /// Posts that the arenas' lists do not have.
    private let movedPosts: [ID<Arena>: Set<ID<Post>>]
    /// The last one is next.
    private var steps: [Step]

    /// The lists of an arena are of now; `movedPosts` were there as well.
    init(_ scope: Scope, _ state: Box<State>, movedPosts: [ID<Arena>: Set<ID<Post>>]) {
        self.state = state
        self.movedPosts = movedPosts
        let all = state.value
        steps =
            switch scope {
            case .post(let id): [.given([.post(id)] + all.subjects(on: id)[...])]
            case .event(let id): [.given([.event(id)] + all.attendances(at: id)[...])]
            case .arena(let id): [.arena(id)]
            case .writer(let id):
                [.given(all.attached(by: id)[...]), .chosen(all.posts(by: id)[...])]
            case .all: [.arenas(after: nil)]
            }
    }

    /// The next few; nil after the last.
    mutating func next() -> [Notice.Subject]? {
        guard let step = steps.popLast() else { return nil }
        switch step {
        case .given(let subjects):
            let rest = subjects.dropFirst(Self.stepCount * 4)
            if !rest.isEmpty { steps.append(.given(rest)) }
            return Array(subjects.prefix(Self.stepCount * 4))
        case .chosen(let ids):
            let rest = ids.dropFirst(Self.stepCount)
            if !rest.isEmpty { steps.append(.chosen(rest)) }
            return ids.prefix(Self.stepCount).flatMap { [.post($0)] + state.value.subjects(on: $0) }
        case .arena(let id):
            let moved = (movedPosts[id] ?? []).sorted()
            steps += [.events(in: id), .posts(in: id, after: .first), .chosen(moved[...])]
            let members = state.value.arenaIndexes[id]?.memberships ?? []
            let subjects: [Notice.Subject] = members.flatMap { member in
                [
                    .membership(.init(arena: id, organisation: member.id)),
                    .organisation(member.id),
                ]
            }
            steps.append(.given(subjects[...]))
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
            steps.append(.given(subjects[...]))
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

    fileprivate func posts(by writer: ID<Organisation>) -> [ID<Post>] {
        organisationIndexes[writer]?.posts.all.map(\.id) ?? []
    }

    /// What an organisation has hung on posts, its own or others'.
    fileprivate func attached(by writer: ID<Organisation>) -> [Notice.Subject] {
        let adopted = organisationIndexes[writer]?.adopted ?? []
        return adopted.map { .adoption(.init(post: $0, organisation: writer)) }
            + comments.ids(of: writer).map { .comment($0) }
            + followUps.ids(of: writer).map { .followUp($0) }
    }
}
