import ArenaCore
import JSON

private let states = Words<ReleaseRequest.State>()

extension ReleaseRequest: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("post", post)
        writer.member("requester", requester)
        writer.optional("author", author)
        writer.member("tlp", tlp.label)
        writer.member("reason", reason)
        writer.member("state", state.rawValue)
        writer.optional("outcome", outcome)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<ReleaseRequest>()
        var post: ID<Post>?
        var requester: ID<Organisation>?
        var author: ID<Organisation>?
        var tlp: TLP?
        var reason: String?
        var state: State?
        var outcome: String?
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "requester": requester = try cursor.id()
            case "author": author = try cursor.id()
            case "tlp": tlp = try cursor.word(Words.labels)
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
            post: try required(post, "post"), requester: try required(requester, "requester"),
            author: author, tlp: try required(tlp, "tlp"),
            reason: try required(reason, "reason"), state: try required(state, "state"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.outcome = outcome
    }
}
