import ArenaCore
import JSON

private let kinds = Words<AuditEntry.Resource.Kind>()

extension AuditEntry {
    /// Writes the entry as the members of a line of the audit log, without braces.
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("position", Int(clamping: position))
        writer.key("at")
        writer.quoted(upTo: Timestamp.byteCount) { at.write(into: &$0) }
        writer.key("actor")
        actor.write(to: &writer)
        writer.member("action", action)
        writer.key("resources")
        writer.beginArray()
        for resource in resources { resource.write(to: &writer) }
        writer.endArray()
        if let origin {
            writer.member("requestId", origin.request)
            writer.member("network", origin.network)
        }
    }
}

extension AuditEntry.Resource {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("type", kind.rawValue)
        writer.optional("id", id)
        writer.optional("name", name)
        writer.optional("arena", arena)
        writer.optional("post", post)
        writer.optional("organisation", organisation)
        writer.optional("revisionBefore", revisionBefore)
        writer.optional("revisionAfter", revisionAfter)
        writer.endObject()
    }

    fileprivate init(from cursor: inout JSONCursor) throws {
        var kind: Kind?
        var resource = Self(.post)
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "type": kind = try cursor.word(kinds)
            case "id": resource.id = try cursor.id()
            case "name": resource.name = try cursor.string()
            case "arena": resource.arena = try cursor.id()
            case "post": resource.post = try cursor.id()
            case "organisation": resource.organisation = try cursor.id()
            case "revisionBefore": resource.revisionBefore = try cursor.int()
            case "revisionAfter": resource.revisionAfter = try cursor.int()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(try required(kind, "type"))
        id = resource.id
        name = resource.name
        arena = resource.arena
        post = resource.post
        organisation = resource.organisation
        revisionBefore = resource.revisionBefore
        revisionAfter = resource.revisionAfter
    }
}

/// An entry as it stands in the audit log.
package struct AuditLine: Sendable, Equatable {
    package let sequence: Int
    package let entry: AuditEntry
    package let previousHash: String
    package let hash: String

    /// Reads a line of the log, without its line end.
    init(_ bytes: UnsafeRawBufferPointer) throws {
        var members = Members()
        var cursor = JSONCursor(bytes)
        try cursor.beginObject()
        while let key = try cursor.nextKey() { try members.read(key, from: &cursor) }
        try cursor.finish()
        sequence = try required(members.sequence, "seq")
        previousHash = try required(members.previousHash, "prevHash")
        hash = try required(members.hash, "hash")
        entry = AuditEntry(
            position: UInt64(clamping: try required(members.position, "position")),
            at: try required(members.at, "at"), actor: try required(members.actor, "actor"),
            action: try required(members.action, "action"),
            origin: members.request.map {
                Change.Origin(request: $0, network: members.network ?? "")
            }, resources: members.resources)
    }

    /// The same line with what may be shown of its entry.
    package func with(_ entry: AuditEntry) -> AuditLine { AuditLine(self, entry) }

    private init(_ line: AuditLine, _ entry: AuditEntry) {
        sequence = line.sequence
        previousHash = line.previousHash
        hash = line.hash
        self.entry = entry
    }

    private struct Members {
        var sequence: Int?
        var position: Int?
        var at: Timestamp?
        var actor: Change.Actor?
        var action: String?
        var resources: [AuditEntry.Resource] = []
        var request: String?
        var network: String?
        var previousHash: String?
        var hash: String?

        mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws {
            switch key {
            case "seq": sequence = try cursor.int()
            case "position": position = try cursor.int()
            case "at": at = try cursor.instant()
            case "actor": actor = try Change.Actor(from: &cursor)
            case "action": action = try cursor.string()
            case "resources":
                try cursor.beginArray()
                while try cursor.nextElement() { resources.append(try .init(from: &cursor)) }
            case "requestId": request = try cursor.string()
            case "network": network = try cursor.string()
            case "prevHash": previousHash = try cursor.string()
            case "hash": hash = try cursor.string()
            default: throw RecordError.unknownMember(key)
            }
        }
    }
}

extension JSONCursor {
    /// A time as people read it.
    fileprivate mutating func instant() throws -> Timestamp {
        let text = try text()
        guard let time = Timestamp(text.string) else { throw RecordError.unknownWord(text) }
        return time
    }
}
