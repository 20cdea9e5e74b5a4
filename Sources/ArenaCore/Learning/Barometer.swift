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
        var posts: [Post] = []
        for key in state.postOrder.ascending() {
            guard let post = state.posts[key.id]?.value, post.state == .published, sees(post),
                passes(post, filter)
            else { continue }
            posts.append(post)
        }
        var barometer = Barometer(indicators: indicators(over: posts))
        if let grouping = filter.grouping { barometer.groups = groups(posts, by: grouping) }
        return barometer
    }

    private func passes(_ post: Post, _ filter: BarometerFilter) -> Bool {
        if !filter.arenas.isEmpty, !post.arenas.contains(where: filter.arenas.contains) {
            return false
        }
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
            for key in keys(of: post, grouping) { byKey[key, default: []].append(post) }
        }
        // What is suppressed together must not be told by the difference to the whole: either
        // nothing is, or the suppressed groups hold at least five posts (DECISIONS §16).
        var small = byKey.filter { isTooFew($0.value) }.map(\.key)
        let large = byKey.keys.filter { !small.contains($0) }
            .sorted { (byKey[$0]?.count ?? 0, $0) < (byKey[$1]?.count ?? 0, $1) }
        for key in large {
            let hidden = small.reduce(0) { $0 + (byKey[$1]?.count ?? 0) }
            if hidden == 0 || hidden >= Self.postsMin { break }
            small.append(key)
        }
        return byKey.sorted { $0.key < $1.key }.map { key, posts in
            Barometer.Group(
                key: key, indicators: indicators(over: posts, suppressed: small.contains(key)))
        }
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

    private func indicators(over posts: [Post], suppressed: Bool = false)
        -> [Barometer.Indicator]
    {
        func indicator(_ name: String, of base: [Post], _ counts: (Post) -> Bool)
            -> Barometer.Indicator
        {
            Barometer.Indicator(
                name: name, numerator: base.count(where: counts), denominator: base.count,
                isSuppressed: suppressed || isTooFew(base))
        }
        let known = posts.filter { $0.content.origin != .unknown }
        let told = posts.filter { $0.content.outcome != nil }
        var all = [
            indicator("collaboration", of: posts) { !$0.content.collaborators.isEmpty },
            indicator("externalCollaboration", of: posts) { collaboratesOutside($0) },
            indicator("reuse", of: known) {
                $0.content.origin == .adapted || $0.content.origin == .copied
            },
            indicator("activelySpread", of: posts) { adoptionCount(of: $0) > 0 },
            indicator("candour", of: told) {
                $0.content.outcome == .mixed || $0.content.outcome == .failure
            },
        ]
        for (family, codes, pick) in Self.families {
            for code in codes {
                all.append(
                    indicator("\(family).\(code)", of: posts) { pick($0.content).contains(code) })
            }
        }
        return all
    }

    private func collaboratesOutside(_ post: Post) -> Bool {
        post.content.collaborators.contains { $0.kind != "same-organisation" && $0.kind != "none" }
    }

    private static var families: [(String, [String], (Post.Content) -> [String])] {
        [
            ("innovationType", Vocabulary.innovationTypes.codes, { $0.innovationTypes }),
            ("driver", Vocabulary.drivers.codes, { $0.drivers }),
            ("value", Vocabulary.values.codes, { $0.values }),
            ("collaborator", Vocabulary.collaborators.codes, { $0.collaborators.map(\.kind) }),
        ]
    }
}
