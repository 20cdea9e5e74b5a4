import ArenaCore
import Testing

/// What is not a post: arenas, members, contacts, adoptions and revisions.
struct VisibilityTests {
    @Test(arguments: Arena.JoinPolicy.allCases, Arena.State.allCases)
    func `an arena is seen by its policy and state`(
        _ policy: Arena.JoinPolicy, _ state: Arena.State
    ) {
        var world = World()
        let founder = world.organisation(), outsider = world.organisation()
        var arena = world.arena("Arena", state, policy: policy)
        arena.founder = founder
        world.put(.arena(arena))
        let isHidden = policy == .inviteOnly
        #expect(world.admin.sees(arena))
        #expect(world.view(.anonymous).sees(arena) == (!isHidden && state != .proposed))
        #expect(world.view(.organisation(outsider)).sees(arena) == !isHidden)
        let suspended = world.view(.organisation(outsider, active: false))
        #expect(suspended.sees(arena) == (!isHidden && state != .proposed))
        let narrowed = world.view(.organisation(outsider, arenas: []))
        #expect(narrowed.sees(arena) == (!isHidden && state != .proposed))
        #expect(world.view(.organisation(founder)).sees(arena) == (!isHidden || state == .proposed))
        for membership in Membership.State.allCases {
            world.membership(outsider, in: arena.id, membership)
            let view = world.view(.organisation(outsider))
            let isLetIn = membership == .member || membership == .invited
            #expect(view.sees(arena) == (!isHidden || isLetIn))
            #expect(view.seesInside(arena) == (!isHidden || membership == .member))
            #expect((view.arena(arena.id) != nil) == view.sees(arena))
            #expect((view.arena(slug: arena.profile.slug) != nil) == view.sees(arena))
            #expect(view.ownMemberships.count == (view.sees(arena) ? 1 : 0))
            world.put(.membershipRemoved(.init(arena: arena.id, organisation: outsider)))
        }
    }

    @Test(arguments: Arena.MemberList.allCases, [Arena.JoinPolicy.open, .inviteOnly])
    func `the member list shows what the arena chose`(
        _ list: Arena.MemberList, _ policy: Arena.JoinPolicy
    ) {
        var world = World()
        let arena = world.arena(policy: policy, memberList: list)
        let member = world.organisation(), curator = world.organisation()
        let invited = world.organisation(), outsider = world.organisation()
        world.membership(member, in: arena.id)
        world.membership(curator, in: arena.id, curator: true)
        world.membership(invited, in: arena.id, .invited)
        let isHidden = policy == .inviteOnly
        let names = list == .names, counts = list != .none
        let table: [(Viewer, names: Bool, count: Bool)] = [
            (.admin, true, true), (.organisation(curator), true, true),
            (.organisation(member), names, counts),
            (.organisation(outsider), names && !isHidden, counts && !isHidden),
            (.organisation(invited), names && !isHidden, counts && !isHidden),
            (.anonymous, names && !isHidden, counts && !isHidden),
            (.organisation(curator, arenas: []), names && !isHidden, counts && !isHidden),
            (.organisation(curator, active: false), names && !isHidden, counts && !isHidden),
        ]
        for (viewer, names, count) in table {
            let view = world.view(viewer)
            #expect(view.seesMemberNames(of: arena) == names)
            #expect(view.memberCount(of: arena) == (count ? 2 : nil))
            let others = view.memberships(of: arena).filter {
                $0.organisation != viewer.organisation && $0.state == .member
            }
            #expect(others.isEmpty == !names)
        }
    }

    @Test(arguments: Membership.State.allCases)
    func `a membership that is not in force is for curators and its organisation`(
        _ state: Membership.State
    ) {
        var world = World()
        let arena = world.arena()
        let own = world.organisation(), member = world.organisation()
        let curator = world.organisation()
        world.membership(member, in: arena.id)
        world.membership(curator, in: arena.id, curator: true)
        world.membership(own, in: arena.id, state)
        let table: [(Viewer, Bool)] = [
            (.admin, true), (.organisation(own), true), (.organisation(curator), true),
            (.organisation(member), state == .member), (.anonymous, state == .member),
            (.organisation(own, arenas: []), state == .member),
            (.organisation(own, active: false), state == .member),
        ]
        for (viewer, sees) in table {
            let view = world.view(viewer)
            #expect((view.membership(of: own, in: arena) != nil) == sees)
            let listed = view.memberships(of: arena).contains { $0.organisation == own }
            #expect(listed == sees)
        }
    }

    @Test(arguments: Organisation.State.allCases)
    func `a pending organisation is seen by itself and admins`(_ state: Organisation.State) {
        var world = World()
        let own = world.organisation("Ny", state), other = world.organisation("Annen")
        for (viewer, knows) in [
            (Viewer.anonymous, false), (.organisation(other), false), (.admin, true),
            (.organisation(own, active: state == .active), true),
        ] {
            let view = world.view(viewer)
            let sees = knows || state != .pending
            #expect((view.organisation(own) != nil) == sees)
            let request = PageRequest(field: .name, isDescending: false, limit: 10)
            let listed = view.organisations(OrganisationFilter(), request).items.map(\.id)
            #expect(listed.contains(own) == sees)
            #expect(view.seesPrivate(of: own) == knows)
        }
    }

    @Test func `a contact is for those who share an arena and may read its names`() {
        var world = World()
        let own = world.organisation(), peer = world.organisation(), far = world.organisation()
        let named = world.arena(), counted = world.arena(memberList: .count)
        world.membership(own, in: named.id)
        world.membership(own, in: counted.id)
        world.membership(peer, in: counted.id)
        func sees(_ viewer: Viewer) -> Bool { world.view(viewer).seesContact(of: own) }
        #expect(sees(.admin) && sees(.organisation(own)))
        #expect(!sees(.organisation(peer)) && !sees(.organisation(far)) && !sees(.anonymous))
        world.membership(peer, in: named.id, .requested)
        #expect(!sees(.organisation(peer)))
        world.put(.membershipRemoved(.init(arena: named.id, organisation: peer)))
        world.membership(peer, in: named.id)
        #expect(sees(.organisation(peer)) && sees(.organisation(peer, arenas: [named.id])))
        #expect(!sees(.organisation(peer, arenas: [counted.id])))
        #expect(!sees(.organisation(peer, active: false)))
        world.membership(far, in: counted.id, curator: true)
        #expect(sees(.organisation(far)))
    }

    @Test(arguments: TLP.allCases, TLP.allCases)
    func `an adoption is for those whom the post was for and is for`(_ then: TLP, _ today: TLP) {
        var world = World()
        let arena = world.arena()
        let author = world.organisation(), adopter = world.organisation()
        let member = world.organisation(), outsider = world.organisation()
        let walled = world.organisation("Walled")
        for id in [author, adopter, member, walled] { world.membership(id, in: arena.id) }
        var profile = Organisation.Profile(name: "Adopter", kind: .public)
        profile.walls = [walled]
        world.put(
            .organisation(
                Organisation(id: adopter, createdAt: world.now, profile: profile, state: .active)))
        let post = world.post(by: author, in: arena.id, today)
        let made = world.adoption(of: post, by: adopter) {
            $0.audience = Post.Audience(tlp: then)
        }
        let strictest = max(then, today)
        let table: [(Viewer, Bool)] = [
            (.admin, true), (.organisation(adopter), true), (.organisation(author), true),
            (.organisation(member), true), (.organisation(walled), strictest == .clear),
            (.organisation(outsider), strictest <= .green), (.anonymous, strictest == .clear),
            (.organisation(member, arenas: []), strictest == .clear),
        ]
        for (viewer, sees) in table {
            let view = world.view(viewer)
            #expect(view.sees(made, on: post) == sees)
            #expect((view.adoption(of: post, by: adopter) != nil) == sees)
            #expect(view.adoptionCount(of: post) == (sees ? 1 : 0))
        }
    }

    @Test func `an earlier revision keeps its label and goes with its post`() {
        var world = World()
        let arena = world.arena()
        let author = world.organisation(), member = world.organisation()
        let outsider = world.organisation(), shut = world.organisation()
        for id in [author, member, shut] { world.membership(id, in: arena.id) }
        var post = world.post(by: author, in: arena.id, .amber)
        post.revision = 2
        post.audience = Post.Audience(tlp: .green)
        post.audience.exclude = [shut]
        world.put(.post(post))
        post.revision = 3
        post.audience = Post.Audience(tlp: .clear)
        world.put(.post(post))
        func labels(_ viewer: Viewer) -> [TLP] {
            world.view(viewer).earlierRevisions(of: post).map(\.audience.tlp)
        }
        #expect(labels(.organisation(author)) == [.amber, .green])
        #expect(labels(.organisation(member)) == [.amber, .green])
        #expect(labels(.organisation(shut)) == [.amber])
        #expect(labels(.organisation(outsider)) == [.green])
        #expect(labels(.anonymous).isEmpty)
        post.state = .hidden
        post.revision = 4
        world.put(.post(post))
        #expect(labels(.organisation(member)).isEmpty)
        #expect(labels(.organisation(author)).count == 3)
    }

    @Test func `a wall hides from its making on, and on a Chatham House post never moves`() {
        var world = World()
        let arena = world.arena()
        let author = world.organisation("A"), reader = world.organisation("R")
        world.membership(author, in: arena.id)
        world.membership(reader, in: arena.id)
        let clear = world.post(by: author, in: arena.id)
        let named = world.post(by: author, in: arena.id, .green)
        let chatham = world.post(by: author, in: arena.id, .green, .chatham)
        let viewer = Viewer.organisation(reader)
        #expect(world.view(viewer).postCount(in: arena) == 3)
        var profile = Organisation.Profile(name: "A", kind: .public)
        profile.walls = [reader]
        world.put(
            .organisation(
                Organisation(id: author, createdAt: world.now, profile: profile, state: .active)))
        let view = world.view(viewer)
        #expect(view.sees(clear) && !view.sees(named) && view.sees(chatham))
        #expect(view.postCount(in: arena) == 2)
    }

    @Test func `an edge is shown to those who see both its ends`() {
        var world = World()
        let arena = world.arena()
        let author = world.organisation(), outsider = world.organisation()
        world.membership(author, in: arena.id)
        let source = world.post(by: author, in: arena.id, .amber)
        let open = world.post(by: author, in: arena.id)
        let heir = world.post(by: author, in: arena.id) {
            $0.content.basedOn = [
                .init(post: source.id, kind: .copied), .init(post: source.id, kind: .inspired),
            ]
        }
        world.post(by: author, in: arena.id, .amber) {
            $0.content.basedOn = [.init(post: open.id, kind: .copied)]
        }
        var filter = PostFilter()
        filter.basedOn = [source.id]
        let request = PageRequest(field: .publishedAt, isDescending: true, limit: 10)
        let own = world.view(.organisation(author))
        #expect(own.posts(filter, request).items.map(\.id) == [heir.id])
        #expect(own.basedOnThisCount(of: source) == 1)
        #expect(own.basedOnThisCount(of: open) == 1)
        for viewer in [Viewer.anonymous, .organisation(outsider)] {
            let view = world.view(viewer)
            #expect(view.posts(filter, request).items.isEmpty)
            #expect(view.basedOnThisCount(of: open) == 0)
        }
    }

    @Test func `an arena that turned invite-only holds nothing for outsiders, nor shared posts`() {
        var world = World()
        let home = world.arena(), other = world.arena()
        let author = world.organisation(), outsider = world.organisation()
        world.post(by: author, in: home.id) { $0.audience.alsoIn = [other.id] }
        var hidden = other
        hidden.profile.joinPolicy = .inviteOnly
        world.put(.arena(hidden))
        for viewer in [Viewer.anonymous, .organisation(outsider)] {
            let view = world.view(viewer)
            var filter = PostFilter()
            filter.arenas = [other.id]
            let request = PageRequest(field: .publishedAt, isDescending: true, limit: 10)
            #expect(view.posts(filter, request).items.isEmpty)
            var figures = BarometerFilter()
            figures.arenas = [other.id]
            #expect(view.barometer(figures).indicators.allSatisfy { $0.denominator == 0 })
            #expect(view.postCount(in: hidden) == 0)
            #expect(view.postCount(in: home) == 1)
        }
        var turned = home
        turned.profile.joinPolicy = .inviteOnly
        hidden.profile.joinPolicy = .open
        world.put(.arena(turned), .arena(hidden))
        #expect(world.view(.anonymous).postCount(in: hidden) == 0)
        #expect(world.view(.organisation(outsider)).postCount(in: hidden) == 0)
    }
}
