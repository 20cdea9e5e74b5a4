import ArenaCore
import JSON

private let states = Words<Membership.State>()

extension Membership: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        key.writeMembers(to: &writer)
        writer.member("state", state.rawValue)
        writer.optional("curator", isCurator)
        writer.optional("roles", roles)
        writer.optional("roleTitle", roleTitle)
        writer.optional("answer", answer)
        writer.optional("reason", reason)
        writer.optional("charterVersion", charterVersion)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Membership>()
        var arena: ID<Arena>?
        var organisation: ID<Organisation>?
        var state: State?
        var isCurator = false
        var roles: [String] = []
        var roleTitle: String?
        var answer: String?
        var reason: String?
        var charterVersion: Int?
        while let key = try cursor.nextKey() {
            switch key {
            case "arena": arena = try cursor.id()
            case "organisation": organisation = try cursor.id()
            case "state": state = try cursor.word(states)
            case "curator": isCurator = try cursor.bool()
            case "roles": roles = try cursor.strings()
            case "roleTitle": roleTitle = try cursor.string()
            case "answer": answer = try cursor.string()
            case "reason": reason = try cursor.string()
            case "charterVersion": charterVersion = try cursor.int()
            default:
                guard try resource.read(key, from: &cursor) else {
                    throw RecordError.unknownMember(key)
                }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            arena: try required(arena, "arena"),
            organisation: try required(organisation, "organisation"),
            state: try required(state, "state"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.isCurator = isCurator
        self.roles = roles
        self.roleTitle = roleTitle
        self.answer = answer
        self.reason = reason
        self.charterVersion = charterVersion
    }
}

extension Membership.Key: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("arena", arena)
        writer.member("organisation", organisation)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var arena: ID<Arena>?
        var organisation: ID<Organisation>?
        while let key = try cursor.nextKey() {
            switch key {
            case "arena": arena = try cursor.id()
            case "organisation": organisation = try cursor.id()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(
            arena: try required(arena, "arena"),
            organisation: try required(organisation, "organisation"))
    }
}
