import ArenaCore
import JSON

extension Change.Actor {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .anonymous: writer.member("kind", "anonymous")
        case .organisation(let id, let token):
            writer.member("kind", "organisation")
            writer.member("organisation", id)
            writer.member("token", token)
        case .admin(let token):
            writer.member("kind", "admin")
            writer.optional("token", token)
        case .server: writer.member("kind", "server")
        }
        writer.endObject()
    }

    init(from cursor: inout JSONCursor) throws {
        var kind: JSONText?
        var organisation: ID<Organisation>?
        var token: ID<Token>?
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "kind": kind = try cursor.text()
            case "organisation": organisation = try cursor.id()
            case "token": token = try cursor.id()
            default: throw RecordError.unknownMember(key)
            }
        }
        switch try required(kind, "kind") {
        case "anonymous": self = .anonymous
        case "organisation":
            self = .organisation(
                try required(organisation, "organisation"), token: try required(token, "token"))
        case "admin": self = .admin(token: token)
        case "server": self = .server
        case let kind: throw RecordError.unknownKind(kind.string)
        }
    }
}
