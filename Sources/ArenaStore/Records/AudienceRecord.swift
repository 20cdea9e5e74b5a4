import ArenaCore
import JSON

extension Post.Audience {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("tlp", tlp.label)
        writer.optional("alsoIn", alsoIn)
        writer.optional("exclude", exclude)
        writer.optional("frozenWalls", frozenWalls)
    }
}

/// The members of an audience, as they are read: without a label there is none.
struct AudienceMembers {
    private var tlp: TLP?
    private var alsoIn: [ID<Arena>] = []
    private var exclude: [ID<Organisation>] = []
    private var frozenWalls: [ID<Organisation>] = []

    /// Whether none was read.
    var isEmpty: Bool { tlp == nil }

    /// Reads the member's value if it is one of these.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "tlp": tlp = try cursor.word(Words.labels)
        case "alsoIn": alsoIn = try cursor.ids()
        case "exclude": exclude = try cursor.ids()
        case "frozenWalls": frozenWalls = try cursor.ids()
        default: return false
        }
        return true
    }

    func audience() throws -> Post.Audience {
        var audience = Post.Audience(tlp: try required(tlp, "tlp"))
        audience.alsoIn = alsoIn
        audience.exclude = exclude
        audience.frozenWalls = frozenWalls
        return audience
    }
}
