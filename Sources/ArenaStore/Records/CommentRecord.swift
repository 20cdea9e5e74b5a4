import ArenaCore
import JSON

private let states = Words<Post.Comment.State>()

extension Post.Comment: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("post", post)
        writer.member("arena", arena)
        writer.optional("author", self.writer)
        writer.member("body", body)
        writer.member("lang", lang)
        writer.member("state", state.rawValue)
        writer.optional("reason", reason)
        audience.writeMembers(to: &writer)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Post.Comment>()
        var audience = AudienceMembers()
        var post: ID<Post>?
        var arena: ID<Arena>?
        var writer: ID<Organisation>?
        var body: String?
        var lang: String?
        var state: State?
        var reason: String?
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "arena": arena = try cursor.id()
            case "author": writer = try cursor.id()
            case "body": body = try cursor.string()
            case "lang": lang = try cursor.string()
            case "state": state = try cursor.word(states)
            case "reason": reason = try cursor.string()
            default:
                guard try resource.read(key, from: &cursor) || audience.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            post: try required(post, "post"), arena: try required(arena, "arena"),
            writer: writer, body: try required(body, "body"), audience: try audience.audience())
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.lang = try required(lang, "lang")
        self.state = try required(state, "state")
        self.reason = reason
    }
}
