/// What narrows a list of posts; empty lists narrow nothing.
package struct PostFilter: Sendable {
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
    package var words: [String] = []
    package var publishedAfter: Timestamp?
    package var publishedBefore: Timestamp?
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    /// The posts that the viewer may see and the filter lets through.
    package func posts(_ filter: PostFilter, _ request: PageRequest) -> Page<Post> {
        let keys = candidates(filter)
        let accept: (TimeKey<Post>) -> Post? = { key in
            guard let post = state.posts[key.id]?.value, passes(post, filter), sees(post) else {
                return nil
            }
            return post
        }
        guard request.field == .publishedAt else {
            let posts = keys.ascending().compactMap(accept)
            return Page(request, sorting: posts) { position(of: $0, by: request.field) }
        }
        let edge = request.edge.flatMap { edge in
            edge.time.map { TimeKey<Post>(time: $0, id: edge.id()) }
        }
        let walk =
            request.walksDown
            ? AnySequence(keys.descending(below: edge)) : AnySequence(keys.ascending(above: edge))
        var page = Page(request, walking: walk.lazy.compactMap(accept)) {
            position(of: $0, by: .publishedAt)
        }
        if request.countsAll {
            page.total = keys.ascending().lazy.compactMap(accept).count { _ in true }
        }
        return page
    }

    // The narrowest index that holds every post of the filter.
    private func candidates(_ filter: PostFilter) -> OrderedIndex<TimeKey<Post>> {
        if filter.arenas.count == 1, let arena = filter.arenas.first {
            return state.arenaIndexes[arena]?.posts ?? OrderedIndex()
        }
        if filter.authors.count == 1, let author = filter.authors.first {
            return state.organisationIndexes[author]?.posts ?? OrderedIndex()
        }
        return state.postOrder
    }

    private func passes(_ post: Post, _ filter: PostFilter) -> Bool {
        guard filter.states.contains(post.state) else { return false }
        if !filter.arenas.isEmpty, !isShown(post, in: filter.arenas) { return false }
        if !filter.authors.isEmpty {
            guard let author = post.author, filter.authors.contains(author), seesAuthor(of: post)
            else { return false }
        }
        if let isPinned = filter.isPinned, post.isPinned != isPinned { return false }
        if let isFeatured = filter.isFeatured, post.isFeatured != isFeatured { return false }
        let content = post.content
        if !filter.tags.isEmpty, !content.tags.contains(where: filter.tags.contains) {
            return false
        }
        if !filter.contexts.isEmpty, !(content.context.map(filter.contexts.contains) ?? false) {
            return false
        }
        if !filter.outcomes.isEmpty, !(content.outcome.map(filter.outcomes.contains) ?? false) {
            return false
        }
        if !filter.labels.isEmpty, !filter.labels.contains(post.audience.tlp) { return false }
        if !filter.basedOn.isEmpty, !isBased(post, on: filter.basedOn) { return false }
        if let after = filter.publishedAfter, post.publishedAt < after { return false }
        if let before = filter.publishedBefore, before <= post.publishedAt { return false }
        if let after = filter.updatedAfter, post.updatedAt <= after { return false }
        if !filter.facets.isEmpty {
            guard let arena = state.arenas[post.arena]?.value,
                arena.profile.facets.matches(filter.facets)
            else { return false }
        }
        return filter.words.isEmpty
            || NorwegianText.matches(
                query: filter.words, in: [content.title, content.body] + content.tags)
    }

    // An arena that is hidden from the viewer holds nothing, not even what others show too.
    func isShown(_ post: Post, in arenas: [ID<Arena>]) -> Bool {
        post.arenas.contains { id in
            arenas.contains(id) && state.arenas[id].map { seesInside($0.value) } ?? false
        }
    }

    // An edge is there only for those who may see both of its ends.
    private func isBased(_ post: Post, on sources: [ID<Post>]) -> Bool {
        post.content.basedOn.contains { sources.contains($0.post) && self.post($0.post) != nil }
    }

    private func position(of post: Post, by field: PageRequest.Field) -> SortPosition {
        switch field {
        case .title, .name: SortPosition(NorwegianText.sortingKey(post.content.title), post.id)
        case .updatedAt: SortPosition(post.updatedAt, post.id)
        case .createdAt: SortPosition(post.createdAt, post.id)
        case .publishedAt: SortPosition(post.publishedAt, post.id)
        }
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
