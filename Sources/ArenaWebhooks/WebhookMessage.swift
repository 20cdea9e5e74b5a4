import ArenaCore
import JSON

/// What a receiver is sent: that something happened and where to read it, and content only where
/// the label lets it (PRODUCT §4, CONVENTIONS §12).
package enum WebhookMessage {
    /// `base` is the server's public address without a slash at its end, or empty.
    package static func body(_ telling: Telling, base: String) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.member("type", telling.kind.rawValue)
        json.key("timestamp")
        json.quoted(upTo: Timestamp.byteCount) { telling.at.write(into: &$0) }
        json.key("data")
        json.beginObject()
        write(telling, base, to: &json)
        json.endObject()
        json.endObject()
        return json.finish()
    }

    private static func write(_ telling: Telling, _ base: String, to json: inout JSONWriter) {
        if let post = telling.post {
            json.member("id", "\(post.id)")
            json.member("url", "\(base)/v1/posts/\(post.id)")
            // Who is only told that a post is gone is told no more of it.
            if telling.kind == .postWithdrawn { return }
            json.member("arena", "\(post.arena)")
            if telling.hasContent {
                json.member("tlp", post.audience.tlp.label)
                json.member("title", post.content.title)
            }
            return
        }
        if let event = telling.event {
            json.member("id", "\(event.id)")
            json.member("url", "\(base)/v1/events/\(event.id)")
            json.member("arena", "\(event.arena)")
            if telling.hasContent {
                json.member("tlp", event.content.tlp.label)
                json.member("title", event.content.title)
            }
            return
        }
        guard let arena = telling.arena else { return }
        if let organisation = telling.organisation {
            json.member("id", "\(organisation)")
            json.member("url", "\(base)/v1/organisations/\(organisation)")
            json.member("arena", "\(arena.id)")
        } else {
            json.member("id", "\(arena.id)")
            json.member("url", "\(base)/v1/arenas/\(arena.id)")
            json.member("title", arena.profile.name)
        }
    }
}
