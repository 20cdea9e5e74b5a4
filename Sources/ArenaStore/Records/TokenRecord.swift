import ArenaCore
import Crypto
import JSON

private let scopeWords = Words<Token.Scope>()

// A token without `organisation` is an admin's; one without `arenas` acts everywhere.
extension Token: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        if case .organisation(let owner) = owner { writer.member("organisation", owner) }
        writer.member("name", name)
        writer.optional("scopes", scopes.map(\.rawValue))
        if let arenas { writer.member("arenas", arenas) }
        writer.member("hash", Hexadecimal.encode(hash.bytes))
        writer.member("hint", hint)
        writer.optional("expiresAt", expiresAt)
        writer.optional("lastUsedAt", lastUsedAt)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Token>()
        var owner = Owner.admin
        var name: String?
        var hash: Digest?
        var hint: String?
        var scopes: [Scope] = []
        var arenas: [ID<Arena>]?
        var expiresAt: Timestamp?
        var lastUsedAt: Timestamp?
        while let key = try cursor.nextKey() {
            switch key {
            case "organisation": owner = .organisation(try cursor.id())
            case "name": name = try cursor.string()
            case "scopes":
                try cursor.beginArray()
                while try cursor.nextElement() { scopes.append(try cursor.word(scopeWords)) }
            case "arenas": arenas = try cursor.ids()
            case "hash": hash = Digest(hexadecimal: try cursor.string())
            case "hint": hint = try cursor.string()
            case "expiresAt": expiresAt = try cursor.timestamp()
            case "lastUsedAt": lastUsedAt = try cursor.timestamp()
            default:
                guard try resource.read(key, from: &cursor) else {
                    throw RecordError.unknownMember(key)
                }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(), owner: owner,
            name: try required(name, "name"), scopes: scopes, hash: try required(hash, "hash"),
            hint: try required(hint, "hint"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.arenas = arenas
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
    }
}
