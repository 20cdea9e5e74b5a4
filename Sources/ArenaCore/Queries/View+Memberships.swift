/// What narrows a list of memberships; an empty list narrows nothing.
package struct MembershipFilter: Sendable {
    package var states: [Membership.State] = []
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    /// The memberships of an arena that the viewer may see, in the order they came about.
    package func memberships(
        of arena: Arena, _ filter: MembershipFilter, _ request: PageRequest
    ) -> Page<Membership> {
        let index = state.arenaIndexes[arena.id]?.memberships ?? OrderedIndex()
        let accept: (TimeKey<Organisation>) -> Membership? = { key in
            guard let found = membership(of: key.id, in: arena), passes(found, filter) else {
                return nil
            }
            return found
        }
        let position: (Membership) -> SortPosition = { membership in
            request.position(membership.organisation) { field in
                (field == .updatedAt ? membership.updatedAt : membership.createdAt).sortingKey
            }
        }
        guard request.field != .updatedAt, request.further.isEmpty else {
            return Page(
                request, sorting: index.ascending().compactMap(accept), position: position)
        }
        let edge = request.edge.flatMap { edge in
            edge.time.map { TimeKey<Organisation>(time: $0, id: edge.id()) }
        }
        let walk =
            request.walksDown
            ? AnySequence(index.descending(below: edge)) : AnySequence(index.ascending(above: edge))
        var page = Page(request, walking: walk.lazy.compactMap(accept), position: position)
        if request.countsAll { page.total = index.ascending().compactMap(accept).count }
        return page
    }

    private func passes(_ membership: Membership, _ filter: MembershipFilter) -> Bool {
        if !filter.states.isEmpty, !filter.states.contains(membership.state) { return false }
        return filter.updatedAfter.map { $0 < membership.updatedAt } ?? true
    }
}
