import ArenaCore
import JSON

private let states = Words<Post.State>()

extension Words<Post.Attribution> {
    static let attributions = Words()
}

extension Post: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        if publishedAt != createdAt { writer.member("publishedAt", publishedAt) }
        writer.member("arena", arena)
        writer.optional("author", author)
        writer.member("attribution", attribution.rawValue)
        audience.writeMembers(to: &writer)
        writer.member("state", state.rawValue)
        writer.optional("reason", reason)
        writer.optional("pinned", isPinned)
        writer.optional("featured", isFeatured)
        content.writeMembers(to: &writer)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Post>()
        var publishedAt: Timestamp?
        var arena: ID<Arena>?
        var author: ID<Organisation>?
        var attribution: Attribution?
        var audience = AudienceMembers()
        var state: State?
        var reason: String?
        var isPinned = false
        var isFeatured = false
        var content = Content(title: "", body: "")
        while let key = try cursor.nextKey() {
            switch key {
            case "publishedAt": publishedAt = try cursor.timestamp()
            case "arena": arena = try cursor.id()
            case "author": author = try cursor.id()
            case "attribution": attribution = try cursor.word(Words.attributions)
            case "state": state = try cursor.word(states)
            case "reason": reason = try cursor.string()
            case "pinned": isPinned = try cursor.bool()
            case "featured": isFeatured = try cursor.bool()
            default:
                guard
                    try resource.read(key, from: &cursor) || content.read(key, from: &cursor)
                        || audience.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            arena: try required(arena, "arena"), author: author,
            attribution: try required(attribution, "attribution"),
            audience: try audience.audience(), state: try required(state, "state"),
            content: content)
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        if let publishedAt { self.publishedAt = publishedAt }
        self.reason = reason
        self.isPinned = isPinned
        self.isFeatured = isFeatured
    }
}
