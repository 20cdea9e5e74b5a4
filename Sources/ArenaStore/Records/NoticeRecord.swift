import ArenaCore
import JSON

private let verbs = Words<Notice.Verb>()

// A notice's own kind is `event`, since `kind` tells what the record is.
extension Notice: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("sequence", Int(clamping: sequence))
        writer.member("at", at)
        writer.member("verb", verb.rawValue)
        writer.optional("event", kind?.rawValue)
        subject.writeMembers(to: &writer)
        former?.writeMembers(to: &writer)
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

extension Notice.Subject {
    fileprivate func writeMembers(to writer: inout JSONWriter) {
        switch self {
        case .organisation(let id): writer.member("organisation", id)
        case .arena(let id): writer.member("arena", id)
        case .membership(let key):
            writer.member("arena", key.arena)
            writer.member("organisation", key.organisation)
        case .post(let id): writer.member("post", id)
        case .adoption(let key):
            writer.member("post", key.post)
            writer.member("organisation", key.organisation)
        case .comment(let id): writer.member("comment", id)
        case .followUp(let id): writer.member("followUp", id)
        case .event(let id): writer.member("about", id)
        case .attendance(let key):
            writer.member("about", key.event)
            writer.member("organisation", key.organisation)
        case .webhook(let id): writer.member("webhook", id)
        case .standing(let id): writer.member("standing", id)
        case .wall(let owner, let other):
            writer.member("wallOf", owner)
            writer.member("organisation", other)
        case .everything: break
        }
    }
}

/// The members of a notice, as they are read.
struct NoticeMembers {
    private var sequence: Int?
    private var at: Timestamp?
    private var verb: Notice.Verb?
    private var kind: Notice.Kind?
    private var subject = NoticeSubjectMembers()
    private var former = FormerMembers()

    /// Reads the member's value if it is one of these.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "sequence": sequence = try cursor.int()
        case "at": at = try cursor.timestamp()
        case "verb": verb = try cursor.word(verbs)
        case "event": kind = try cursor.word(Words.noticeKinds)
        default:
            return try subject.read(key, from: &cursor) || former.read(key, from: &cursor)
        }
        return true
    }

    func notice() throws -> Notice {
        Notice(
            sequence: UInt64(clamping: try required(sequence, "sequence")),
            at: try required(at, "at"), verb: verb ?? kind?.verb ?? .updated,
            subject: subject.subject, kind: kind, former: former.former)
    }
}

/// What a notice is about, as it is read.
private struct NoticeSubjectMembers {
    private var organisation: ID<Organisation>?
    private var arena: ID<Arena>?
    private var post: ID<Post>?
    private var event: ID<Event>?
    private var other: Notice.Subject?
    private var wallOwner: ID<Organisation>?

    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "organisation": organisation = try cursor.id()
        case "arena": arena = try cursor.id()
        case "post": post = try cursor.id()
        case "about": event = try cursor.id()
        case "comment": other = .comment(try cursor.id())
        case "followUp": other = .followUp(try cursor.id())
        case "webhook": other = .webhook(try cursor.id())
        case "standing": other = .standing(try cursor.id())
        case "wallOf": wallOwner = try cursor.id()
        default: return false
        }
        return true
    }

    var subject: Notice.Subject {
        if let other { return other }
        if let organisation {
            if let wallOwner { return .wall(of: wallOwner, against: organisation) }
            if let arena { return .membership(.init(arena: arena, organisation: organisation)) }
            if let post { return .adoption(.init(post: post, organisation: organisation)) }
            if let event { return .attendance(.init(event: event, organisation: organisation)) }
            return .organisation(organisation)
        }
        return arena.map { .arena($0) } ?? post.map { .post($0) } ?? event.map { .event($0) }
            ?? .everything
    }
}

extension Notice.Kind {
    /// Of a notice from before the verb was told.
    fileprivate var verb: Notice.Verb {
        switch self {
        case .postPublished, .eventCreated, .test: .created
        case .postWithdrawn: .withdrawn
        case .postUpdated, .eventUpdated, .eventCancelled, .organisationJoined, .organisationLeft,
            .arenaUpdated:
            .updated
        }
    }
}
