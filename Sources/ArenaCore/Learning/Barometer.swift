/// Shares over the published posts that a viewer may see (PRODUCT §6).
package struct Barometer: Sendable {
    /// One figure; numbers are absent where too few posts or organisations stand behind it.
    package struct Indicator: Sendable, Equatable {
        package let name: String
        package let numerator: Int
        package let denominator: Int
        package let isSuppressed: Bool

        package var value: Double {
            denominator == 0 ? 0 : Double(numerator) / Double(denominator)
        }
    }

    package struct Group: Sendable {
        package let key: String
        package let indicators: [Indicator]
    }

    package var indicators: [Indicator]
    package var groups: [Group] = []
}

/// What narrows the barometer; years are whole and inclusive.
package struct BarometerFilter: Sendable {
    package enum Grouping: String, CaseIterable, Sendable {
        case sector, region, kind, year
    }

    package var arenas: [ID<Arena>] = []
    package var facets = Facets()
    package var kinds: [Organisation.Kind] = []
    package var from: Int64?
    package var to: Int64?
    package var grouping: Grouping?

    package init() {}
}

extension View {
    package func barometer(_ filter: BarometerFilter) -> Barometer {
        var filter = filter
        let isInArenas = !filter.arenas.isEmpty
        filter.arenas = visibleInside(filter.arenas)
        var posts: [Post] = []
        let sources =
            isInArenas
            ? filter.arenas.flatMap { publishedSources(in: $0, .published) }
            : publishedSources(.published)
        for key in PostWalk(sources) {
            guard let post = state.posts[key.id]?.value, sees(post), passes(post, filter)
            else { continue }
            posts.append(post)
        }
        var barometer = Barometer(indicators: indicators(over: posts))
        if let grouping = filter.grouping { barometer.groups = groups(posts, by: grouping) }
        return barometer
    }

    private func passes(_ post: Post, _ filter: BarometerFilter) -> Bool {
        if !filter.arenas.isEmpty, !post.isShown(in: filter.arenas) { return false }
        if let from = filter.from, post.publishedAt.year < from { return false }
        if let to = filter.to, post.publishedAt.year > to { return false }
        if !filter.kinds.isEmpty {
            guard let kind = countedAuthor(of: post)?.profile.kind, filter.kinds.contains(kind)
            else { return false }
        }
        if filter.facets.isEmpty { return true }
        return state.arenas[post.arena]?.value.profile.facets.matches(filter.facets) ?? false
    }

    // A Chatham House post adds no organisation and matches no kind (DECISIONS §12), for
    // whoever asks: otherwise two answers would tell its author by their difference.
    private func countedAuthor(of post: Post) -> Organisation? {
        guard post.attribution == .named else { return nil }
        return post.author.flatMap { state.organisations[$0]?.value }
    }

    private func groups(_ posts: [Post], by grouping: BarometerFilter.Grouping)
        -> [Barometer.Group]
    {
        var byKey: [String: [Post]] = [:]
        for post in posts {
            for key in Set(keys(of: post, grouping)) { byKey[key, default: []].append(post) }
        }
        // Indicators with another base are other cells, with differences of their own.
        let shown = Dictionary(
            uniqueKeysWithValues: Base.allCases.map { base in
                (
                    base,
                    showable(
                        byKey.mapValues { $0.filter(base.holds) }, of: posts.filter(base.holds))
                )
            })
        return byKey.sorted { $0.key < $1.key }.map { key, posts in
            Barometer.Group(
                key: key,
                indicators: indicators(over: posts) { shown[$0]?.contains(key) ?? false })
        }
    }

    /// The groups that may show numbers beside each other and beside the whole.
    ///
    /// Each group that is shown splits the posts further: whatever can be had by taking shown
    /// groups from each other or from the whole is made of the parts of that split. So a group is
    /// shown only where every part stays large enough to be shown itself, and where the groups
    /// held back are together none or at least five posts (DECISIONS §16).
    private func showable(_ groups: [String: [Post]], of whole: [Post]) -> Set<String> {
        var parts = [whole]
        var shown: [String] = []
        let bySize = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        for (key, posts) in bySize where !isTooFew(posts) {
            let ids = Set(posts.map(\.id))
            let split = parts.flatMap { part in
                let inside = part.filter { ids.contains($0.id) }
                return inside.count == part.count || inside.isEmpty
                    ? [part] : [inside, part.filter { !ids.contains($0.id) }]
            }
            if split.count > parts.count, split.contains(where: isTooFewApart) { continue }
            parts = split
            shown.append(key)
        }
        func heldBack() -> Int {
            Set(groups.filter { !shown.contains($0.key) }.flatMap { $0.value.map(\.id) }).count
        }
        while !shown.isEmpty, (1..<Self.postsMin).contains(heldBack()) { shown.removeLast() }
        return Set(shown)
    }

    private func keys(of post: Post, _ grouping: BarometerFilter.Grouping) -> [String] {
        let facets = state.arenas[post.arena]?.value.profile.facets
        switch grouping {
        case .sector: return facets?.sectors ?? []
        case .region: return facets?.regions ?? []
        case .year: return [String(post.publishedAt.year)]
        case .kind: return (countedAuthor(of: post)?.profile.kind.rawValue).map { [$0] } ?? []
        }
    }

    private static var postsMin: Int { 5 }
    private static var organisationsMin: Int { 3 }

    private func isTooFew(_ posts: [Post]) -> Bool {
        guard posts.count >= Self.postsMin else { return true }
        return Set(posts.compactMap { countedAuthor(of: $0)?.id }).count < Self.organisationsMin
    }

    // Posts of no known organisation are a rest that only differences show; five make it safe.
    private func isTooFewApart(_ posts: [Post]) -> Bool {
        let isRest = posts.allSatisfy { countedAuthor(of: $0) == nil }
        return isRest ? posts.count < Self.postsMin : isTooFew(posts)
    }

    /// The posts that an indicator is a share of.
    private enum Base: Int, CaseIterable {
        case all, knownOrigin, toldOutcome, identifiedLesson

        func holds(_ post: Post) -> Bool {
            switch self {
            case .all: true
            case .knownOrigin: post.content.origin != .unknown
            case .toldOutcome: post.content.outcome != nil
            case .identifiedLesson: post.hasIdentifiedLesson
            }
        }
    }

    private func indicators(over posts: [Post], isShown: (Base) -> Bool = { _ in true })
        -> [Barometer.Indicator]
    {
        let bases = Base.allCases.map { base in
            let held = posts.filter(base.holds)
            return (held: held, isSuppressed: !isShown(base) || isTooFew(held))
        }
        func indicator(_ name: String, of base: Base = .all, _ counts: (Post) -> Bool)
            -> Barometer.Indicator
        {
            let (held, isSuppressed) = bases[base.rawValue]
            return Barometer.Indicator(
                name: name, numerator: held.count(where: counts), denominator: held.count,
                isSuppressed: isSuppressed)
        }
        var all = [
            indicator("collaboration") { !$0.content.collaborators.isEmpty },
            indicator("externalCollaboration") { collaboratesOutside($0) },
            indicator("reuse", of: .knownOrigin) {
                $0.content.origin == .adapted || $0.content.origin == .copied
            },
            indicator("activelySpread") { adoptionCount(of: $0) > 0 },
            indicator("candour", of: .toldOutcome) {
                $0.content.outcome == .mixed || $0.content.outcome == .failure
            },
            indicator("lessonsLearned", of: .identifiedLesson) { hasLearnt(from: $0) },
        ]
        for (family, list, pick) in Self.families {
            // Retired ones as well: posts have them.
            for code in vocabularies[list].terms.map(\.code) {
                all.append(indicator("\(family).\(code)") { pick($0.content).contains(code) })
            }
        }
        return all
    }

    private func collaboratesOutside(_ post: Post) -> Bool {
        post.content.collaborators.contains { $0.kind != "same-organisation" && $0.kind != "none" }
    }

    private static var families: [(String, Vocabulary.Name, (Post.Content) -> [String])] {
        [
            ("innovationType", .innovationTypes, { $0.innovationTypes }),
            ("driver", .drivers, { $0.drivers }),
            ("value", .values, { $0.values }),
            ("collaborator", .collaborators, { $0.collaborators.map(\.kind) }),
        ]
    }
}
