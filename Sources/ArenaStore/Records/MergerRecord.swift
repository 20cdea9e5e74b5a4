import ArenaCore
import JSON

/// An arena that becomes part of another.
struct MergerRecord: Record {
    let arena: ID<Arena>
    let into: ID<Arena>

    init(_ arena: ID<Arena>, into: ID<Arena>) {
        self.arena = arena
        self.into = into
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", arena)
        writer.member("into", into)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var arena: ID<Arena>?
        var into: ID<Arena>?
        while let key = try cursor.nextKey() {
            switch key {
            case "id": arena = try cursor.id()
            case "into": into = try cursor.id()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(try required(arena, "id"), into: try required(into, "into"))
    }
}
