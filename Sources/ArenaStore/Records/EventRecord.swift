import ArenaCore
import JSON

private let kinds = Words<Event.Kind>()
private let rules = Words<Event.Rule>()
private let states = Words<Event.State>()

// The event's own kind is `eventKind`, since `kind` tells what the record is.
extension Event: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("arena", arena)
        writer.member("title", content.title)
        writer.member("eventKind", content.kind.rawValue)
        writer.member("startsAt", content.startsAt)
        writer.optional("endsAt", content.endsAt)
        writer.member("timeZone", content.timeZone)
        writer.optional("place", content.place)
        writer.optional("region", content.region)
        writer.optional("url", content.url)
        writer.optional("agenda", content.agenda)
        writer.member("lang", content.lang)
        writer.member("rule", content.rule.rawValue)
        writer.member("tlp", content.tlp.label)
        writer.member("state", state.rawValue)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Event>()
        var arena: ID<Arena>?
        var state: State?
        var content = EventContentMembers()
        while let key = try cursor.nextKey() {
            switch key {
            case "arena": arena = try cursor.id()
            case "state": state = try cursor.word(states)
            default:
                guard try resource.read(key, from: &cursor) || content.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            arena: try required(arena, "arena"), content: try content.content())
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.state = try required(state, "state")
    }
}

/// What an event tells, as it is read.
private struct EventContentMembers {
    private var title: String?
    private var startsAt: Timestamp?
    private var tlp: TLP?
    private var rest = Event.Content(
        title: "", startsAt: Timestamp(milliseconds: 0), tlp: .amberStrict)

    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "title": title = try cursor.string()
        case "eventKind": rest.kind = try cursor.word(kinds)
        case "startsAt": startsAt = try cursor.timestamp()
        case "endsAt": rest.endsAt = try cursor.timestamp()
        case "timeZone": rest.timeZone = try cursor.string()
        case "place": rest.place = try cursor.string()
        case "region": rest.region = try cursor.string()
        case "url": rest.url = try cursor.string()
        case "agenda": rest.agenda = try cursor.string()
        case "lang": rest.lang = try cursor.string()
        case "rule": rest.rule = try cursor.word(rules)
        case "tlp": tlp = try cursor.word(Words.labels)
        default: return false
        }
        return true
    }

    func content() throws -> Event.Content {
        var content = rest
        content.title = try required(title, "title")
        content.startsAt = try required(startsAt, "startsAt")
        content.tlp = try required(tlp, "tlp")
        return content
    }
}
