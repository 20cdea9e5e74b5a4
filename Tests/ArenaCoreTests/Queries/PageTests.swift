import ArenaCore
import Testing

/// Lists of every kind, read page by page in both directions, are the whole list.
struct PageTests {
    private static let random: RandomWorld = {
        var random = RandomWorld(seed: 31)
        random.run(260)
        return random
    }()

    private func view(_ viewer: Viewer) -> View {
        View(Self.random.state, viewer: viewer, now: Timestamp(milliseconds: 0))
    }

    private static let fields: [PageRequest.Field] = [
        .publishedAt, .updatedAt, .createdAt, .title, .name,
    ]

    private func walk<Item: Equatable>(
        _ field: PageRequest.Field, _ isDescending: Bool, limit: Int,
        further: [PageRequest.Key] = [], _ read: (PageRequest) -> Page<Item>
    ) {
        var request = PageRequest(field: field, isDescending: isDescending, limit: 100_000)
        request.countsAll = true
        request.further = further
        let whole = read(request)
        #expect(whole.next == nil && whole.previous == nil)
        #expect(whole.total == whole.items.count)
        request.limit = limit
        var forward: [Item] = []
        var pages: [Page<Item>] = []
        repeat {
            let page = read(request)
            #expect(page.total == whole.total)
            forward += page.items
            pages.append(page)
            request.edge = page.next
        } while request.edge != nil && pages.count <= whole.items.count
        #expect(forward == whole.items)
        var backward: [Item] = pages.last?.items ?? []
        request.isBackward = true
        request.edge = pages.last?.previous
        var count = 1
        while request.edge != nil && count <= pages.count {
            let page = read(request)
            backward = page.items + backward
            #expect(page.next != nil)
            request.edge = page.previous
            count += 1
        }
        #expect(backward == whole.items)
    }

    @Test(arguments: [true, false], [true, false])
    func `what is equal is sorted by what comes next`(isFalling: Bool, thenFalling: Bool) {
        var world = World()
        let author = world.organisation()
        let arena = world.arena()
        for number in 0..<60 {
            world.now = world.now.adding(seconds: Int64(number % 7))
            let title = ["a", "a\u{0}", "aa", "å", ""][number % 5]
            _ = world.post(by: author, in: arena.id, title: title)
        }
        let further = [PageRequest.Key(.publishedAt, isDescending: thenFalling)]
        walk(.title, isFalling, limit: 7, further: further) {
            world.admin.posts(PostFilter(), $0)
        }
        var request = PageRequest(field: .title, isDescending: isFalling, limit: 100)
        request.further = further
        let posts = world.admin.posts(PostFilter(), request).items
        #expect(posts.count == 60)
        for (first, second) in zip(posts, posts.dropFirst()) {
            let keys = [first, second].map { NorwegianText.sortingKey($0.content.title) }
            if keys[0] == keys[1] {
                let isRight =
                    thenFalling
                    ? second.publishedAt <= first.publishedAt
                    : first.publishedAt <= second.publishedAt
                #expect(isRight)
            } else {
                #expect(keys[0].lexicographicallyPrecedes(keys[1]) != isFalling)
            }
        }
    }

    @Test(arguments: fields, [true, false])
    func `posts page to the whole list`(_ field: PageRequest.Field, _ isDescending: Bool) {
        for viewer in [Viewer.admin, .anonymous, .organisation(Self.random.organisations[3])] {
            for limit in [1, 9] {
                walk(field, isDescending, limit: limit) { view(viewer).posts(PostFilter(), $0) }
            }
        }
    }

    @Test(arguments: fields, [true, false])
    func `organisations page to the whole list`(_ field: PageRequest.Field, _ isDescending: Bool) {
        walk(field, isDescending, limit: 3) { view(.admin).organisations(.init(), $0) }
    }

    @Test(arguments: fields, [true, false])
    func `arenas page to the whole list`(_ field: PageRequest.Field, _ isDescending: Bool) {
        var filter = ArenaFilter()
        filter.states = Arena.State.allCases
        walk(field, isDescending, limit: 2) { view(.admin).arenas(filter, $0) }
    }

    @Test func `posts come newest first and names in Norwegian order`() {
        var world = World()
        let arena = world.arena(), author = world.organisation()
        for title in ["Ål", "Zulu", "Øks", "alfa", "Ære"] {
            world.now = world.now.adding(seconds: 1)
            world.post(by: author, in: arena.id, title: title)
        }
        let view = world.view(.anonymous)
        let newest = PageRequest(field: .publishedAt, isDescending: true, limit: 9)
        let titles = PageRequest(field: .title, isDescending: false, limit: 9)
        #expect(
            view.posts(.init(), newest).items.map(\.content.title)
                == ["Ære", "alfa", "Øks", "Zulu", "Ål"])
        #expect(
            view.posts(.init(), titles).items.map(\.content.title)
                == ["alfa", "Zulu", "Ære", "Øks", "Ål"])
    }

    @Test func `a position that fits no item is a place between items`() {
        var request = PageRequest(field: .title, isDescending: false, limit: 10)
        request.edge = SortPosition(value: [0xFF], high: .max, low: .max)
        #expect(view(.admin).posts(.init(), request).items.isEmpty)
        request.edge = SortPosition(value: [], high: 0, low: 0)
        #expect(view(.admin).posts(.init(), request).items.count == 10)
        request.field = .publishedAt
        #expect(view(.admin).posts(.init(), request).items.count == 10)
    }
}
