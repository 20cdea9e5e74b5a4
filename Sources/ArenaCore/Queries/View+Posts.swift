/// What narrows a list of posts; empty lists narrow nothing.
package struct PostFilter: Sendable, Equatable {
    package var arenas: [ID<Arena>] = []
    package var authors: [ID<Organisation>] = []
    /// The facets of the arena, never of the author (DECISIONS §13).
    package var facets = Facets()
    package var tags: [String] = []
    package var contexts: [Post.Context] = []
    package var outcomes: [Post.Outcome] = []
    package var labels: [TLP] = []
    package var basedOn: [ID<Post>] = []
    package var states: [Post.State] = [.published]
    package var isPinned: Bool?
    package var isFeatured: Bool?
    package var words = SearchWords()
    package var publishedAfter: Timestamp?
    package var publishedBefore: Timestamp?
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    /// The posts that the viewer may see and the filter lets through.
    package func posts(_ filter: PostFilter, _ request: PageRequest) -> Page<Post> {
        var filter = filter
        let isInArenas = !filter.arenas.isEmpty
        filter.arenas = visibleInside(filter.arenas)
        let isBased = !filter.basedOn.isEmpty
        // An edge is there only for those who may see both of its ends.
        filter.basedOn.removeAll { post($0) == nil }
        if isInArenas && filter.arenas.isEmpty || isBased && filter.basedOn.isEmpty {
            return Page(request, sorting: []) { position(of: $0, request) }
        }
        guard request.further.isEmpty, let order = order(of: request.field, filter) else {
            let posts = accepted(keys(filter, filter.timeOrder), filter)
            return Page(request, sorting: Array(posts)) { position(of: $0, request) }
        }
        let edge = request.edge.flatMap { edge in
            edge.time.map { TimeKey<Post>(time: $0, id: edge.id()) }
        }
        let walk = keys(filter, order, isDescending: request.walksDown, behind: edge)
        var page = Page(request, walking: accepted(walk, filter)) {
            position(of: $0, request)
        }
        if request.countsAll { page.total = total(filter, order) }
        return page
    }

    /// Those of the arenas that show the viewer anything: one that is hidden from it holds nothing,
    /// not even what others show too.
    func visibleInside(_ arenas: [ID<Arena>]) -> [ID<Arena>] {
        arenas.filter { id in state.arenas[id].map { seesInside($0.value) } ?? false }
    }

    /// The order in which the posts can be had without sorting them all, where there is one.
    private func order(of field: PageRequest.Field, _ filter: PostFilter) -> TimeOrder? {
        switch field {
        // What has changed lately is found by when it did, and is mostly little.
        case .publishedAt: filter.updatedAfter == nil ? .published : nil
        case .updatedAt: filter.basedOn.isEmpty ? .updated : nil
        case .createdAt, .startsAt, .title, .name: nil
        }
    }

    private func total(_ filter: PostFilter, _ order: TimeOrder) -> Int {
        if filter.arenas.count == 1, filter.narrowsNothingBesidesArenas,
            let arena = state.arenas[filter.arenas[0]]?.value
        {
            return postCount(in: arena)
        }
        return accepted(keys(filter, order), filter).count { _ in true }
    }

    /// The keys of all posts that the filter may let through, behind `edge` as they are walked.
    func keys(
        _ filter: PostFilter, _ order: TimeOrder, isDescending: Bool = false,
        behind edge: TimeKey<Post>? = nil
    ) -> PostWalk {
        var (floor, ceiling) = filter.bounds(order)
        if let edge {
            if isDescending { ceiling = min(edge, ceiling) } else { floor = max(edge, floor) }
        }
        return PostWalk(
            sources(filter, order), isDescending: isDescending, above: floor, below: ceiling)
    }

    // The narrowest sources that hold every post of the filter.
    private func sources(_ filter: PostFilter, _ order: TimeOrder) -> [PostSource] {
        var sources: [PostSource] = []
        if filter.states.contains(.published) {
            if !filter.basedOn.isEmpty {
                sources += filter.basedOn.flatMap(heirSources)
            } else if !filter.authors.isEmpty {
                sources += filter.authors.flatMap { publishedSources(by: $0, order) }
            } else if !filter.arenas.isEmpty {
                sources += filter.arenas.flatMap { publishedSources(in: $0, order) }
            } else {
                sources += publishedSources(order)
            }
        }
        if filter.states.contains(where: { $0 != .published }) {
            sources += unpublishedSources(filter, order)
        }
        return sources
    }

    // What is not seen is not looked at further: the time that takes would tell of it.
    private func accepted(_ keys: PostWalk, _ filter: PostFilter) -> some Sequence<Post> {
        keys.lazy.compactMap { key -> Post? in
            guard let post = state.posts[key.id]?.value, sees(post), passes(post, filter) else {
                return nil
            }
            return post
        }
    }

    private func passes(_ post: Post, _ filter: PostFilter) -> Bool {
        guard filter.states.contains(post.state) else { return false }
        if !filter.arenas.isEmpty, !post.isShown(in: filter.arenas) { return false }
        if !filter.authors.isEmpty {
            guard let author = post.author, filter.authors.contains(author), seesAuthor(of: post)
            else { return false }
        }
        if let isPinned = filter.isPinned, post.isPinned != isPinned { return false }
        if let isFeatured = filter.isFeatured, post.isFeatured != isFeatured { return false }
        if !filter.labels.isEmpty, !filter.labels.contains(post.audience.tlp) { return false }
        if let after = filter.publishedAfter, post.publishedAt < after { return false }
        if let before = filter.publishedBefore, before <= post.publishedAt { return false }
        if let after = filter.updatedAfter, post.updatedAt <= after { return false }
        if !filter.facets.isEmpty {
            guard let arena = state.arenas[post.arena]?.value,
                arena.profile.facets.matches(filter.facets)
            else { return false }
        }
        return passes(post.content, filter)
    }

    private func passes(_ content: Post.Content, _ filter: PostFilter) -> Bool {
        if !filter.tags.isEmpty, !content.tags.contains(where: filter.tags.contains) {
            return false
        }
        if !filter.contexts.isEmpty, !(content.context.map(filter.contexts.contains) ?? false) {
            return false
        }
        if !filter.outcomes.isEmpty, !(content.outcome.map(filter.outcomes.contains) ?? false) {
            return false
        }
        if !filter.basedOn.isEmpty,
            !content.basedOn.contains(where: { filter.basedOn.contains($0.post) })
        {
            return false
        }
        return filter.words.isEmpty
            || filter.words.areFound(in: [content.title, content.body] + content.tags)
    }

    private func position(of post: Post, _ request: PageRequest) -> SortPosition {
        request.position(post.id) { field in
            switch field {
            case .title, .name: NorwegianText.sortingKey(post.content.title)
            case .updatedAt: post.updatedAt.sortingKey
            case .createdAt, .startsAt: post.createdAt.sortingKey
            case .publishedAt: post.publishedAt.sortingKey
            }
        }
    }
}

extension PostFilter {
    /// The order in which the fewest posts are to be walked.
    fileprivate var timeOrder: TimeOrder {
        updatedAfter != nil && basedOn.isEmpty ? .updated : .published
    }

    /// Keys that all posts of the filter are above and below.
    fileprivate func bounds(_ order: TimeOrder) -> (above: TimeKey<Post>, below: TimeKey<Post>) {
        var bounds = (above: TimeKey<Post>.first, below: TimeKey<Post>.last)
        switch order {
        case .published:
            if let after = publishedAfter { bounds.above = .first(at: after) }
            if let before = publishedBefore { bounds.below = .first(at: before) }
        case .updated:
            if let after = updatedAfter { bounds.above = .last(at: after) }
        }
        return bounds
    }

    fileprivate var narrowsNothingBesidesArenas: Bool {
        var other = self
        other.arenas = []
        return other == PostFilter()
    }
}

extension Post {
    /// Whether one of the arenas shows it.
    func isShown(in arenas: [ID<Arena>]) -> Bool {
        arenas.contains(arena) || audience.alsoIn.contains(where: arenas.contains)
    }
}

extension Facets {
    /// Whether it has one of the wanted codes in every facet that wants any.
    package func matches(_ wanted: Facets) -> Bool {
        Name.allCases.allSatisfy { name in
            wanted[name].isEmpty || self[name].contains(where: wanted[name].contains)
        }
    }
}
