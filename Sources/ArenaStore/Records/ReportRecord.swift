import ArenaCore
import JSON

private let states = Words<Report.State>()

extension Report: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("post", post)
        writer.member("arena", arena)
        writer.member("reporter", reporter)
        writer.member("reason", reason)
        writer.member("state", state.rawValue)
        writer.optional("outcome", outcome)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Report>()
        var post: ID<Post>?
        var arena: ID<Arena>?
        var reporter: ID<Organisation>?
        var reason: String?
        var state: State?
        var outcome: String?
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "arena": arena = try cursor.id()
            case "reporter": reporter = try cursor.id()
            case "reason": reason = try cursor.string()
            case "state": state = try cursor.word(states)
            case "outcome": outcome = try cursor.string()
            default:
                guard try resource.read(key, from: &cursor) else {
                    throw RecordError.unknownMember(key)
                }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            post: try required(post, "post"), arena: try required(arena, "arena"),
            reporter: try required(reporter, "reporter"), reason: try required(reason, "reason"),
            state: try required(state, "state"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.outcome = outcome
    }
}
