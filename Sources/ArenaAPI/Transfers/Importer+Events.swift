import ArenaCore
import JSON

/// Events, and who comes to them.
extension Importer {
    func bringEvent(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        if let old = line.id().flatMap(write.view.event) {
            try mustBeUpsert("/v1/events/\(old.id)")
            let new = try EventHandlers.change(old, try line.patch(), by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        try line.checkCodes(in: write.view)
        guard let id: ID<Event> = line.id() else { throw .invalid("/id", "required") }
        var fields = FieldReader(line.body, write.view)
        let arena = fields.arena("arena")
        try fields.finish()
        guard let arena else { throw .invalid("/arena", "null-not-allowed") }
        let times = line.times(write.now)
        var event = Event(
            id: id, createdAt: times.createdAt, arena: arena.id,
            content: try EventHandlers.content(line.body, write.view))
        event.revision = line.revision
        event.updatedAt = times.updatedAt
        event.state = line.choice("state") ?? .planned
        try write.restore(event)
        return .created("\(id)")
    }

    func bringAttendance(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        try line.checkComplete()
        var fields = FieldReader(line.body, write.view)
        let event = line.body["event"]?.string.flatMap { ID<Event>($0) }.flatMap(write.view.event)
        if event == nil { fields.problem("/event", "unknown") }
        let organisation = fields.organisation("organisation")
        try fields.finish()
        guard let event, let organisation else {
            throw .invalid("/organisation", "null-not-allowed")
        }
        let persons = AttendanceHandlers.persons(line.body)
        if let old = write.view.attendance(of: event, by: organisation) {
            try mustBeUpsert("/v1/events/\(event.id)/attendees/\(organisation)")
            let new = try write.attend(event, as: organisation, persons: persons)
            return result(old.id, old.revision, new.revision)
        }
        guard let id: ID<Attendance> = line.id() else { throw .invalid("/id", "required") }
        let times = line.times(write.now)
        var attendance = Attendance(
            id: id, createdAt: times.createdAt, event: event.id, organisation: organisation,
            persons: persons)
        attendance.revision = line.revision
        attendance.updatedAt = times.updatedAt
        try write.restore(attendance)
        return .created("\(id)")
    }
}
