import ArenaCore
import JSON

private let states = Words<FollowUp.State>()

extension FollowUp: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("post", post)
        writer.optional("organisation", self.writer)
        writer.member("action", content.action)
        writer.optional("ownerRole", content.ownerRole)
        writer.optional("due", content.due?.description)
        writer.member("state", content.state.rawValue)
        writer.optional("evidence", content.evidence)
        audience.writeMembers(to: &writer)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<FollowUp>()
        var audience = AudienceMembers()
        var post: ID<Post>?
        var writer: ID<Organisation>?
        var action: String?
        var state: State?
        var content = Content(action: "")
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "organisation": writer = try cursor.id()
            case "action": action = try cursor.string()
            case "ownerRole": content.ownerRole = try cursor.string()
            case "due": content.due = try cursor.date()
            case "state": state = try cursor.word(states)
            case "evidence": content.evidence = try cursor.string()
            default:
                guard try resource.read(key, from: &cursor) || audience.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        content.action = try required(action, "action")
        content.state = try required(state, "state")
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            post: try required(post, "post"), writer: writer, content: content,
            audience: try audience.audience())
        revision = resource.revision
        updatedAt = try resource.updatedAt()
    }
}
