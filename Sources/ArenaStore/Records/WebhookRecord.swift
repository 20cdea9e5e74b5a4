import ArenaCore
import JSON

private let states = Words<Webhook.State>()
private let kinds = Words<Notice.Kind>()

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
            while try cursor.nextElement() { events.append(try cursor.word(kinds)) }
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

// A notice's own kind is `event`, since `kind` tells what the record is.
extension Notice: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("sequence", Int(clamping: sequence))
        writer.member("at", at)
        writer.member("event", kind.rawValue)
        switch subject {
        case .post(let id): writer.member("post", id)
        case .event(let id): writer.member("about", id)
        case .arena(let id): writer.member("arena", id)
        case .membership(let key):
            writer.member("arena", key.arena)
            writer.member("organisation", key.organisation)
        case .webhook(let id): writer.member("webhook", id)
        }
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var members = NoticeMembers()
        while let key = try cursor.nextKey() {
            guard try members.read(key, from: &cursor) else {
                throw RecordError.unknownMember(key)
            }
        }
        self = try members.notice()
    }
}

/// The members of a notice, as they are read.
struct NoticeMembers {
    private var sequence: Int?
    private var at: Timestamp?
    private var kind: Notice.Kind?
    private var post: ID<Post>?
    private var event: ID<Event>?
    private var arena: ID<Arena>?
    private var organisation: ID<Organisation>?
    private var webhook: ID<Webhook>?

    /// Reads the member's value if it is one of these.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "sequence": sequence = try cursor.int()
        case "at": at = try cursor.timestamp()
        case "event": kind = try cursor.word(kinds)
        case "post": post = try cursor.id()
        case "about": event = try cursor.id()
        case "arena": arena = try cursor.id()
        case "organisation": organisation = try cursor.id()
        case "webhook": webhook = try cursor.id()
        default: return false
        }
        return true
    }

    func notice() throws -> Notice {
        let subject: Notice.Subject
        if let post {
            subject = .post(post)
        } else if let event {
            subject = .event(event)
        } else if let arena, let organisation {
            subject = .membership(.init(arena: arena, organisation: organisation))
        } else if let arena {
            subject = .arena(arena)
        } else {
            subject = .webhook(try required(webhook, "webhook"))
        }
        return Notice(
            sequence: UInt64(clamping: try required(sequence, "sequence")),
            at: try required(at, "at"), kind: try required(kind, "event"), subject: subject)
    }
}
