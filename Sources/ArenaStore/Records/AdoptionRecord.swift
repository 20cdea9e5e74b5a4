import ArenaCore
import JSON

private let states = Words<Adoption.State>()

// The adoption's own kind is `adoptionKind`, since `kind` tells what the record is.
extension Adoption: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        key.writeMembers(to: &writer)
        writer.member("adoptionKind", content.kind.rawValue)
        writer.member("state", content.state.rawValue)
        writer.optional("implementedAt", content.implementedAt?.description)
        writer.optional("values", content.values)
        writer.optional("note", content.note)
        writer.optional("resultingPost", content.resultingPost)
        audience.writeMembers(to: &writer)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Adoption>()
        var post: ID<Post>?
        var organisation: ID<Organisation>?
        var kind: Post.Reuse?
        var content = Content(kind: .inspired)
        var audience = AudienceMembers()
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "organisation": organisation = try cursor.id()
            case "adoptionKind": kind = try cursor.word(Words.reuses)
            default:
                guard
                    try resource.read(key, from: &cursor) || content.read(key, from: &cursor)
                        || audience.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        content.kind = try required(kind, "adoptionKind")
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            post: try required(post, "post"),
            organisation: try required(organisation, "organisation"), content: content,
            audience: try audience.audience())
        revision = resource.revision
        updatedAt = try resource.updatedAt()
    }
}

extension Adoption.Content {
    fileprivate mutating func read(
        _ key: JSONText, from cursor: inout JSONCursor
    ) throws -> Bool {
        switch key {
        case "state": state = try cursor.word(states)
        case "implementedAt": implementedAt = try cursor.date()
        case "values": values = try cursor.strings()
        case "note": note = try cursor.string()
        case "resultingPost": resultingPost = try cursor.id()
        default: return false
        }
        return true
    }
}

extension Adoption.Key: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("post", post)
        writer.member("organisation", organisation)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var post: ID<Post>?
        var organisation: ID<Organisation>?
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "organisation": organisation = try cursor.id()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(
            post: try required(post, "post"),
            organisation: try required(organisation, "organisation"))
    }
}
