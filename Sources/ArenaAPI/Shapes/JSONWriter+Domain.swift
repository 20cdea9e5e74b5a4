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
        self.id(id)
    }

    mutating func member<Subject>(_ key: StaticString, _ id: ID<Subject>?) {
        self.key(key)
        if let id { self.id(id) } else { null() }
    }

    mutating func member(_ key: StaticString, _ time: Timestamp) {
        self.key(key)
        self.time(time)
    }

    mutating func member(_ key: StaticString, _ time: Timestamp?) {
        self.key(key)
        if let time { self.time(time) } else { null() }
    }

    mutating func id<Subject>(_ id: ID<Subject>) {
        quoted(upTo: ID<Subject>.byteCount) { id.write(into: &$0) }
    }

    mutating func time(_ time: Timestamp) {
        quoted(upTo: Timestamp.byteCount) { time.write(into: &$0) }
    }

    mutating func date(_ date: CivilDate) {
        quoted(upTo: CivilDate.byteCount) { date.write(into: &$0) }
    }

    mutating func member(_ key: StaticString, _ texts: [String]) {
        self.key(key)
        strings(texts)
    }

    mutating func strings(_ texts: [String]) {
        beginArray()
        // By index: an iterator would count the list up, which other threads hold as well.
        for index in texts.indices { string(texts[index]) }
        endArray()
    }

    mutating func member(_ facets: Facets) {
        member("sectors", facets.sectors)
        member("regions", facets.regions)
        member("roles", facets.roles)
    }
}
