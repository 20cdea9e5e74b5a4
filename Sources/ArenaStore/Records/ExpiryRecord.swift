import ArenaCore
import JSON

/// Entries of the audit log that were kept long enough.
struct ExpiryRecord: Record {
    let first: UInt64
    let last: UInt64

    init(_ first: UInt64, _ last: UInt64) {
        self.first = first
        self.last = last
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("first", Int(clamping: first))
        writer.member("last", Int(clamping: last))
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var first: Int?
        var last: Int?
        while let key = try cursor.nextKey() {
            switch key {
            case "first": first = try cursor.int()
            case "last": last = try cursor.int()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(
            UInt64(clamping: try required(first, "first")),
            UInt64(clamping: try required(last, "last")))
    }
}
