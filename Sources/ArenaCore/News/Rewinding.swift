/// Who could see what at an earlier place in the notices: the state of now, with all taken back
/// that has opened or closed anybody's eyes since, or taken the place of another.
///
/// It goes forward again notice by notice, so that what a viewer loses is told by the notice that
/// takes it away, and nobody is told of what it never saw.
struct Rewinding: Sendable {
    /// What there was of a subject.
    fileprivate enum Version: Sendable {
        case post(Post)
        case comment(ID<Post.Comment>, Post.Comment?)
        case followUp(ID<FollowUp>, FollowUp?)
        case adoption(Adoption.Key, Adoption?)
        case attendance(Attendance.Key, Attendance?)
        case event(Event)
        case arena(Arena)
        case membership(Membership)
        case organisation(Organisation)
        case active(Bool)
    }

    private let viewer: Viewer
    private let now: Timestamp
    private var state: State
    private var isActive: Bool
    /// The posts that some arena showed then and does no more.
    private(set) var movedPosts: [ID<Arena>: Set<ID<Post>>] = [:]
    /// What brings the state forward again, the next one last.
    private var steps: [(sequence: UInt64, version: Version)] = []

    /// As it is now.
    init(_ view: View) {
        viewer = view.viewer
        now = view.now
        state = view.state
        isActive = viewer.isActive
    }

    /// Whether there is something to be taken back of it.
    func concerns(_ notice: Notice) -> Bool {
        if case .standing(let id) = notice.subject { return id == viewer.organisation }
        return notice.former != nil || notice.isWall || notice.isOfNewInPlace
    }

    /// Goes back behind the notice; those after it must have been taken back before.
    mutating func takeBack(_ notice: Notice) {
        if let version = version(takingBack: notice) { steps.append((notice.sequence, version)) }
    }

    /// As the viewer saw it.
    var view: View {
        let then = Viewer(
            standing: viewer.standing, token: viewer.token, scopes: viewer.scopes,
            arenas: viewer.arenas, isActive: isActive)
        return View(state, viewer: then, now: now)
    }

    /// Goes forward to where all before the notice has happened.
    mutating func pass(upTo notice: Notice) {
        while let step = steps.last, step.sequence < notice.sequence {
            steps.removeLast()
            if case .active(let isActive) = step.version {
                self.isActive = isActive
            } else {
                state.set(step.version)
            }
        }
    }

    /// Makes what the notice is about as it was; what it was since, where that is known.
    private mutating func version(takingBack notice: Notice) -> Version? {
        switch (notice.subject, notice.former) {
        case (.post(let id), .some(let former)):
            guard let post = state.posts[id]?.value else { return nil }
            var then = post
            then.state = .published
            if case .audience(let audience) = former { then.audience = audience }
            if case .hidden = former { then.state = .hidden }
            for arena in then.arenas where !post.arenas.contains(arena) {
                movedPosts[arena, default: []].insert(id)
            }
            state.set(.post(then))
            return .post(post)
        case (.comment, _), (.followUp, _), (.adoption, _), (.attendance, _):
            return version(takingBackAttached: notice)
        case (.event(let id), .label(let tlp, let rule)):
            guard let event = state.events[id]?.value else { return nil }
            var then = event
            then.content.tlp = tlp
            then.content.rule = rule
            state.set(.event(then))
            return .event(event)
        case (.arena(let id), .openness(let policy, let memberList, let arenaState)):
            guard let arena = state.arenas[id]?.value else { return nil }
            var then = arena
            then.profile.joinPolicy = policy
            then.profile.memberList = memberList
            then.state = arenaState
            state.set(.arena(then))
            return .arena(arena)
        case (.membership(let key), .role(let role)):
            guard let membership = state.memberships[key]?.value else { return nil }
            var then = membership
            then.state = role == .none ? .left : role == .invited ? .invited : .member
            then.isCurator = role == .curator
            state.set(.membership(then))
            return .membership(membership)
        case (.wall(let owner, let other), _):
            guard let organisation = state.organisations[owner]?.value else { return nil }
            var then = organisation
            if organisation.profile.walls.contains(other) {
                then.profile.walls.removeAll { $0 == other }
            } else {
                then.profile.walls.append(other)
            }
            state.set(.organisation(then))
            return .organisation(organisation)
        case (.standing, .active(let wasActive)):
            defer { isActive = wasActive }
            return .active(isActive)
        default: return nil
        }
    }

    private mutating func version(takingBackAttached notice: Notice) -> Version? {
        switch (notice.subject, notice.former) {
        case (.comment(let id), .attached(_, let post, let writer, let audience)):
            let home = state.posts[post]?.value.arena ?? ID(high: 0, low: 0)
            let then = Post.Comment(
                id: id, createdAt: notice.at, post: post, arena: home, writer: writer, body: "",
                audience: audience)
            let since = state.comments[id]
            state.set(.comment(id, then))
            return .comment(id, since)
        case (.comment(let id), .some(let former)):
            guard let comment = state.comments[id] else { return nil }
            var then = comment
            then.state = .published
            if case .audience(let audience) = former { then.audience = audience }
            if case .hidden = former { then.state = .hidden }
            state.set(.comment(id, then))
            return .comment(id, comment)
        case (.followUp(let id), .attached(_, let post, let writer, let audience)):
            let then = FollowUp(
                id: id, createdAt: notice.at, post: post, writer: writer,
                content: FollowUp.Content(action: ""), audience: audience)
            state.set(.followUp(id, then))
            return .followUp(id, nil)
        case (.followUp(let id), .audience(let audience)):
            guard let followUp = state.followUps[id] else { return nil }
            var then = followUp
            then.audience = audience
            state.set(.followUp(id, then))
            return .followUp(id, followUp)
        case (.adoption(let key), nil):
            let since = state.adoptions[key]?.value
            state.set(.adoption(key, nil))
            return .adoption(key, since)
        case (.adoption(let key), .attached(let id, _, _, let audience)):
            let then = Adoption(
                id: ID(high: id.high, low: id.low), createdAt: notice.at, post: key.post,
                organisation: key.organisation, content: Adoption.Content(kind: .inspired),
                audience: audience)
            let since = state.adoptions[key]?.value
            state.set(.adoption(key, then))
            return .adoption(key, since)
        case (.adoption(let key), .audience(let audience)):
            guard let adoption = state.adoptions[key]?.value else { return nil }
            var then = adoption
            then.audience = audience
            state.set(.adoption(key, then))
            return .adoption(key, adoption)
        case (.attendance(let key), nil):
            let since = state.attendances[key]?.value
            state.set(.attendance(key, nil))
            return .attendance(key, since)
        case (.attendance(let key), .resource(let id)):
            let then = Attendance(
                id: ID(high: id.high, low: id.low), createdAt: notice.at, event: key.event,
                organisation: key.organisation, persons: 1)
            let since = state.attendances[key]?.value
            state.set(.attendance(key, then))
            return .attendance(key, since)
        default: return nil
        }
    }
}

extension State {
    /// Makes a subject what it was, as far as that tells who sees it; the lists of posts need not
    /// know.
    fileprivate mutating func set(_ version: Rewinding.Version) {
        switch version {
        case .post(let post): posts[post.id] = Box(post)
        case .comment(_, let comment?): comments.put(comment)
        case .comment(let id, nil): comments.remove(id)
        case .followUp(_, let followUp?): followUps.put(followUp)
        case .followUp(let id, nil): followUps.remove(id)
        case .adoption(_, let adoption?): put(adoption)
        case .adoption(let key, nil): removeAdoption(key)
        case .attendance(_, let attendance?): put(attendance)
        case .attendance(let key, nil): removeAttendance(key)
        case .event(let event): events[event.id] = Box(event)
        case .arena(let arena): arenas[arena.id] = Box(arena)
        case .membership(let membership): memberships[membership.key] = Box(membership)
        case .organisation(let organisation):
            organisations[organisation.id] = Box(organisation)
        case .active: break
        }
    }
}
