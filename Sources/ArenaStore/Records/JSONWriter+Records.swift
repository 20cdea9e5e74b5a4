import ArenaCore
import JSON

extension JSONWriter {
    mutating func member<Subject>(_ key: StaticString, _ id: ID<Subject>) {
        self.key(key)
        quoted(upTo: ID<Subject>.byteCount) { id.write(into: &$0) }
    }

    mutating func member(_ key: StaticString, _ time: Timestamp) {
        member(key, time.milliseconds)
    }

    // The following write nothing for what is nil, empty or false.

    mutating func optional(_ key: StaticString, _ value: String?) {
        if let value { member(key, value) }
    }

    mutating func optional(_ key: StaticString, _ value: Int?) {
        if let value { member(key, value) }
    }

    mutating func optional(_ key: StaticString, _ time: Timestamp?) {
        if let time { member(key, time) }
    }

    mutating func optional<Subject>(_ key: StaticString, _ id: ID<Subject>?) {
        if let id { member(key, id) }
    }

    mutating func optional(_ key: StaticString, _ flag: Bool) {
        if flag { member(key, true) }
    }

    mutating func optional(_ key: StaticString, _ values: [String]) {
        if values.isEmpty { return }
        self.key(key)
        beginArray()
        // By index: an iterator would count the list up, which other threads hold as well.
        for index in values.indices { string(values[index]) }
        endArray()
    }

    mutating func optional<Subject>(_ key: StaticString, _ ids: [ID<Subject>]) {
        if !ids.isEmpty { member(key, ids) }
    }

    mutating func member<Subject>(_ key: StaticString, _ ids: [ID<Subject>]) {
        self.key(key)
        beginArray()
        for id in ids { quoted(upTo: ID<Subject>.byteCount) { id.write(into: &$0) } }
        endArray()
    }

    /// The members that every resource has; those that say nothing new are left out.
    mutating func resource<Subject>(
        _ id: ID<Subject>, revision: Int, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        member("id", id)
        if revision != 1 { member("revision", revision) }
        member("createdAt", createdAt)
        if updatedAt != createdAt { member("updatedAt", updatedAt) }
    }
}
