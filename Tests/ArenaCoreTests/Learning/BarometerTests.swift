import ArenaCore
import Testing

struct BarometerTests {
    private func indicator(_ name: String, _ indicators: [Barometer.Indicator])
        -> Barometer.Indicator?
    {
        indicators.first { $0.name == name }
    }

    /// Posts of `count` organisations, `each` of each, over years, arenas, kinds and outcomes.
    private func world(seed: UInt64) -> (World, [Post]) {
        var random = SeededGenerator(seed: seed)
        var world = World()
        let codes = ["forsvar", "transport", "luftfart", "jernbane", "maritim"]
        let arenas = (0..<(2 + random.below(5))).map { _ in
            world.arena(facets: Facets(sectors: codes.filter { _ in random.below(3) == 0 }))
        }
        let kinds = Organisation.Kind.allCases
        let authors = (0..<(3 + random.below(9))).map { index in
            world.organisation("O\(index)", kind: kinds[random.below(3)])
        }
        var posts: [Post] = []
        let years = 1 + random.below(4)
        for _ in 0..<(10 + random.below(60)) {
            let year = 2022 + Int64(random.below(random.below(years) + 1))
            world.now =
                Timestamp("\(year)-0\(1 + random.below(9))-11T12:00:00Z") ?? world.now
            // A few authors write most of it.
            let author = authors[random.below(1 + random.below(authors.count))]
            let isChatham = random.below(8) == 0
            let post = world.post(
                by: random.below(20) == 0 ? nil : author,
                in: arenas[random.below(arenas.count)].id, .clear, isChatham ? .chatham : .named
            ) {
                $0.content.origin = random.below(3) == 0 ? .unknown : .adapted
                $0.content.outcome = random.below(3) == 0 ? nil : .mixed
            }
            posts.append(post)
        }
        return (world, posts)
    }

    private func keys(of post: Post, _ grouping: BarometerFilter.Grouping, _ world: World)
        -> [String]
    {
        let arena = world.arena(post.arena)
        switch grouping {
        case .sector: return arena?.profile.facets.sectors ?? []
        case .region: return arena?.profile.facets.regions ?? []
        case .year: return [String(post.publishedAt.description.prefix(4))]
        case .kind:
            guard post.attribution == .named, let author = post.author else { return [] }
            return (world.admin.organisation(author)?.profile.kind.rawValue).map { [$0] } ?? []
        }
    }

    private func organisations(_ posts: [Post]) -> Int {
        Set(posts.filter { $0.attribution == .named }.compactMap(\.author)).count
    }

    /// All that can be had by taking cells that are shown, none overlapping another, away from
    /// a larger one.
    private func differences(_ cells: [[Post]]) -> [[Post]] {
        let sets = cells.map { Set($0.map(\.id)) }
        var found: [[Post]] = []
        for (outer, posts) in cells.enumerated() {
            for mask in 1..<(1 << cells.count) {
                let inner = cells.indices.filter { mask >> $0 & 1 == 1 && $0 != outer }
                let union = inner.reduce(into: Set<ID<Post>>()) { $0.formUnion(sets[$1]) }
                let sum = inner.reduce(0) { $0 + sets[$1].count }
                guard sum == union.count, union.isSubset(of: sets[outer]) else { continue }
                found.append(posts.filter { !union.contains($0.id) })
            }
        }
        return found
    }

    @Test(arguments: BarometerFilter.Grouping.allCases)
    func `no suppressed cell can be had from those that are shown`(
        _ grouping: BarometerFilter.Grouping
    ) {
        var shownInAll = 0
        for seed in 0..<UInt64(60) {
            let (world, posts) = world(seed: seed)
            var filter = BarometerFilter()
            filter.grouping = grouping
            let barometer = world.view(.anonymous).barometer(filter)
            let bases: [(String, (Post) -> Bool)] = [
                ("collaboration", { _ in true }), ("reuse", { $0.content.origin != .unknown }),
                ("candour", { $0.content.outcome != nil }),
            ]
            for (name, isCounted) in bases {
                let counted = posts.filter(isCounted)
                let whole = indicator(name, barometer.indicators)
                #expect(whole?.denominator == counted.count)
                var cells: [[Post]] = whole?.isSuppressed == false ? [counted] : []
                var hidden: [[Post]] = []
                var isGroupShown = false
                for group in barometer.groups {
                    let own = counted.filter { keys(of: $0, grouping, world).contains(group.key) }
                    guard let cell = indicator(name, group.indicators) else { continue }
                    #expect(cell.denominator == own.count)
                    if cell.isSuppressed { hidden.append(own) } else { cells.append(own) }
                    if !cell.isSuppressed { isGroupShown = true }
                }
                shownInAll += cells.count
                for cell in cells { #expect(cell.count >= 5 && organisations(cell) >= 3) }
                for rest in differences(cells) where !rest.isEmpty {
                    #expect(rest.count >= 5)
                    #expect(organisations(rest) == 0 || organisations(rest) >= 3)
                }
                let held = Set(hidden.flatMap { $0.map(\.id) }).count
                #expect(held == 0 || held >= 5 || !isGroupShown)
            }
        }
        #expect(grouping == .region || shownInAll > 150)
    }

    @Test func `groups that are all large are all shown`() {
        var world = World()
        let arena = world.arena(), other = world.arena(facets: Facets(sectors: ["forsvar"]))
        for kind in Organisation.Kind.allCases {
            for _ in 0..<3 {
                let author = world.organisation(kind: kind)
                for _ in 0..<2 { world.post(by: author, in: arena.id) }
                for _ in 0..<2 { world.post(by: author, in: other.id) }
            }
        }
        for (grouping, count) in [(BarometerFilter.Grouping.kind, 3), (.sector, 1), (.year, 1)] {
            var filter = BarometerFilter()
            filter.grouping = grouping
            let groups = world.view(.anonymous).barometer(filter).groups
            #expect(groups.count == count)
            for group in groups {
                #expect(indicator("collaboration", group.indicators)?.isSuppressed == false)
            }
        }
    }

    @Test func `shares count what they say`() {
        var world = World()
        let arena = world.arena()
        let authors = (0..<3).map { world.organisation("O\($0)") }
        let adopter = world.organisation()
        for index in 0..<6 {
            let post = world.post(by: authors[index % 3], in: arena.id) { post in
                post.content.collaborators =
                    index < 2
                    ? [.init(kind: "same-organisation", organisation: nil, name: nil)]
                    : index < 5
                        ? [.init(kind: "private-company", organisation: nil, name: nil)] : []
                post.content.origin =
                    [.first, .adapted, .copied, .adapted, .first, .unknown][index]
                post.content.outcome = [.success, .mixed, .failure, nil, .success, .success][index]
                post.content.drivers = index == 0 ? ["technology"] : []
            }
            if index < 2 { world.adoption(of: post, by: adopter) }
        }
        world.post(by: authors[0], in: arena.id, .amber)
        world.post(by: authors[0], in: arena.id) { $0.state = .hidden }
        let all = world.view(.anonymous).barometer(.init()).indicators
        let expected: [(String, Int, Int)] = [
            ("collaboration", 5, 6), ("externalCollaboration", 3, 6), ("reuse", 3, 5),
            ("activelySpread", 2, 6), ("candour", 2, 5), ("driver.technology", 1, 6),
            ("collaborator.private-company", 3, 6), ("value.quality", 0, 6),
        ]
        for (name, numerator, denominator) in expected {
            let found = indicator(name, all)
            #expect(found?.numerator == numerator)
            #expect(found?.denominator == denominator)
            #expect(found?.isSuppressed == false)
        }
        #expect(indicator("reuse", all)?.value == 0.6)
    }

    @Test(arguments: [(4, 4, true), (5, 2, true), (5, 3, false), (30, 2, true)])
    func `few posts or organisations are suppressed`(
        _ posts: Int, _ organisations: Int, _ isSuppressed: Bool
    ) {
        var world = World()
        let arena = world.arena()
        let authors = (0..<organisations).map { world.organisation("O\($0)") }
        for index in 0..<posts { world.post(by: authors[index % organisations], in: arena.id) }
        let all = world.view(.anonymous).barometer(.init()).indicators
        #expect(indicator("collaboration", all)?.isSuppressed == isSuppressed)
    }

    @Test func `a Chatham House post adds posts and no organisation, and matches no kind`() {
        var world = World()
        let arena = world.arena()
        let authors = (0..<3).map { world.organisation("O\($0)") }
        for index in 0..<6 {
            world.post(by: authors[index % 3], in: arena.id, .clear, index < 3 ? .chatham : .named)
        }
        for _ in 0..<3 { world.post(by: authors[0], in: arena.id) }
        var filter = BarometerFilter()
        for viewer in [Viewer.anonymous, .admin, .organisation(authors[0])] {
            let view = world.view(viewer)
            filter.kinds = []
            #expect(view.barometer(filter).indicators[0].denominator == 9)
            filter.kinds = [.public]
            #expect(view.barometer(filter).indicators[0].denominator == 6)
        }
    }

    @Test func `years are whole and inclusive, and facets are those of the arena`() {
        var world = World()
        let defence = world.arena(facets: Facets(sectors: ["forsvar"]))
        let author = world.organisation(facets: Facets(sectors: ["transport"]))
        for text in ["2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z", "2025-12-31T23:59:59Z"] {
            world.now = Timestamp(text) ?? world.now
            world.post(by: author, in: defence.id)
        }
        func count(_ edit: (inout BarometerFilter) -> Void) -> Int? {
            var filter = BarometerFilter()
            edit(&filter)
            return world.view(.anonymous).barometer(filter).indicators.first?.denominator
        }
        #expect(count { $0.from = 2025 } == 2)
        #expect(count { $0.to = 2024 } == 1)
        #expect(count { ($0.from, $0.to) = (2025, 2025) } == 2)
        #expect(count { $0.facets.sectors = ["forsvar"] } == 3)
        #expect(count { $0.facets.sectors = ["transport"] } == 0)
        #expect(count { $0.arenas = [defence.id] } == 3)
    }
}
