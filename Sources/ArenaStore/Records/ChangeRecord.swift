import ArenaCore
import JSON

extension Change {
    /// Writes the change as the members of a journal record, without braces.
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("at", at)
        writer.key("actor")
        actor.write(to: &writer)
        writer.member("action", action)
        if let origin {
            writer.member("request", origin.request)
            writer.member("network", origin.network)
        }
        writer.key("effects")
        writer.beginArray()
        for effect in effects { effect.write(to: &writer) }
        writer.endArray()
    }

    /// Reads a whole journal line: the members above, among those that the journal adds.
    init(line: UnsafeRawBufferPointer) throws {
        var at: Timestamp?
        var actor: Actor?
        var action: String?
        var request: String?
        var network: String?
        var effects: [Effect] = []
        var cursor = JSONCursor(line)
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "at": at = try cursor.timestamp()
            case "actor": actor = try Actor(from: &cursor)
            case "action": action = try cursor.string()
            case "request": request = try cursor.string()
            case "network": network = try cursor.string()
            case "effects":
                try cursor.beginArray()
                while try cursor.nextElement() { effects.append(try Effect(from: &cursor)) }
            // The position, the group's and the check: the journal has looked at them.
            case "p", "g", "c": try cursor.skipValue()
            default: throw RecordError.unknownMember(key)
            }
        }
        try cursor.finish()
        self.init(
            at: try required(at, "at"), actor: try required(actor, "actor"),
            action: try required(action, "action"),
            origin: request.map { Origin(request: $0, network: network ?? "") }, effects: effects)
    }
}
