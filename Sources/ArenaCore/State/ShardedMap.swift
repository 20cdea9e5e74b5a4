/// A key whose bits spread it over the shards of a `ShardedMap`.
package protocol ShardKey: Hashable, Sendable {
    var shardBits: UInt64 { get }
}

extension ID: ShardKey {
    package var shardBits: UInt64 { low }
}

extension TokenHash: ShardKey {
    package var shardBits: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}

extension String: ShardKey {
    package var shardBits: UInt64 { UInt64(truncatingIfNeeded: hashValue) }
}

/// A dictionary that is cheap to copy and cheap to write after a copy: a copy shares everything,
/// and a write then copies one shard of 4 096 and the path to it, whatever the size.
package struct ShardedMap<Key: ShardKey, Value: Sendable>: Sendable {
    private typealias Leaf = [Key: Value]
    private var branches: [[Leaf]] = []
    package private(set) var count = 0

    package init() {}

    package subscript(key: Key) -> Value? {
        get {
            guard !branches.isEmpty else { return nil }
            let branch = branches[Self.branch(key)]
            return branch.isEmpty ? nil : branch[Self.leaf(key)][key]
        }
        set {
            if branches.isEmpty { branches = Array(repeating: [], count: 64) }
            let branch = Self.branch(key)
            if branches[branch].isEmpty { branches[branch] = Array(repeating: [:], count: 64) }
            let old: Value?
            if let newValue {
                old = branches[branch][Self.leaf(key)].updateValue(newValue, forKey: key)
            } else {
                old = branches[branch][Self.leaf(key)].removeValue(forKey: key)
            }
            count += (newValue == nil ? 0 : 1) - (old == nil ? 0 : 1)
        }
    }

    /// Changes the value in place: nothing that is not shared is copied.
    package mutating func modify<Result>(
        _ key: Key, default value: @autoclosure () -> Value, _ body: (inout Value) -> Result
    ) -> Result {
        if self[key] == nil { self[key] = value() }
        return body(&branches[Self.branch(key)][Self.leaf(key)][key, default: value()])
    }

    /// Every value, in no order that means anything.
    package var values: some Sequence<Value> {
        branches.lazy.flatMap { $0.lazy.flatMap { $0.values } }
    }

    private static func branch(_ key: Key) -> Int { Int(key.shardBits & 63) }
    private static func leaf(_ key: Key) -> Int { Int(key.shardBits >> 6 & 63) }
}
