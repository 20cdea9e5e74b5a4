import ArenaCore
import JSON

/// The members that every resource has, as they are read.
struct ResourceMembers<Subject> {
    private var idRead: ID<Subject>?
    private var createdAtRead: Timestamp?
    private var updatedAtRead: Timestamp?
    private(set) var revision = 1

    /// Reads the member's value if it is one of these.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "id": idRead = try cursor.id()
        case "createdAt": createdAtRead = try cursor.timestamp()
        case "updatedAt": updatedAtRead = try cursor.timestamp()
        case "revision": revision = try cursor.int()
        default: return false
        }
        return true
    }

    func id() throws -> ID<Subject> { try required(idRead, "id") }

    func createdAt() throws -> Timestamp { try required(createdAtRead, "createdAt") }

    func updatedAt() throws -> Timestamp { try updatedAtRead ?? createdAt() }
}
