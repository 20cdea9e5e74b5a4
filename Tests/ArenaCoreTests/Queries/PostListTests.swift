import ArenaCore
import Testing

/// Lists of posts, whichever indexes they are read from, hold what a look at every post finds.
struct PostListTests {
    /// What a filter takes, read off its fields and nothing else.
    private func takes(_ filter: PostFilter, _ post: Post, _ view: View) -> Bool {
        var verdicts = [filter.states.contains(post.state)]
        if !filter.arenas.isEmpty {
            verdicts.append(
                ([post.arena] + post.audience.alsoIn).contains { id in
                    filter.arenas.contains(id) && view.arena(id).map(view.seesInside) ?? false
                })
        }
        if !filter.authors.isEmpty {
            verdicts.append(
                post.author.map(filter.authors.contains) ?? false && view.seesAuthor(of: post))
        }
        if !filter.basedOn.isEmpty {
            verdicts.append(
                post.content.basedOn.contains {
                    filter.basedOn.contains($0.post) && view.post($0.post) != nil
                })
        }
        if let after = filter.publishedAfter { verdicts.append(post.publishedAt >= after) }
        if let before = filter.publishedBefore { verdicts.append(post.publishedAt < before) }
        if let after = filter.updatedAfter { verdicts.append(post.updatedAt > after) }
        if !filter.labels.isEmpty { verdicts.append(filter.labels.contains(post.audience.tlp)) }
        return verdicts.allSatisfy { $0 }
    }

    private func filter(_ random: inout RandomWorld, _ times: [Timestamp]) -> PostFilter {
        func oneIn(_ chance: Int) -> Bool { random.random.below(chance) == 0 }
        func some<Value>(_ values: [Value]) -> [Value] {
            (0...(oneIn(3) ? 2 : 0)).map { _ in values[random.random.below(values.count)] }
        }
        var filter = PostFilter()
        if oneIn(2) { filter.arenas = some(random.arenas) }
        if oneIn(3) { filter.authors = some(random.organisations) }
        if oneIn(6) { filter.basedOn = some(random.posts) }
        if oneIn(4) { filter.states = some(Post.State.allCases) }
        if oneIn(5) { filter.publishedAfter = some(times)[0] }
        if oneIn(5) { filter.publishedBefore = some(times)[0] }
        if oneIn(5) { filter.updatedAfter = some(times)[0] }
        if oneIn(6) { filter.labels = some(TLP.allCases) }
        return filter
    }

    @Test(arguments: [UInt64(41), 42, 43, 44])
    func `a list holds what a look at every post finds, in order`(_ seed: UInt64) {
        var random = RandomWorld(seed: seed)
        random.run(1500)
        let all = random.posts.compactMap {
            View(random.state, viewer: .admin, now: Timestamp(milliseconds: 0)).post($0)
        }
        let times = all.prefix(60).map(\.publishedAt)
        var foundInAll = 0
        for viewer in random.viewers {
            let view = View(random.state, viewer: viewer, now: Timestamp(milliseconds: 0))
            let seen = all.filter(view.sees)
            for _ in 0..<24 {
                let filter = filter(&random, times)
                let isByUpdate = random.random.below(2) == 0
                var request = PageRequest(
                    field: isByUpdate ? .updatedAt : .publishedAt,
                    isDescending: random.random.below(2) == 0, limit: 10_000)
                request.countsAll = true
                let sorted = seen.filter { takes(filter, $0, view) }
                    .map { ($0, SortPosition(isByUpdate ? $0.updatedAt : $0.publishedAt, $0.id)) }
                    .sorted { request.isDescending ? $1.1 < $0.1 : $0.1 < $1.1 }
                    .map { $0.0.id }
                let page = view.posts(filter, request)
                #expect(page.items.map(\.id) == sorted, "\(filter) \(viewer)")
                #expect(page.total == sorted.count)
                foundInAll += sorted.count
                request.limit = 5
                request.edge = page.items.first.map {
                    SortPosition(isByUpdate ? $0.updatedAt : $0.publishedAt, $0.id)
                }
                let further = view.posts(filter, request).items.map(\.id)
                #expect(further == Array(sorted.dropFirst().prefix(5)))
            }
        }
        #expect(foundInAll > 15_000)
    }
}
