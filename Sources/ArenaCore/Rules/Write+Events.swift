/// Events are their arena's: its curators make and change them (PRODUCT §5).
extension Write {
    package mutating func hold(_ content: Event.Content, in arena: Arena)
        throws(Refusal) -> Event
    {
        guard view.curates(arena.id) else { throw Refusal(.notAllowed) }
        guard arena.state == .open else { throw Refusal(.arenaNotOpen) }
        try check(content, in: arena)
        guard state.arenaIndexes[arena.id]?.events.count ?? 0 < limits.eventsPerArenaMax else {
            throw Refusal(.tooMany, values: ["max": String(limits.eventsPerArenaMax)])
        }
        let event = Event(id: nextID(), createdAt: now, arena: arena.id, content: content)
        note("event.create", .event(event))
        return event
    }

    package mutating func change(_ event: Event, _ content: Event.Content, _ state: Event.State)
        throws(Refusal) -> Event
    {
        guard view.curates(event.arena) else { throw Refusal(.notAllowed) }
        var changed = event
        changed.content = content
        changed.state = state
        if changed == event { return event }
        if let arena = view.arena(event.arena) {
            try check(content, in: arena, insteadOf: event.content)
        }
        changed.revision += 1
        changed.updatedAt = now
        let verb = state == event.state ? "update" : state.rawValue
        note("event.\(verb)", .event(changed))
        return changed
    }

    /// It stays in every list, as cancelled.
    package mutating func cancel(_ event: Event) throws(Refusal) {
        _ = try change(event, event.content, .cancelled)
    }

    /// Puts an event back as it was on another server.
    package mutating func restore(_ event: Event) throws(Refusal) {
        try mustBeAdmin()
        guard view.arena(event.arena) != nil else { throw Refusal(.notFound) }
        try checkTimes(of: event.content)
        note("event.import", .event(event))
    }

    private func check(
        _ content: Event.Content, in arena: Arena, insteadOf old: Event.Content? = nil
    ) throws(Refusal) {
        try checkTimes(of: content)
        // What was allowed once may stay as it is.
        if content.tlp != old?.tlp, content.tlp < arena.profile.widestTLP {
            let widest = arena.profile.widestTLP.label
            throw Refusal(.validation, [.init("/tlp", "tlp-too-wide", ["widest": widest])])
        }
    }

    private func checkTimes(of content: Event.Content) throws(Refusal) {
        if let end = content.endsAt, end < content.startsAt {
            throw .invalid("/endsAt", "ends-before-start")
        }
    }

    // MARK: Attendance

    /// Says how many of an organisation come: for itself, or by an admin.
    package mutating func attend(
        _ event: Event, as organisation: ID<Organisation>, persons: Int
    ) throws(Refusal) -> Attendance {
        guard viewer.isAdmin || viewer.acting(in: event.arena) == organisation else {
            throw Refusal(.notAllowed)
        }
        if let old = state.attendances[.init(event: event.id, organisation: organisation)]?.value {
            guard old.persons != persons else { return old }
            try mustBePlanned(event)
            var changed = old
            changed.persons = persons
            changed.revision += 1
            changed.updatedAt = now
            note("attendance.update", .attendance(changed))
            return changed
        }
        try mustBePlanned(event)
        let reader = Viewer(
            standing: .organisation(organisation), token: nil, scopes: [], arenas: nil,
            isActive: state.organisations[organisation]?.value.state == .active)
        guard view.seen(by: reader).event(event.id) != nil, reader.isActive else {
            throw .invalid("", "not-in-audience")
        }
        let attendance = Attendance(
            id: nextID(), createdAt: now, event: event.id, organisation: organisation,
            persons: persons)
        note("attendance.create", .attendance(attendance))
        return attendance
    }

    private func mustBePlanned(_ event: Event) throws(Refusal) {
        if event.state == .cancelled { throw Refusal(.illegalStateChange) }
    }

    /// By the organisation itself, a curator or an admin.
    package mutating func remove(_ attendance: Attendance, from event: Event) throws(Refusal) {
        guard
            view.curates(event.arena)
                || viewer.acting(in: event.arena) == attendance.organisation
        else { throw Refusal(.notAllowed) }
        note("attendance.delete", .attendanceRemoved(attendance.key))
    }

    /// Puts an attendance back as it was on another server.
    package mutating func restore(_ attendance: Attendance) throws(Refusal) {
        try mustBeAdmin()
        guard view.event(attendance.event) != nil else { throw Refusal(.notFound) }
        note("attendance.import", .attendance(attendance))
    }
}
