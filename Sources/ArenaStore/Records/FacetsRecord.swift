import ArenaCore
import JSON

extension Facets {
    func writeMembers(to writer: inout JSONWriter) {
        writer.optional("sectors", sectors)
        writer.optional("regions", regions)
        writer.optional("roles", roles)
    }

    /// Reads the member's value if it is a facet.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "sectors": sectors = try cursor.strings()
        case "regions": regions = try cursor.strings()
        case "roles": roles = try cursor.strings()
        default: return false
        }
        return true
    }
}
