import ArenaCore
import JSON

private let roles = Words<Notice.Role>()
private let policies = Words<Arena.JoinPolicy>()
private let memberLists = Words<Arena.MemberList>()
private let rules = Words<Event.Rule>()
private let states = Words<Arena.State>()

extension Notice.Former {
    func writeMembers(to writer: inout JSONWriter) {
        writer.key("former")
        writer.beginObject()
        switch self {
        case .audience(let audience): audience.writeMembers(to: &writer)
        case .hidden: break
        case .attached(let id, let post, let writerID, let audience):
            writer.member("id", id)
            writer.member("post", post)
            writer.optional("writer", writerID)
            audience.writeMembers(to: &writer)
        case .label(let tlp, let rule):
            writer.member("label", tlp.label)
            writer.member("rule", rule.rawValue)
        case .resource(let id): writer.member("id", id)
        case .role(let role): writer.member("role", role.rawValue)
        case .active(let isActive): writer.member("active", isActive)
        case .openness(let policy, let memberList, let state):
            writer.member("joinPolicy", policy.rawValue)
            writer.member("memberList", memberList.rawValue)
            writer.member("state", state.rawValue)
        }
        writer.endObject()
    }
}

/// What was there before a change, as it is read.
struct FormerMembers {
    private(set) var former: Notice.Former?

    /// Reads the member's value if it is this one.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        guard key == "former" else { return false }
        var members = Members()
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            guard try members.read(key, from: &cursor) else {
                throw RecordError.unknownMember(key)
            }
        }
        former = try members.former()
        return true
    }

    private struct Members {
        var id: ID<Notice.Former>?
        var post: ID<Post>?
        var writer: ID<Organisation>?
        var audience = AudienceMembers()
        var other: Notice.Former?
        var label: TLP?
        var rule: Event.Rule?
        var policy: Arena.JoinPolicy?
        var memberList: Arena.MemberList?
        var state: Arena.State?

        mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
            switch key {
            case "id": id = try cursor.id()
            case "post": post = try cursor.id()
            case "writer": writer = try cursor.id()
            case "label": label = try cursor.word(Words.labels)
            case "rule": rule = try cursor.word(rules)
            case "role": other = .role(try cursor.word(roles))
            case "active": other = .active(try cursor.bool())
            case "joinPolicy": policy = try cursor.word(policies)
            case "memberList": memberList = try cursor.word(memberLists)
            case "state": state = try cursor.word(states)
            default: return try audience.read(key, from: &cursor)
            }
            return true
        }

        func former() throws -> Notice.Former {
            if let other { return other }
            if let policy {
                return .openness(
                    policy, try required(memberList, "memberList"), try required(state, "state"))
            }
            if let label { return .label(label, try required(rule, "rule")) }
            guard let id else {
                return audience.isEmpty ? .hidden : .audience(try audience.audience())
            }
            guard let post else { return .resource(id) }
            return .attached(id: id, post: post, writer: writer, audience: try audience.audience())
        }
    }
}
