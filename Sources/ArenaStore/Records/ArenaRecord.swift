import ArenaCore
import JSON

private let states = Words<Arena.State>()
private let joinPolicies = Words<Arena.JoinPolicy>()
private let memberLists = Words<Arena.MemberList>()

extension Arena: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("state", state.rawValue)
        profile.writeMembers(to: &writer)
        writer.optional("formerSlugs", formerSlugs)
        writer.optional("mergedFrom", mergedFrom)
        writer.optional("founder", founder)
        writer.optional("chair", chair)
        writer.optional("cosigners", cosigners)
        // Mostly the present charter's version, which says it already.
        if charterVersionLast != profile.charter?.version ?? 0 {
            writer.member("charterVersionLast", charterVersionLast)
        }
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Arena>()
        var state: State?
        var profile = Profile(name: "", slug: "", purpose: "")
        var formerSlugs: [String] = []
        var mergedFrom: [ID<Arena>] = []
        var founder: ID<Organisation>?
        var chair: ID<Organisation>?
        var cosigners: [ID<Organisation>] = []
        var charterVersionLast: Int?
        while let key = try cursor.nextKey() {
            switch key {
            case "state": state = try cursor.word(states)
            case "formerSlugs": formerSlugs = try cursor.strings()
            case "mergedFrom": mergedFrom = try cursor.ids()
            case "founder": founder = try cursor.id()
            case "chair": chair = try cursor.id()
            case "cosigners": cosigners = try cursor.ids()
            case "charterVersionLast": charterVersionLast = try cursor.int()
            default:
                guard
                    try resource.read(key, from: &cursor) || profile.read(key, from: &cursor)
                        || profile.facets.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(), profile: profile,
            state: try required(state, "state"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.formerSlugs = formerSlugs
        self.mergedFrom = mergedFrom
        self.founder = founder
        self.chair = chair
        self.cosigners = cosigners
        self.charterVersionLast = charterVersionLast ?? profile.charter?.version ?? 0
    }
}

extension Arena.Profile {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        writer.member("name", name)
        writer.member("slug", slug)
        writer.member("purpose", purpose)
        writer.member("lang", lang)
        facets.writeMembers(to: &writer)
        writer.member("joinPolicy", joinPolicy.rawValue)
        writer.optional("joinQuestion", joinQuestion)
        writer.member("memberList", memberList.rawValue)
        writer.member("widestTlp", widestTLP.label)
        writer.optional("competitionSensitive", competitionSensitive)
        writer.optional("wordList", wordList)
        if let charter {
            writer.key("charter")
            writer.beginObject()
            writer.member("version", charter.version)
            writer.member("text", charter.text)
            writer.endObject()
        }
    }

    fileprivate mutating func read(
        _ key: JSONText, from cursor: inout JSONCursor
    ) throws -> Bool {
        switch key {
        case "name": name = try cursor.string()
        case "slug": slug = try cursor.string()
        case "purpose": purpose = try cursor.string()
        case "lang": lang = try cursor.string()
        case "joinPolicy": joinPolicy = try cursor.word(joinPolicies)
        case "joinQuestion": joinQuestion = try cursor.string()
        case "memberList": memberList = try cursor.word(memberLists)
        case "widestTlp": widestTLP = try cursor.word(Words.labels)
        case "competitionSensitive": competitionSensitive = try cursor.bool()
        case "wordList": wordList = try cursor.strings()
        case "charter": charter = try Arena.Charter(from: &cursor)
        default: return false
        }
        return true
    }
}

extension Arena.Charter {
    fileprivate init(from cursor: inout JSONCursor) throws {
        var version: Int?
        var text: String?
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "version": version = try cursor.int()
            case "text": text = try cursor.string()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(version: try required(version, "version"), text: try required(text, "text"))
    }
}
