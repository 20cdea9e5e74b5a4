import ArenaCore
import JSON

/// How the domain's values look on the wire.
extension JSONWriter {
    /// The members that every resource begins with.
    mutating func resource<Subject>(
        _ id: ID<Subject>, revision: Int, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        member("id", id)
        member("revision", revision)
        member("createdAt", createdAt)
        member("updatedAt", updatedAt)
    }

    mutating func member<Subject>(_ key: StaticString, _ id: ID<Subject>) {
        self.key(key)
        quoted { id.write(into: &$0) }
    }

    mutating func member<Subject>(_ key: StaticString, _ id: ID<Subject>?) {
        self.key(key)
        if let id { quoted { id.write(into: &$0) } } else { null() }
    }

    mutating func member(_ key: StaticString, _ time: Timestamp) {
        self.key(key)
        quoted { time.write(into: &$0) }
    }

    mutating func member(_ key: StaticString, _ time: Timestamp?) {
        self.key(key)
        if let time { quoted { time.write(into: &$0) } } else { null() }
    }

    mutating func member(_ key: StaticString, _ texts: [String]) {
        self.key(key)
        strings(texts)
    }

    mutating func strings(_ texts: [String]) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    mutating func member(_ facets: Facets) {
        member("sectors", facets.sectors)
        member("regions", facets.regions)
        member("roles", facets.roles)
    }
}
