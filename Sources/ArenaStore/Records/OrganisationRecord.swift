import ArenaCore
import JSON

private let kinds = Words<Organisation.Kind>()
private let states = Words<Organisation.State>()

// The organisation's own kind is `organisationKind`, since `kind` tells what the record is.
extension Organisation: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("state", state.rawValue)
        writer.member("name", profile.name)
        writer.member("organisationKind", profile.kind.rawValue)
        writer.optional("orgNumber", profile.orgNumber?.description)
        profile.facets.writeMembers(to: &writer)
        writer.optional("industry", profile.industry)
        writer.optional("about", profile.about)
        writer.optional("website", profile.website)
        writer.optional("contact", profile.contact)
        writer.member("lang", profile.lang)
        writer.optional("defaultTlp", profile.defaultTLP?.label)
        writer.member("defaultAttribution", profile.defaultAttribution.rawValue)
        writer.optional("walls", profile.walls)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Organisation>()
        var state: State?
        var name: String?
        var kind: Kind?
        var profile = Profile(name: "", kind: .public)
        while let key = try cursor.nextKey() {
            switch key {
            case "state": state = try cursor.word(states)
            case "name": name = try cursor.string()
            case "organisationKind": kind = try cursor.word(kinds)
            default:
                guard
                    try resource.read(key, from: &cursor) || profile.read(key, from: &cursor)
                        || profile.facets.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        profile.name = try required(name, "name")
        profile.kind = try required(kind, "organisationKind")
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(), profile: profile,
            state: try required(state, "state"))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
    }
}

extension Organisation.Profile {
    fileprivate mutating func read(
        _ key: JSONText, from cursor: inout JSONCursor
    ) throws -> Bool {
        switch key {
        case "orgNumber": orgNumber = try OrgNumber(try cursor.string())
        case "industry": industry = try cursor.string()
        case "about": about = try cursor.string()
        case "website": website = try cursor.string()
        case "contact": contact = try cursor.string()
        case "lang": lang = try cursor.string()
        case "defaultTlp": defaultTLP = try cursor.word(Words.labels)
        case "defaultAttribution": defaultAttribution = try cursor.word(Words.attributions)
        case "walls": walls = try cursor.ids()
        default: return false
        }
        return true
    }
}
