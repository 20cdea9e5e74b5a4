import ArenaCore
import JSON

/// What an admin was shown: posts, or events.
struct ReadingRecord<Subject: Sendable>: Record {
    let ids: [ID<Subject>]

    init(_ ids: [ID<Subject>]) {
        self.ids = ids
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member(Subject.self == Event.self ? "events" : "posts", ids)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var ids: [ID<Subject>]?
        while let key = try cursor.nextKey() {
            guard key == "posts" || key == "events" else { throw RecordError.unknownMember(key) }
            ids = try cursor.ids()
        }
        self.ids = try required(ids, "posts")
    }
}
