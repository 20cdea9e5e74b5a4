import ArenaCore
import JSON

extension Attendance: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        key.writeMembers(to: &writer)
        writer.member("persons", persons)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Attendance>()
        var event: ID<Event>?
        var organisation: ID<Organisation>?
        var persons: Int?
        while let key = try cursor.nextKey() {
            switch key {
            case "event": event = try cursor.id()
            case "organisation": organisation = try cursor.id()
            case "persons": persons = try cursor.int()
            default:
                guard try resource.read(key, from: &cursor) else {
                    throw RecordError.unknownMember(key)
                }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            event: try required(event, "event"),
            organisation: try required(organisation, "organisation"),
            persons: try required(persons, "persons"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
    }
}

extension Attendance.Key: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("event", event)
        writer.member("organisation", organisation)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var event: ID<Event>?
        var organisation: ID<Organisation>?
        while let key = try cursor.nextKey() {
            switch key {
            case "event": event = try cursor.id()
            case "organisation": organisation = try cursor.id()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(
            event: try required(event, "event"),
            organisation: try required(organisation, "organisation"))
    }
}
