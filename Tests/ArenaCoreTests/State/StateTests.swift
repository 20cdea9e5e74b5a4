import ArenaCore
import Testing

struct StateTests {
    @Test func `effects for what is not there change nothing and trap nowhere`() {
        var world = World()
        world.put(
            .organisationRemoved(world.id()), .tokenRemoved(world.id()),
            .arenaRemoved(world.id()), .postRemoved(world.id()), .arenaPurged(world.id()),
            .organisationErased(world.id(), withPosts: true),
            .membershipRemoved(.init(arena: world.id(), organisation: world.id())),
            .adoptionRemoved(.init(post: world.id(), organisation: world.id())))
        #expect(world.state.thingCount == 0)
        let post = world.post(by: world.id(), in: world.id())
        world.membership(world.id(), in: world.id())
        world.adoption(of: post, by: world.id())
        #expect(world.state.position == 4)
        #expect(world.view(.anonymous).post(post.id) == nil)
        #expect(world.admin.post(post.id) != nil)
        #expect(world.admin.adoptionCount(of: post) == 1)
    }

    @Test(arguments: [UInt64(1), 2])
    func `counts equal a count one by one after many changes`(_ seed: UInt64) {
        var random = RandomWorld(seed: seed)
        random.run(5000)
        for viewer in random.viewers {
            let view = View(random.state, viewer: viewer, now: Timestamp(milliseconds: 0))
            let posts = random.posts.compactMap { view.post($0) }
            #expect(posts.allSatisfy(view.sees))
            let published = posts.filter { $0.state == .published }
            var request = PageRequest(field: .createdAt, isDescending: false, limit: 1)
            request.countsAll = true
            #expect(view.posts(PostFilter(), request).total == published.count)
            for arena in random.arenas.compactMap({ view.arena($0) }) {
                let here = published.filter {
                    $0.arena == arena.id || $0.audience.alsoIn.contains(arena.id)
                }
                #expect(view.postCount(in: arena) == (view.seesInside(arena) ? here.count : 0))
                let members = random.organisations.filter { id in
                    admin(random).membership(of: id, in: arena)?.state == .member
                }
                let count = view.memberCount(of: arena)
                #expect(count == nil || count == members.count)
                let shown = random.organisations.compactMap { view.membership(of: $0, in: arena) }
                #expect(view.memberships(of: arena).count == shown.count)
            }
            for post in posts.prefix(40) {
                let heirs = published.filter { heir in
                    heir.content.basedOn.contains { $0.post == post.id }
                }
                #expect(view.basedOnThisCount(of: post) == heirs.count)
                let adoptions = random.organisations.compactMap { view.adoption(of: post, by: $0) }
                #expect(view.adoptionCount(of: post) == adoptions.count)
            }
        }
    }

    @Test(arguments: [UInt64(3), 4])
    func `contents rebuild an equal state, revisions and all`(_ seed: UInt64) {
        var random = RandomWorld(seed: seed)
        random.run(1200)
        var effects: [Effect] = []
        random.state.contents { effects.append($0) }
        #expect(effects.count == random.state.contentCount)
        var rebuilt = State()
        for effect in effects { rebuilt.restore(effect) }
        rebuilt.restore(position: random.state.position)
        #expect(rebuilt.position == random.state.position)
        #expect(rebuilt.contentCount == random.state.contentCount)
        for viewer in random.viewers {
            let now = Timestamp(milliseconds: 0)
            expectEqual(
                View(random.state, viewer: viewer, now: now),
                View(rebuilt, viewer: viewer, now: now), random)
        }
        // The two go on alike.
        let further = random.posts.map { Effect.postRemoved($0) }
        let change = Change(
            at: Timestamp(milliseconds: 1), actor: .server, action: "clear", effects: further)
        random.state.apply(change)
        rebuilt.apply(change)
        for arena in random.arenas.compactMap({ admin(random).arena($0) }) {
            #expect(View(rebuilt, viewer: .admin, now: change.at).postCount(in: arena) == 0)
            #expect(admin(random).postCount(in: arena) == 0)
        }
    }

    @Test func `a copy stays as it was while the state goes on`() {
        var random = RandomWorld(seed: 8)
        random.run(1500)
        let copy = random.state
        var before: [Effect] = []
        copy.contents { before.append($0) }
        random.run(1500)
        var after: [Effect] = []
        copy.contents { after.append($0) }
        #expect(before == after)
        #expect(copy.position == 1500)
        #expect(random.state.position == 3000)
    }

    @Test func `a post keeps what it replaces, and an erased author goes from all of it`() {
        var world = World()
        let author = world.organisation(), arena = world.arena()
        var post = world.post(by: author, in: arena.id)
        for revision in 2...4 {
            post.revision = revision
            post.content.title = "Nr. \(revision)"
            world.put(.post(post))
        }
        world.put(.post(post))
        var earlier = world.admin.earlierRevisions(of: post)
        #expect(earlier.map(\.revision) == [1, 2, 3])
        #expect(earlier.map(\.content.title) == ["Erfaring", "Nr. 2", "Nr. 3"])
        post.author = nil
        world.put(.post(post))
        earlier = world.admin.earlierRevisions(of: post)
        #expect(earlier.count == 3)
        #expect(earlier.allSatisfy { $0.author == nil })
        world.put(.postRemoved(post.id))
        #expect(world.state.thingCount == 2)
    }

    private func admin(_ random: RandomWorld) -> View {
        View(random.state, viewer: .admin, now: Timestamp(milliseconds: 0))
    }

    private func expectEqual(_ left: View, _ right: View, _ random: RandomWorld) {
        for field in [PageRequest.Field.publishedAt, .updatedAt, .createdAt, .title] {
            var request = PageRequest(field: field, isDescending: true, limit: 10_000)
            request.countsAll = true
            var filter = PostFilter()
            filter.states = Post.State.allCases
            let posts = left.posts(filter, request)
            #expect(posts.items == right.posts(filter, request).items)
            #expect(posts.total == posts.items.count)
        }
        let request = PageRequest(field: .name, isDescending: false, limit: 100)
        var filter = ArenaFilter()
        filter.states = Arena.State.allCases
        #expect(left.arenas(filter, request).items == right.arenas(filter, request).items)
        #expect(left.facetCounts(filter) == right.facetCounts(filter))
        let all = OrganisationFilter()
        #expect(left.organisations(all, request).items == right.organisations(all, request).items)
        for slug in (0..<10).map({ "slug-\($0)" }) {
            #expect(left.arena(slug: slug) == right.arena(slug: slug))
        }
        for arena in random.arenas.compactMap({ left.arena($0) }) {
            #expect(left.postCount(in: arena) == right.postCount(in: arena))
            #expect(left.memberCount(of: arena) == right.memberCount(of: arena))
            #expect(left.memberships(of: arena) == right.memberships(of: arena))
        }
        for post in random.posts.compactMap({ left.post($0) }) {
            #expect(left.earlierRevisions(of: post) == right.earlierRevisions(of: post))
            #expect(left.adoptions(of: post) == right.adoptions(of: post))
            #expect(left.basedOnThisCount(of: post) == right.basedOnThisCount(of: post))
        }
        for organisation in random.organisations {
            let owner = Token.Owner.organisation(organisation)
            #expect(left.tokens(of: owner) == right.tokens(of: owner))
            #expect(left.seesContact(of: organisation) == right.seesContact(of: organisation))
        }
        #expect(left.tokens(of: .admin) == right.tokens(of: .admin))
        #expect(left.allTokens == right.allTokens)
        #expect(left.ownMemberships.map(\.membership) == right.ownMemberships.map(\.membership))
        #expect(left.barometer(.init()).indicators == right.barometer(.init()).indicators)
    }
}
