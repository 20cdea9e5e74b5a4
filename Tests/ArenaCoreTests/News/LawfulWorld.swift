@testable import ArenaCore

/// A small domain in which everybody does by chance what the rules let them do; the same in every
/// run.
struct LawfulWorld {
    var world = World()
    var random: SeededGenerator
    private(set) var organisations: [ID<Organisation>] = []
    private(set) var arenas: [ID<Arena>] = []
    private var posts: [ID<Post>] = []
    private var comments: [ID<Post.Comment>] = []
    private var followUps: [ID<FollowUp>] = []
    private var events: [ID<Event>] = []
    /// How many attempts were done and not refused.
    private(set) var doneCount = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for number in 0..<5 { organisations.append(world.organisation("Etat \(number)")) }
        for number in 0..<3 {
            let arena = world.arena("Arena \(number)", slug: "arena-\(number)")
            arenas.append(arena.id)
        }
    }

    var viewers: [Viewer] {
        [.anonymous, .admin] + organisations.map { world.seen(as: $0) }
            + [world.seen(as: organisations[0], arenas: [arenas[0]])]
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value? {
        values.isEmpty ? nil : values[random.below(values.count)]
    }

    private mutating func oneIn(_ chance: Int) -> Bool { random.below(chance) == 0 }

    /// One attempt to write, by whoever; most are refused by nobody.
    mutating func step() {
        world.now = world.now.adding(seconds: Int64(random.below(9000)))
        guard let organisation = pick(organisations), let arena = pick(arenas),
            let home = world.arena(arena)
        else { return }
        let own = world.seen(as: organisation)
        switch random.below(40) {
        case 0..<3: attempt(own) { _ = try $0.join(home, as: organisation, JoinRequest()) }
        case 3: leave(organisation, home)
        case 4: curate(organisation, home)
        case 5: open(home)
        case 6: stand(organisation)
        case 7: wall(organisation)
        case 8..<14: share(own, home)
        case 14..<19: changePost(own)
        case 19..<23: comment(own)
        case 23..<26: changeComment(own)
        case 26..<28: adopt(own, organisation)
        case 28..<30: followUp(own)
        case 30..<33: arrange(home)
        case 33..<36: attend(own, organisation)
        case 36: erase(organisation)
        default: changePost(.admin)
        }
    }

    private mutating func attempt(_ viewer: Viewer, _ body: (inout Write) throws -> Void) {
        do {
            try world.write(viewer, body)
            doneCount += 1
        } catch {
            return
        }
    }

    private mutating func leave(_ organisation: ID<Organisation>, _ home: Arena) {
        guard let own = world.membership(organisation, in: home) else { return }
        attempt(.admin) { try $0.leave(own, home, reason: nil) }
    }

    private mutating func curate(_ organisation: ID<Organisation>, _ home: Arena) {
        guard let own = world.membership(organisation, in: home) else { return }
        var decision = MembershipDecision()
        decision.isCurator = oneIn(2)
        attempt(.admin) { _ = try $0.decide(own, in: home, decision) }
    }

    private mutating func open(_ home: Arena) {
        var profile = home.profile
        profile.joinPolicy = pick([.open, .open, .inviteOnly]) ?? .open
        profile.memberList = pick(Arena.MemberList.allCases) ?? .names
        attempt(.admin) {
            _ = try $0.edit(home, profile: profile, state: home.state, chair: home.chair)
        }
    }

    private mutating func stand(_ id: ID<Organisation>) {
        guard let organisation = world.admin.organisation(id) else { return }
        let state: Organisation.State = organisation.state == .active ? .suspended : .active
        attempt(.admin) {
            _ = try $0.edit(organisation, profile: organisation.profile, state: state)
        }
    }

    private mutating func wall(_ id: ID<Organisation>) {
        guard let organisation = world.admin.organisation(id) else { return }
        var profile = organisation.profile
        profile.walls = oneIn(2) ? [] : organisations.filter { $0 != id && $0.low % 3 != 0 }
        attempt(.admin) {
            _ = try $0.edit(organisation, profile: profile, state: organisation.state)
        }
    }

    private mutating func audience() -> Post.Audience {
        var audience = Post.Audience(tlp: pick(TLP.allCases) ?? .clear)
        if audience.tlp != .clear, oneIn(4) { audience.exclude = [organisations[1]] }
        return audience
    }

    private mutating func share(_ viewer: Viewer, _ home: Arena) {
        var draft = PostDraft(content: Post.Content(title: "T", body: "b"))
        let audience = audience()
        draft.tlp = audience.tlp
        draft.exclude = audience.exclude
        draft.attribution = oneIn(4) ? .chatham : .named
        if oneIn(4), let other = pick(arenas), other != home.id { draft.alsoIn = [other] }
        var made: ID<Post>?
        attempt(viewer) { made = try $0.share(draft, in: home).id }
        if let made { posts.append(made) }
    }

    private mutating func changePost(_ viewer: Viewer) {
        guard let post = pick(posts).flatMap(world.post) else { return }
        let audience = audience()
        var content = post.content
        content.title += "!"
        switch random.below(6) {
        case 0: attempt(viewer) { try $0.retract(post) }
        case 1, 2:
            var curation = PostCuration()
            curation.state = pick([.hidden, .held, .published]) ?? .published
            curation.reason = "Fordi."
            attempt(.admin) { _ = try $0.curate(post, curation) }
        case 3: attempt(viewer) { _ = try $0.edit(post, content: content, audience: post.audience) }
        default: attempt(viewer) { _ = try $0.edit(post, content: content, audience: audience) }
        }
    }

    private mutating func comment(_ viewer: Viewer) {
        guard let post = pick(posts).flatMap(world.view(viewer).post) else { return }
        var made: ID<Post.Comment>?
        attempt(viewer) { made = try $0.comment(on: post, "Ja.", in: nil).id }
        if let made { comments.append(made) }
    }

    private mutating func changeComment(_ viewer: Viewer) {
        guard let comment = pick(comments).flatMap(world.admin.comment) else { return }
        var change = Post.Comment.Change()
        switch random.below(4) {
        case 0: attempt(viewer) { try $0.remove(comment) }
        case 1:
            change.body = comment.body + "!"
            attempt(viewer) { _ = try $0.change(comment, change) }
        default:
            change.state = pick(Post.Comment.State.allCases)
            change.reason = "Fordi."
            attempt(.admin) { _ = try $0.change(comment, change) }
        }
    }

    private mutating func adopt(_ viewer: Viewer, _ organisation: ID<Organisation>) {
        guard let post = pick(posts).flatMap(world.view(viewer).post) else { return }
        if let old = world.view(viewer).adoption(of: post, by: organisation), oneIn(2) {
            return attempt(viewer) { try $0.withdraw(old, on: post) }
        }
        let content = Adoption.Content(kind: pick(Post.Reuse.allCases) ?? .copied)
        attempt(viewer) { _ = try $0.adopt(post, as: organisation, content) }
    }

    private mutating func followUp(_ viewer: Viewer) {
        if oneIn(3), let old = pick(followUps).flatMap(world.admin.followUp) {
            return attempt(viewer) { try $0.remove(old) }
        }
        guard let post = pick(posts).flatMap(world.view(viewer).post) else { return }
        var made: ID<FollowUp>?
        attempt(viewer) { made = try $0.followUp(post, FollowUp.Content(action: "Øve.")).id }
        if let made { followUps.append(made) }
    }

    private mutating func arrange(_ home: Arena) {
        var content = Event.Content(
            title: "Øvelse", startsAt: world.now, tlp: pick(TLP.allCases) ?? .clear)
        content.rule = pick(Event.Rule.allCases) ?? .open
        if oneIn(2), let old = pick(events).flatMap(world.admin.event) {
            let state: Event.State = oneIn(2) ? .cancelled : .planned
            return attempt(.admin) { _ = try $0.change(old, content, state) }
        }
        var made: ID<Event>?
        attempt(.admin) { made = try $0.hold(content, in: home).id }
        if let made { events.append(made) }
    }

    private mutating func attend(_ viewer: Viewer, _ organisation: ID<Organisation>) {
        guard let event = pick(events).flatMap(world.view(viewer).event) else { return }
        if oneIn(3), let old = world.view(viewer).attendance(of: event, by: organisation) {
            return attempt(viewer) { try $0.remove(old, from: event) }
        }
        let persons = 1 + random.below(9)
        attempt(viewer) { _ = try $0.attend(event, as: organisation, persons: persons) }
    }

    private mutating func erase(_ id: ID<Organisation>) {
        guard oneIn(4), let organisation = world.admin.organisation(id) else { return }
        let withPosts = oneIn(2)
        attempt(.admin) { try $0.erase(organisation, withPosts: withPosts) }
        guard world.admin.organisation(id) == nil else { return }
        organisations = organisations.map { $0 == id ? world.organisation("Ny") : $0 }
    }

    /// Every thing that there is, by whatever name a notice has for it.
    var subjects: [Notice.Subject] {
        var found: [Notice.Subject] = []
        world.state.contents { effect in
            switch effect {
            case .organisation(let value): found.append(.organisation(value.id))
            case .arena(let value): found.append(.arena(value.id))
            case .membership(let value): found.append(.membership(value.key))
            case .post(let post): found.append(.post(post.value.id))
            case .adoption(let value): found.append(.adoption(value.key))
            case .comment(let value): found.append(.comment(value.id))
            case .followUp(let value): found.append(.followUp(value.id))
            case .event(let value): found.append(.event(value.id))
            case .attendance(let value): found.append(.attendance(value.key))
            default: break
            }
        }
        return found
    }
}

extension World {
    /// As the organisation stands now, maybe by a narrowed token.
    func seen(as id: ID<Organisation>, arenas: [ID<Arena>]? = nil) -> Viewer {
        .organisation(
            id, active: admin.organisation(id)?.state == .active, arenas: arenas)
    }
}
