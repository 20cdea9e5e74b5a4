import ArenaCore
import Testing

/// The table of PRODUCT §4, read for every kind of reader. The oracle knows only what a reader is
/// to the post; it shares no code with the view.
struct VisibilityTableTests {
    /// Who asks, in words; the rest of the facts follow from `facts`.
    enum Reader: CaseIterable {
        case anonymous, pending, outsider, member, curator, author, admin, suspendedMember
        case narrowedInside, narrowedOutside, narrowedToOther, walledMember, walledOutsider
        case excludedMember, excludedCurator, otherMember, otherCurator, invited, requested
        case rejected, left, removed
    }

    /// What a reader is to the post, as PRODUCT §4 and DECISIONS speak of it.
    struct Facts {
        var isAdmin = false
        var isAuthor = false
        /// Reads as an organisation: active, and by a token that reaches the post.
        var isOrganisation = true
        var isMember = false
        var isOtherMember = false
        var isCurator = false
        var isShutOut = false
    }

    struct Case: CustomStringConvertible, Sendable {
        var policy: Arena.JoinPolicy
        var arenaState: Arena.State
        var tlp: TLP
        var attribution: Post.Attribution
        var state: Post.State
        var isInOther: Bool
        var authorHasLeft: Bool

        var description: String {
            "\(policy) \(arenaState) \(tlp.label) \(attribution) \(state) \(isInOther)"
                + " \(authorHasLeft)"
        }
    }

    static let cases: [Case] = Arena.JoinPolicy.allCases.flatMap { policy in
        [Arena.State.open, .archived].flatMap { arenaState in
            TLP.allCases.flatMap { tlp in
                Post.State.allCases.flatMap { state in
                    Post.Attribution.allCases.flatMap { attribution in
                        [false, true].flatMap { isInOther in
                            [false, true].map { hasLeft in
                                Case(
                                    policy: policy, arenaState: arenaState, tlp: tlp,
                                    attribution: attribution, state: state, isInOther: isInOther,
                                    authorHasLeft: hasLeft)
                            }
                        }
                    }
                }
            }
        }
    }

    private func facts(_ reader: Reader, _ row: Case) -> Facts {
        var facts = Facts()
        switch reader {
        case .anonymous, .pending, .suspendedMember, .narrowedOutside:
            facts.isOrganisation = false
        case .outsider, .invited, .requested, .rejected, .left, .removed: break
        case .member, .narrowedInside: facts.isMember = true
        case .curator: (facts.isMember, facts.isCurator) = (true, true)
        case .author: (facts.isAuthor, facts.isMember) = (true, !row.authorHasLeft)
        case .admin: facts.isAdmin = true
        // A member of the home whose token is for the other arena alone.
        case .narrowedToOther: facts.isOrganisation = row.isInOther
        case .walledMember, .excludedMember: (facts.isMember, facts.isShutOut) = (true, true)
        case .walledOutsider: facts.isShutOut = true
        case .excludedCurator:
            (facts.isMember, facts.isCurator, facts.isShutOut) = (true, true, true)
        case .otherMember, .otherCurator: facts.isOtherMember = true
        }
        return facts
    }

    /// PRODUCT §4: the table's columns, and the rules under it; the strictest wins.
    private func mayRead(_ facts: Facts, _ row: Case) -> Bool {
        if facts.isAdmin || facts.isAuthor { return true }
        var verdicts: [Bool] = []
        if row.policy == .inviteOnly { verdicts.append(facts.isMember) }
        if row.state != .published { verdicts.append(facts.isCurator) }
        if row.tlp != .clear { verdicts.append(!facts.isShutOut) }
        let isMember = facts.isMember || row.isInOther && facts.isOtherMember
        let columns: [TLP: (anonymous: Bool, organisation: Bool, member: Bool)] = [
            .clear: (true, true, true), .green: (false, true, true),
            .amber: (false, false, true), .amberStrict: (false, false, true),
        ]
        let column = columns[row.tlp] ?? (false, false, false)
        if !facts.isOrganisation {
            verdicts.append(column.anonymous)
        } else {
            verdicts.append(isMember ? column.member : column.organisation)
        }
        return verdicts.allSatisfy { $0 }
    }

    private struct Scene {
        var world = World()
        var arena: Arena
        var other: Arena
        var post: Post
        var viewers: [(reader: Reader, viewer: Viewer)] = []
    }

    private func scene(_ row: Case) -> Scene {
        var world = World()
        let arena = world.arena("Hjemme", row.arenaState, policy: row.policy)
        let other = world.arena("Annensteds")
        let walled = world.organisation("Walled"), walledOutside = world.organisation("Walled 2")
        let author = world.organisation("Author", walls: [walled, walledOutside])
        let excluded = world.organisation("Excluded"), shutCurator = world.organisation("Shut")
        var viewers: [(Reader, Viewer)] = [(.anonymous, .anonymous), (.admin, .admin)]
        func join(
            _ reader: Reader, _ id: ID<Organisation>? = nil, _ state: Membership.State? = .member,
            curator: Bool = false, in place: Arena? = nil, active: Bool = true,
            arenas: [ID<Arena>]? = nil
        ) {
            let id = id ?? world.organisation("\(reader)", active ? .active : .suspended)
            if let state {
                world.membership(id, in: (place ?? arena).id, state, curator: curator)
            }
            viewers.append((reader, .organisation(id, active: active, arenas: arenas)))
        }
        join(.pending, world.organisation("Pending", .pending), nil, active: false)
        join(.outsider, nil, nil)
        join(.member)
        join(.curator, curator: true)
        join(.author, author, row.authorHasLeft ? .left : .member)
        join(.suspendedMember, active: false)
        join(.narrowedInside, arenas: [arena.id])
        join(.narrowedOutside, arenas: [])
        join(.narrowedToOther, arenas: [other.id])
        join(.walledMember, walled)
        join(.walledOutsider, walledOutside, nil)
        join(.excludedMember, excluded)
        join(.excludedCurator, shutCurator, curator: true)
        join(.otherMember, in: other)
        join(.otherCurator, curator: true, in: other)
        join(.invited, nil, .invited)
        join(.requested, nil, .requested)
        join(.rejected, nil, .rejected)
        join(.left, nil, .left)
        join(.removed, nil, .removed)
        let post = world.post(by: author, in: arena.id, row.tlp, row.attribution) { post in
            post.state = row.state
            post.audience.exclude = [excluded, shutCurator]
            if row.attribution == .chatham { post.audience.frozenWalls = [walled, walledOutside] }
            if row.isInOther { post.audience.alsoIn = [other.id] }
        }
        return Scene(world: world, arena: arena, other: other, post: post, viewers: viewers)
    }

    @Test(arguments: cases)
    func `each reader reads what the table allows, by every way`(_ row: Case) {
        let scene = scene(row)
        #expect(Set(scene.viewers.map(\.reader)) == Set(Reader.allCases))
        for (reader, viewer) in scene.viewers {
            let view = scene.world.view(viewer)
            let facts = facts(reader, row)
            let expected = mayRead(facts, row)
            let context = Comment(rawValue: "\(reader)")
            #expect(view.sees(scene.post) == expected, context)
            #expect((view.post(scene.post.id) != nil) == expected, context)
            var filter = PostFilter()
            filter.states = Post.State.allCases
            var request = PageRequest(field: .publishedAt, isDescending: true, limit: 10)
            request.countsAll = true
            #expect(view.posts(filter, request).total == (expected ? 1 : 0), context)
            filter.states = [.published]
            let isListed = expected && row.state == .published
            #expect(view.posts(filter, request).items.count == (isListed ? 1 : 0), context)
            checkArenas(scene, view, isListed, context)
            checkAuthor(scene, view, facts, isListed, context)
        }
    }

    private func checkArenas(_ scene: Scene, _ view: View, _ isListed: Bool, _ context: Comment) {
        for place in [scene.arena, scene.other] {
            var filter = PostFilter()
            filter.arenas = [place.id]
            let request = PageRequest(field: .title, isDescending: false, limit: 10)
            let isHere = place.id == scene.arena.id || !scene.post.audience.alsoIn.isEmpty
            let count = isListed && isHere && view.seesInside(place) ? 1 : 0
            #expect(view.postCount(in: place) == count, context)
            #expect(view.posts(filter, request).items.count == count, context)
        }
    }

    private func checkAuthor(
        _ scene: Scene, _ view: View, _ facts: Facts, _ isListed: Bool, _ context: Comment
    ) {
        guard let author = scene.post.author else { return }
        let isChatham = scene.post.attribution == .chatham
        let knows = !isChatham || facts.isAdmin || facts.isAuthor
        #expect(view.seesAuthor(of: scene.post) == knows, context)
        var filter = PostFilter()
        filter.authors = [author]
        let request = PageRequest(field: .publishedAt, isDescending: true, limit: 10)
        let count = isListed && knows ? 1 : 0
        #expect(view.posts(filter, request).items.count == count, context)
    }
}
