/// What narrows a list of organisations; empty lists narrow nothing.
package struct OrganisationFilter: Sendable {
    package var facets = Facets()
    package var kinds: [Organisation.Kind] = []
    package var states: [Organisation.State] = []
    package var words = SearchWords()
    package var updatedAfter: Timestamp?

    package init() {}
}

/// What narrows a list of arenas; empty lists narrow nothing.
package struct ArenaFilter: Sendable {
    package var facets = Facets()
    package var states: [Arena.State] = [.open]
    package var words = SearchWords()
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    package func organisations(_ filter: OrganisationFilter, _ request: PageRequest)
        -> Page<Organisation>
    {
        page(state.organisationOrder, request) { key in
            guard let found = organisation(key.id), passes(found, filter) else { return nil }
            return found
        } position: { organisation in
            request.position(organisation.id) { field in
                switch field {
                case .updatedAt: organisation.updatedAt.sortingKey
                case .createdAt, .publishedAt, .startsAt: organisation.createdAt.sortingKey
                case .name, .title: organisation.nameKey.name
                }
            }
        }
    }

    package func arenas(_ filter: ArenaFilter, _ request: PageRequest) -> Page<Arena> {
        page(state.arenaOrder, request) { key in
            guard let found = arena(key.id), passes(found, filter) else { return nil }
            return found
        } position: { arena in
            request.position(arena.id) { field in
                switch field {
                case .updatedAt: arena.updatedAt.sortingKey
                case .createdAt, .publishedAt, .startsAt: arena.createdAt.sortingKey
                case .name, .title: arena.nameKey.name
                }
            }
        }
    }

    /// How many of the arenas that the filter lets through carry each code.
    package func facetCounts(_ filter: ArenaFilter) -> [Facets.Name: [String: Int]] {
        var counts: [Facets.Name: [String: Int]] = [:]
        for key in state.arenaOrder.ascending() {
            guard let arena = arena(key.id), passes(arena, filter) else { continue }
            for name in Facets.Name.allCases {
                for code in arena.profile.facets[name] {
                    counts[name, default: [:]][code, default: 0] += 1
                }
            }
        }
        return counts
    }

    private func page<Item: Sendable>(
        _ index: OrderedIndex<NameKey<Item>>, _ request: PageRequest,
        accept: (NameKey<Item>) -> Item?,
        position: (Item) -> SortPosition
    ) -> Page<Item> {
        guard request.field == .name || request.field == .title, request.further.isEmpty else {
            return Page(
                request, sorting: index.ascending().compactMap(accept), position: position)
        }
        let edge = request.edge.map { NameKey<Item>(name: $0.value, id: $0.id()) }
        let walk =
            request.walksDown
            ? AnySequence(index.descending(below: edge)) : AnySequence(index.ascending(above: edge))
        return withoutActuallyEscaping(accept) { accept in
            var page = Page(
                request, walking: walk.lazy.compactMap(accept), position: position)
            if request.countsAll { page.total = index.ascending().compactMap(accept).count }
            return page
        }
    }

    private func passes(_ organisation: Organisation, _ filter: OrganisationFilter) -> Bool {
        let profile = organisation.profile
        if !filter.kinds.isEmpty, !filter.kinds.contains(profile.kind) { return false }
        if !filter.states.isEmpty, !filter.states.contains(organisation.state) { return false }
        if let after = filter.updatedAfter, organisation.updatedAt <= after { return false }
        guard profile.facets.matches(filter.facets) else { return false }
        return filter.words.isEmpty
            || filter.words.areFound(in: [profile.name, profile.about ?? ""])
    }

    private func passes(_ arena: Arena, _ filter: ArenaFilter) -> Bool {
        guard filter.states.contains(arena.state) else { return false }
        if let after = filter.updatedAfter, arena.updatedAt <= after { return false }
        guard arena.profile.facets.matches(filter.facets) else { return false }
        return filter.words.isEmpty
            || filter.words.areFound(in: [arena.profile.name, arena.profile.purpose])
    }
}
