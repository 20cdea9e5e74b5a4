import ArenaCore
import JSON

private let states = Words<Webhook.State>()

extension Webhook: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.resource(id, revision: revision, createdAt: createdAt, updatedAt: updatedAt)
        writer.member("organisation", owner)
        writer.member("url", url)
        writer.optional("events", events.map(\.rawValue))
        writer.optional("arenas", arenas)
        writer.member("state", state.rawValue)
        writer.optional("disabledReason", disabledReason)
        writer.key("secrets")
        writer.beginArray()
        for secret in secrets { secret.write(to: &writer) }
        writer.endArray()
        writer.member("doneThrough", Int(clamping: doneThrough))
        writer.optional("lastSuccessAt", lastSuccessAt)
        writer.optional("failingSince", failingSince)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var resource = ResourceMembers<Webhook>()
        var owner: ID<Organisation>?
        var url: String?
        var state: State?
        var secrets: [Secret] = []
        var doneThrough: Int?
        var rest = WebhookRest()
        while let key = try cursor.nextKey() {
            switch key {
            case "organisation": owner = try cursor.id()
            case "url": url = try cursor.string()
            case "state": state = try cursor.word(states)
            case "secrets":
                try cursor.beginArray()
                while try cursor.nextElement() { secrets.append(try Secret(from: &cursor)) }
            case "doneThrough": doneThrough = try cursor.int()
            default:
                guard try resource.read(key, from: &cursor) || rest.read(key, from: &cursor) else {
                    throw RecordError.unknownMember(key)
                }
            }
        }
        self.init(
            id: try resource.id(), createdAt: try resource.createdAt(),
            owner: try required(owner, "organisation"), url: try required(url, "url"),
            secret: try required(secrets.first, "secrets"),
            after: UInt64(clamping: try required(doneThrough, "doneThrough")))
        revision = resource.revision
        updatedAt = try resource.updatedAt()
        self.secrets = secrets
        self.state = try required(state, "state")
        events = rest.events
        arenas = rest.arenas
        disabledReason = rest.disabledReason
        lastSuccessAt = rest.lastSuccessAt
        failingSince = rest.failingSince
    }
}

/// The members that may be missing.
private struct WebhookRest {
    var events: [Notice.Kind] = []
    var arenas: [ID<Arena>] = []
    var disabledReason: String?
    var lastSuccessAt: Timestamp?
    var failingSince: Timestamp?

    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "events":
            try cursor.beginArray()
            while try cursor.nextElement() { events.append(try cursor.word(Words.noticeKinds)) }
        case "arenas": arenas = try cursor.ids()
        case "disabledReason": disabledReason = try cursor.string()
        case "lastSuccessAt": lastSuccessAt = try cursor.timestamp()
        case "failingSince": failingSince = try cursor.timestamp()
        default: return false
        }
        return true
    }
}

extension Webhook.Secret {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("text", text)
        writer.optional("until", until)
        writer.endObject()
    }

    fileprivate init(from cursor: inout JSONCursor) throws {
        var text: String?
        var until: Timestamp?
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "text": text = try cursor.string()
            case "until": until = try cursor.timestamp()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(try required(text, "text"), until: until)
    }
}
