import Testing

@testable import ArenaCore

/// What is looked at to answer, counted post by post: it grows with the answer, and what is
/// hidden has no part in it.
struct CostTests {
    fileprivate struct Scene {
        var world = World()
        var author: ID<Organisation>
        var other: ID<Organisation>
        var outsider: ID<Organisation>
        var arena: Arena
        var side: Arena

        init() {
            author = world.organisation("Forfatter")
            other = world.organisation("Annen")
            outsider = world.organisation("Utenfor")
            arena = world.arena("Hjemme")
            side = world.arena("Ved siden av")
            world.membership(author, in: arena.id)
            world.membership(author, in: side.id)
            world.membership(other, in: arena.id)
        }

        /// Posts in `arena` by the author, each a second after the one before it.
        mutating func share(
            _ count: Int, _ tlp: TLP, _ attribution: Post.Attribution = .named,
            edit: (inout Post) -> Void = { _ in }
        ) {
            for _ in 0..<count {
                world.now = world.now.adding(seconds: 1)
                world.post(by: author, in: arena.id, tlp, attribution, edit: edit)
            }
        }

        /// How many posts are looked at for a page of that many.
        func looks(_ viewer: Viewer, limit: Int = 20, _ edit: (inout PostFilter) -> Void) -> Int {
            var filter = PostFilter()
            edit(&filter)
            let view = world.view(viewer)
            var count = 0
            var left = limit
            for key in view.keys(filter, .published, isDescending: true) where left > 0 {
                count += 1
                if view.post(key.id) != nil { left -= 1 }
            }
            return count
        }
    }

    private typealias Edit = @Sendable (inout PostFilter, Scene) -> Void

    private static let lists: [Edit] = [
        { _, _ in }, { filter, scene in filter.arenas = [scene.arena.id] },
        { filter, scene in filter.authors = [scene.author] },
        { filter, scene in (filter.arenas, filter.authors) = ([scene.arena.id], [scene.author]) },
    ]

    @Test(arguments: [0, 1, 2, 3])
    func `what is hidden is not looked at`(_ list: Int) {
        var scene = Scene()
        let side = scene.side.id
        func looks(_ viewer: Viewer) -> Int {
            scene.looks(viewer) { Self.lists[list](&$0, scene) }
        }
        scene.share(300, .amber)
        scene.share(300, .amberStrict, .chatham)
        scene.share(200, .clear) { $0.state = .hidden }
        scene.share(100, .amber) { $0.audience.alsoIn = [side] }
        #expect(looks(.anonymous) == 0)
        #expect(looks(.organisation(scene.outsider)) == 0)
        #expect(looks(.organisation(scene.author, active: false)) == 0)
        #expect(looks(.organisation(scene.other, arenas: [scene.side.id])) == 0)
        scene.share(200, .green)
        #expect(looks(.anonymous) == 0)
        scene.share(5, .clear)
        scene.share(200, .amber)
        #expect(looks(.anonymous) == 5)
    }

    @Test func `a list by author passes over the Chatham House posts that may not be known`() {
        var scene = Scene()
        scene.share(400, .clear, .chatham)
        func looks(_ viewer: Viewer) -> Int {
            scene.looks(viewer) { $0.authors = [scene.author] }
        }
        #expect(looks(.anonymous) == 0)
        #expect(looks(.organisation(scene.other)) == 0)
        #expect(looks(.organisation(scene.author)) == 20)
        #expect(looks(.admin) == 20)
    }

    @Test func `a list by author who has set a wall looks at nothing behind it`() {
        var scene = Scene()
        scene.share(100, .green)
        scene.share(100, .amber)
        scene.setWalls([scene.other])
        let viewer = Viewer.organisation(scene.other)
        #expect(scene.looks(viewer) { $0.authors = [scene.author] } == 0)
    }

    @Test(arguments: [0, 1, 2, 3])
    func `a page costs the page`(_ list: Int) {
        var scene = Scene()
        scene.share(2000, .clear)
        scene.share(2000, .green)
        scene.share(2000, .amber)
        for viewer in [
            Viewer.anonymous, .organisation(scene.outsider), .organisation(scene.other),
            .organisation(scene.author), .admin,
        ] {
            let looks = scene.looks(viewer) { Self.lists[list](&$0, scene) }
            #expect(looks == 20)
        }
    }

    @Test func `what is asked for by its last change is found by it`() {
        var scene = Scene()
        scene.share(1000, .clear)
        let since = scene.world.now
        scene.share(4, .clear)
        var filter = PostFilter()
        filter.updatedAfter = since
        #expect(scene.world.view(.anonymous).keys(filter, .updated).count { _ in true } == 4)
        filter = PostFilter()
        filter.publishedAfter = since.adding(seconds: 1)
        #expect(scene.world.view(.anonymous).keys(filter, .published).count { _ in true } == 4)
    }

    @Test func `heirs out of reach are not looked at`() {
        var scene = Scene()
        let source = scene.world.post(by: scene.author, in: scene.arena.id)
        scene.share(300, .amber) { $0.content.basedOn = [.init(post: source.id, kind: .copied)] }
        scene.share(3, .clear) { $0.content.basedOn = [.init(post: source.id, kind: .copied)] }
        for viewer in [Viewer.anonymous, .organisation(scene.outsider)] {
            let view = scene.world.view(viewer)
            #expect(PostWalk(view.heirSources(of: source.id)).count { _ in true } == 3)
            #expect(scene.looks(viewer) { $0.basedOn = [source.id] } == 3)
            #expect(view.basedOnThisCount(of: source) == 3)
        }
        #expect(scene.world.view(.organisation(scene.other)).basedOnThisCount(of: source) == 303)
    }

    @Test func `a count of posts looks only at what is seen through another arena`() {
        var scene = Scene()
        let (outsider, side) = (scene.outsider, scene.side.id)
        scene.share(500, .clear)
        scene.share(500, .green)
        scene.share(500, .amber) { $0.audience.exclude = [outsider] }
        scene.setWalls([scene.other])
        scene.share(7, .amber) { $0.audience.alsoIn = [side] }
        scene.world.membership(scene.outsider, in: scene.side.id)
        func looks(_ viewer: Viewer) -> Int {
            guard let index = scene.world.state.arenaIndexes[scene.arena.id] else { return -1 }
            let view = scene.world.view(viewer)
            return view.crossingPosts(in: scene.arena.id, index).count { _ in true }
        }
        let counts: [(Viewer, Int, Int)] = [
            (.anonymous, 500, 0), (.organisation(scene.other), 500, 0),
            (.organisation(scene.author), 1507, 0), (.admin, 1507, 0),
            (.organisation(scene.outsider), 1007, 7),
        ]
        for (viewer, count, looked) in counts {
            #expect(scene.world.view(viewer).postCount(in: scene.arena) == count)
            #expect(looks(viewer) == looked)
        }
    }
}

extension CostTests.Scene {
    fileprivate mutating func setWalls(_ walls: [ID<Organisation>]) {
        var profile = Organisation.Profile(name: "Forfatter", kind: .public)
        profile.walls = walls
        world.put(
            .organisation(
                Organisation(id: author, createdAt: world.now, profile: profile, state: .active)))
    }
}
