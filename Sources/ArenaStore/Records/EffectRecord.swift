import ArenaCore
import JSON

extension Effect {
    /// Writes the effect as one object whose first member, `kind`, tells what it is.
    func write(to writer: inout JSONWriter) {
        switch self {
        case .term(let list, let value):
            TermRecord(list, value).write(as: "term", to: &writer)
        case .organisation(let value): value.write(as: "organisation", to: &writer)
        case .organisationRemoved(let id): id.write(as: "organisationRemoved", to: &writer)
        case .organisationErased(let id, let withPosts):
            ErasureRecord(id, withPosts: withPosts).write(as: "organisationErased", to: &writer)
        case .token(let value): value.write(as: "token", to: &writer)
        case .tokenRemoved(let id): id.write(as: "tokenRemoved", to: &writer)
        case .arena(let value): value.write(as: "arena", to: &writer)
        case .arenaRemoved(let id): id.write(as: "arenaRemoved", to: &writer)
        case .arenaPurged(let id): id.write(as: "arenaPurged", to: &writer)
        case .arenaMerged(let id, let into):
            MergerRecord(id, into: into).write(as: "arenaMerged", to: &writer)
        case .membership(let value): value.write(as: "membership", to: &writer)
        case .membershipRemoved(let key): key.write(as: "membershipRemoved", to: &writer)
        case .post(let post): post.value.write(as: "post", to: &writer)
        case .postRemoved(let id): id.write(as: "postRemoved", to: &writer)
        case .adoption(let value): value.write(as: "adoption", to: &writer)
        case .adoptionRemoved(let key): key.write(as: "adoptionRemoved", to: &writer)
        case .postRevision(let post): post.value.write(as: "postRevision", to: &writer)
        case .comment(let value): value.write(as: "comment", to: &writer)
        case .commentRemoved(let id): id.write(as: "commentRemoved", to: &writer)
        case .followUp(let value): value.write(as: "followUp", to: &writer)
        case .followUpRemoved(let id): id.write(as: "followUpRemoved", to: &writer)
        case .event(let value): value.write(as: "event", to: &writer)
        case .eventRemoved(let id): id.write(as: "eventRemoved", to: &writer)
        case .attendance(let value): value.write(as: "attendance", to: &writer)
        case .attendanceRemoved(let key): key.write(as: "attendanceRemoved", to: &writer)
        case .report(let value): value.write(as: "report", to: &writer)
        case .reportRemoved(let id): id.write(as: "reportRemoved", to: &writer)
        case .release(let value): value.write(as: "release", to: &writer)
        case .releaseRemoved(let id): id.write(as: "releaseRemoved", to: &writer)
        case .webhook(let value): value.write(as: "webhook", to: &writer)
        case .webhookRemoved(let id): id.write(as: "webhookRemoved", to: &writer)
        case .delivery(let value): value.write(as: "delivery", to: &writer)
        case .notice(let value): value.write(as: "notice", to: &writer)
        case .noticesFrom(let floor):
            writer.beginObject()
            writer.member("kind", "noticesFrom")
            writer.member("sequence", Int(clamping: floor))
            writer.endObject()
        case .reply(let value): value.write(as: "reply", to: &writer)
        case .reading(let ids): ReadingRecord(ids).write(as: "reading", to: &writer)
        case .eventReading(let ids): ReadingRecord(ids).write(as: "eventReading", to: &writer)
        case .repliesExpired(let time):
            writer.beginObject()
            writer.member("kind", "repliesExpired")
            writer.member("through", time)
            writer.endObject()
        case .auditExpired(let first, let last):
            ExpiryRecord(first, last).write(as: "auditExpired", to: &writer)
        }
    }

    /// Reads one object; a kind that this version does not know is an error that names it.
    init(from cursor: inout JSONCursor) throws {
        try cursor.beginObject()
        guard let key = try cursor.nextKey(), key == "kind" else {
            throw RecordError.missing("kind")
        }
        let kind = try cursor.text()
        switch kind {
        case "post": self = .post(try Post(membersFrom: &cursor))
        case "postRevision": self = .postRevision(try Post(membersFrom: &cursor))
        case "postRemoved": self = .postRemoved(try ID(membersFrom: &cursor))
        case "adoption": self = .adoption(try Adoption(membersFrom: &cursor))
        case "adoptionRemoved": self = .adoptionRemoved(try .init(membersFrom: &cursor))
        case "membership": self = .membership(try Membership(membersFrom: &cursor))
        case "membershipRemoved": self = .membershipRemoved(try .init(membersFrom: &cursor))
        case "organisation": self = .organisation(try Organisation(membersFrom: &cursor))
        case "organisationRemoved": self = .organisationRemoved(try ID(membersFrom: &cursor))
        case "organisationErased":
            let record = try ErasureRecord(membersFrom: &cursor)
            self = .organisationErased(record.organisation, withPosts: record.withPosts)
        case "token": self = .token(try Token(membersFrom: &cursor))
        case "tokenRemoved": self = .tokenRemoved(try ID(membersFrom: &cursor))
        case "arena": self = .arena(try Arena(membersFrom: &cursor))
        case "arenaRemoved": self = .arenaRemoved(try ID(membersFrom: &cursor))
        case "comment": self = .comment(try Post.Comment(membersFrom: &cursor))
        case "commentRemoved": self = .commentRemoved(try ID(membersFrom: &cursor))
        case "followUp": self = .followUp(try FollowUp(membersFrom: &cursor))
        case "followUpRemoved": self = .followUpRemoved(try ID(membersFrom: &cursor))
        case "event": self = .event(try Event(membersFrom: &cursor))
        case "eventRemoved": self = .eventRemoved(try ID(membersFrom: &cursor))
        case "attendance": self = .attendance(try Attendance(membersFrom: &cursor))
        case "attendanceRemoved": self = .attendanceRemoved(try .init(membersFrom: &cursor))
        case "report": self = .report(try Report(membersFrom: &cursor))
        case "reportRemoved": self = .reportRemoved(try ID(membersFrom: &cursor))
        case "release": self = .release(try ReleaseRequest(membersFrom: &cursor))
        case "releaseRemoved": self = .releaseRemoved(try ID(membersFrom: &cursor))
        case "webhook": self = .webhook(try Webhook(membersFrom: &cursor))
        case "webhookRemoved": self = .webhookRemoved(try ID(membersFrom: &cursor))
        case "delivery": self = .delivery(try Delivery(membersFrom: &cursor))
        case "notice": self = .notice(try Notice(membersFrom: &cursor))
        case "noticesFrom":
            guard let key = try cursor.nextKey(), key == "sequence" else {
                throw RecordError.missing("sequence")
            }
            self = .noticesFrom(UInt64(clamping: try cursor.int()))
            if let key = try cursor.nextKey() { throw RecordError.unknownMember(key) }
        case "reply": self = .reply(try KeptReply(membersFrom: &cursor))
        case "term":
            let record = try TermRecord(membersFrom: &cursor)
            self = .term(record.list, record.term)
        case "arenaMerged":
            let record = try MergerRecord(membersFrom: &cursor)
            self = .arenaMerged(record.arena, into: record.into)
        case "arenaPurged": self = .arenaPurged(try ID(membersFrom: &cursor))
        case "repliesExpired":
            guard let key = try cursor.nextKey(), key == "through" else {
                throw RecordError.missing("through")
            }
            self = .repliesExpired(through: try cursor.timestamp())
            if let key = try cursor.nextKey() { throw RecordError.unknownMember(key) }
        case "auditExpired":
            let record = try ExpiryRecord(membersFrom: &cursor)
            self = .auditExpired(first: record.first, last: record.last)
        case "reading": self = .reading(try ReadingRecord(membersFrom: &cursor).ids)
        case "eventReading": self = .eventReading(try ReadingRecord(membersFrom: &cursor).ids)
        default: throw RecordError.unknownKind(kind.string)
        }
    }

    /// Reads an effect that is all there is: a record of a snapshot.
    init(record: UnsafeRawBufferPointer) throws {
        var cursor = JSONCursor(record)
        try self.init(from: &cursor)
        try cursor.finish()
    }
}

extension Record {
    fileprivate func write(as kind: StaticString, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("kind")
        writer.quoted(kind)
        writeMembers(to: &writer)
        writer.endObject()
    }
}

extension ID: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", self)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var id: ID?
        while let key = try cursor.nextKey() {
            guard key == "id" else { throw RecordError.unknownMember(key) }
            id = try cursor.id()
        }
        self = try required(id, "id")
    }
}
