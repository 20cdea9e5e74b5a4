/// A key that tells its place in a trie.
package protocol TrieKey: Hashable, Sendable {
    /// Tells keys apart, four bits a level and the lowest first. Keys that agree in the lower bits
    /// lie together.
    var trieBits: UInt64 { get }
}

extension TrieKey {
    package var trieBits: UInt64 { UInt64(UInt(bitPattern: hashValue)) }
}

extension String: TrieKey {}

/// A dictionary that is cheap to copy and cheap to write after a copy: a copy shares everything,
/// and a write then copies only the way to its entry, of some sixteen references a level. The
/// levels grow with the logarithm of the size. Writes of keys that lie together share most of
/// their ways, which are then copied once for all of them.
///
/// A hash array mapped trie (P. Bagwell, Ideal Hash Trees, 2001) without its bitmaps.
package struct TrieMap<Key: TrieKey, Value: Sendable>: Sendable {
    private var root = TrieNode<Key, Value>.leaf([])
    package private(set) var count = 0

    package init() {}

    package subscript(key: Key) -> Value? {
        get { root.value(of: key, key.trieBits) }
        set {
            if let newValue {
                let isNew = root.modify(
                    key, key.trieBits, default: newValue,
                    body: { value, isNew in
                        value = newValue
                        return isNew
                    })
                if isNew { count += 1 }
            } else if root.remove(key, key.trieBits) {
                count -= 1
            }
        }
    }

    /// Changes the value in place: nothing that is not shared is copied.
    package mutating func modify<Result>(
        _ key: Key, default value: @autoclosure () -> Value, _ body: (inout Value) -> Result
    ) -> Result {
        root.modify(
            key, key.trieBits, default: value(),
            body: { value, isNew in
                if isNew { count += 1 }
                return body(&value)
            })
    }

    /// Every value, in no order that means anything.
    package var values: some Sequence<Value> { TrieValues(root: root) }
}

/// A few entries, or sixteen nodes for the next four bits of the hash.
private enum TrieNode<Key: TrieKey, Value: Sendable>: Sendable {
    struct Entry: Sendable {
        let key: Key
        var value: Value
    }

    case leaf([Entry])
    case branch([TrieNode])

    /// More entries become a branch, as long as the hash has bits left to tell them apart.
    private static var entriesMax: Int { 16 }
    private static var levelsMax: Int { UInt64.bitWidth / 4 }

    var isEmpty: Bool {
        if case .leaf(let entries) = self { entries.isEmpty } else { false }
    }

    /// Walks by address, while the root holds all that is on the way: to hold each node would count
    /// up references that all loops share, which costs more than the walk. Never inlined, for the
    /// caller would then hold the root as often as it is looked at.
    @inline(never)
    func value(of key: Key, _ bits: UInt64) -> Value? {
        withUnsafePointer(to: self) { root in
            var node = root
            var bits = bits
            while true {
                switch node.pointee {
                case .branch(let nodes):
                    guard let first = nodes.withUnsafeBufferPointer({ $0.baseAddress }) else {
                        return nil
                    }
                    node = first + Int(bits & 15)
                    bits >>= 4
                case .leaf(let entries):
                    return entries.withUnsafeBufferPointer { entries in
                        for index in entries.indices where entries[index].key == key {
                            return entries[index].value
                        }
                        return nil
                    }
                }
            }
        }
    }

    /// Calls `body` with the value of the key, a new entry's if there was none.
    mutating func modify<Result>(
        _ key: Key, _ bits: UInt64, level: Int = 0, default value: @autoclosure () -> Value,
        body: (inout Value, _ isNew: Bool) -> Result
    ) -> Result {
        switch self {
        case .leaf(var entries):
            // Held once only, or the array would be copied.
            self = .leaf([])
            if let place = entries.firstIndex(where: { $0.key == key }) {
                defer { self = .leaf(entries) }
                return body(&entries[place].value, false)
            }
            var entry = Entry(key: key, value: value())
            let result = body(&entry.value, true)
            entries.append(entry)
            let isFull = entries.count > Self.entriesMax && level < Self.levelsMax
            self = isFull ? Self.branch(of: entries, level) : .leaf(entries)
            return result
        case .branch(var nodes):
            self = .leaf([])
            defer { self = .branch(nodes) }
            return nodes[Int(bits & 15)].modify(
                key, bits >> 4, level: level + 1, default: value(), body: body)
        }
    }

    private static func branch(of entries: [Entry], _ level: Int) -> Self {
        var shares = Array(repeating: [Entry](), count: 16)
        for entry in entries {
            let bits = entry.key.trieBits >> UInt64(4 * level)
            shares[Int(bits & 15)].append(entry)
        }
        return .branch(shares.map { .leaf($0) })
    }

    /// Whether there was such an entry.
    mutating func remove(_ key: Key, _ bits: UInt64) -> Bool {
        switch self {
        case .leaf(var entries):
            guard let place = entries.firstIndex(where: { $0.key == key }) else { return false }
            self = .leaf([])
            entries.remove(at: place)
            self = .leaf(entries)
            return true
        case .branch(var nodes):
            self = .leaf([])
            let isRemoved = nodes[Int(bits & 15)].remove(key, bits >> 4)
            if !(isRemoved && nodes.allSatisfy(\.isEmpty)) { self = .branch(nodes) }
            return isRemoved
        }
    }
}

private struct TrieValues<Key: TrieKey, Value: Sendable>: Sequence, IteratorProtocol {
    /// The branches on the way to the present leaf, and where in each the way goes on.
    private var way: [(nodes: [TrieNode<Key, Value>], next: Int)]
    private var entries: ArraySlice<TrieNode<Key, Value>.Entry> = []

    init(root: TrieNode<Key, Value>) { way = [([root], 0)] }

    mutating func next() -> Value? {
        while true {
            if let entry = entries.popFirst() { return entry.value }
            guard let (nodes, place) = way.last else { return nil }
            if place == nodes.count {
                way.removeLast()
                continue
            }
            way[way.count - 1].next += 1
            switch nodes[place] {
            case .leaf(let found): entries = found[...]
            case .branch(let nodes): way.append((nodes, 0))
            }
        }
    }
}
