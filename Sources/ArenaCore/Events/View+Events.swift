/// What narrows a list of events; an empty list narrows nothing.
package struct EventFilter: Sendable {
    package var arenas: [ID<Arena>]?
    package var facets = Facets()
    package var states: [Event.State] = []
    package var kinds: [Event.Kind] = []
    package var labels: [TLP] = []
    /// Then or later.
    package var startsAfter: Timestamp?
    /// Before then.
    package var startsBefore: Timestamp?
    package var words = SearchWords()
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    package func event(_ id: ID<Event>) -> Event? {
        guard let found = state.events[id]?.value, sees(found) else { return nil }
        return found
    }

    /// The events that the viewer may see. In the order of their beginnings a page costs the page
    /// and what the filter leaves out of it.
    package func events(_ filter: EventFilter, _ request: PageRequest) -> Page<Event> {
        let sources = eventSources(in: filter.arenas)
        let start = filter.startsAfter.map(TimeKey<Event>.first) ?? .first
        let end = filter.startsBefore.map(TimeKey<Event>.first) ?? .last
        func walk(isDescending: Bool, _ floor: TimeKey<Event>, _ ceiling: TimeKey<Event>)
            -> some Sequence<Event>
        {
            TimeWalk(sources, isDescending: isDescending, above: floor, below: ceiling)
                .lazy.compactMap { event($0.id) }.filter { accepts($0, filter) }
        }
        guard request.field == .startsAt, request.further.isEmpty else {
            let all = Array(walk(isDescending: false, start, end))
            return Page(request, sorting: all) { event in
                request.position(event.id) { key(of: event, by: $0) }
            }
        }
        let edge = request.edge.flatMap { edge in
            edge.time.map { TimeKey<Event>(time: $0, id: edge.id()) }
        }
        let down = request.walksDown
        let floor = down ? start : max(start, edge ?? start)
        let ceiling = down ? min(end, edge ?? end) : end
        var page = Page(request, walking: walk(isDescending: down, floor, ceiling)) {
            SortPosition($0.content.startsAt, $0.id)
        }
        if request.countsAll {
            page.total = walk(isDescending: false, start, end).count { _ in true }
        }
        return page
    }

    private func key(of event: Event, by field: PageRequest.Field) -> [UInt8] {
        switch field {
        case .title: NorwegianText.sortingKey(event.content.title)
        case .updatedAt: event.updatedAt.sortingKey
        default: event.content.startsAt.sortingKey
        }
    }

    private func accepts(_ event: Event, _ filter: EventFilter) -> Bool {
        let content = event.content
        if !filter.states.isEmpty, !filter.states.contains(event.state) { return false }
        if !filter.kinds.isEmpty, !filter.kinds.contains(content.kind) { return false }
        if !filter.labels.isEmpty, !filter.labels.contains(content.tlp) { return false }
        if let start = filter.updatedAfter, event.updatedAt <= start { return false }
        if !filter.facets.isEmpty {
            var facets = state.arenas[event.arena]?.value.profile.facets ?? Facets()
            if let region = content.region { facets.regions = [region] }
            guard current(facets).matches(current(filter.facets)) else { return false }
        }
        let texts = [content.title, content.place ?? "", content.agenda ?? ""]
        return filter.words.isEmpty || filter.words.areFound(in: texts)
    }

    /// Where to look for events: never where the viewer can see none.
    private func eventSources(in arenas: [ID<Arena>]?) -> [EventSource] {
        if let arenas {
            return arenas.flatMap { id -> [EventSource] in
                guard let order = state.arenaIndexes[id]?.events else { return [] }
                return reaches(in: id).map { EventSource(order: order[$0]) }
            }
        }
        if viewer.isAdmin { return state.eventOrder.all.map(EventSource.init) }
        var sources = [EventSource(order: state.eventOrder[.everyone])]
        if viewer.actingAnywhere != nil {
            sources.append(EventSource(order: state.eventOrder[.organisations]))
        }
        for id in actingArenas {
            guard let order = state.arenaIndexes[id]?.events else { continue }
            sources += reaches(in: id).dropFirst().map { EventSource(order: order[$0]) }
        }
        return sources
    }

    /// The arenas in which the viewer may see more than everybody: those it is a member of, and
    /// those that its token is narrowed to.
    private var actingArenas: [ID<Arena>] {
        guard viewer.isActive, let own = viewer.organisation else { return [] }
        return viewer.arenas ?? state.organisationIndexes[own]?.arenas ?? []
    }

    private func reaches(in arena: ID<Arena>) -> [Reach] {
        let acting = viewer.acting(in: arena)
        if viewer.isAdmin || isMember(acting, of: arena) { return Reach.allCases }
        return acting == nil ? [.everyone] : [.everyone, .organisations]
    }

    /// How many events of the arena the viewer may see.
    package func eventCount(in arena: Arena) -> Int {
        guard seesInside(arena), let order = state.arenaIndexes[arena.id]?.events else { return 0 }
        return reaches(in: arena.id).reduce(0) { $0 + order[$1].count }
    }

    package func attendance(of event: Event, by organisation: ID<Organisation>) -> Attendance? {
        let key = Attendance.Key(event: event.id, organisation: organisation)
        guard let found = state.attendances[key]?.value, sees(found, of: event) else { return nil }
        return found
    }

    /// Who comes to an event, as far as the viewer may see it, in the order they said so.
    package func attendances(of event: Event) -> [Attendance] {
        (state.attendees[event.id] ?? []).compactMap { attendance(of: event, by: $0.id) }
    }
}
