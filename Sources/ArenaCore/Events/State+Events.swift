/// Events and who comes to them.
extension State {
    mutating func put(_ event: Event) {
        if let old = events[event.id]?.value { change(.remove, old) }
        events[event.id] = Box(event)
        change(.insert, event)
    }

    /// With who comes to it.
    mutating func removeEvent(_ id: ID<Event>) {
        guard let event = events[id]?.value else { return }
        for attendee in Array(attendees[id] ?? []) {
            removeAttendance(.init(event: id, organisation: attendee.id))
        }
        change(.remove, event)
        events[id] = nil
    }

    mutating func put(_ attendance: Attendance) {
        removeAttendance(attendance.key)
        attendances[attendance.key] = Box(attendance)
        attendees.modify(attendance.event, default: []) { $0.insert(attendance.timeKey) }
        organisationIndexes.modify(attendance.organisation, default: OrganisationIndex()) {
            $0.attended.insert(attendance.event)
        }
    }

    mutating func removeAttendance(_ key: Attendance.Key) {
        guard let old = attendances[key]?.value else { return }
        attendances[key] = nil
        attendees.modify(key.event, default: []) { $0.remove(old.timeKey) }
        if attendees[key.event]?.count == 0 { attendees[key.event] = nil }
        if organisationIndexes[key.organisation] != nil {
            organisationIndexes.modify(key.organisation, default: OrganisationIndex()) {
                $0.attended.remove(key.event)
            }
        }
    }

    /// Puts an event into every index that holds it, or takes it out of them, as its arena stands.
    mutating func change(_ step: IndexStep, _ event: Event) {
        let reach = reach(of: event.content.tlp, in: event.arena)
        eventOrder[reach].change(step, event.timeKey)
        arenaIndexes.modify(event.arena, default: ArenaIndex()) {
            $0.events[reach].change(step, event.timeKey)
        }
    }

    /// The events of an arena.
    func events(in arena: ID<Arena>) -> [Event] {
        (arenaIndexes[arena]?.events ?? EventOrder()).all.flatMap { order in
            order.compactMap { events[$0.id]?.value }
        }
    }
}
