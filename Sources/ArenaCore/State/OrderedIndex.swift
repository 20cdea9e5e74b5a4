/// Keys in rising order that are cheap to copy and cheap to write after a copy: chunks of at most
/// 512 keys, found by binary search. A page costs the page, not the index.
package struct OrderedIndex<Key: Comparable & Sendable>: Sendable {
    private static var chunkMax: Int { 512 }
    // No chunk is empty.
    private var chunks: [[Key]] = []
    package private(set) var count = 0

    package init() {}

    package mutating func insert(_ key: Key) {
        count += 1
        guard let last = chunks.last else {
            chunks = [[key]]
            return
        }
        // Keys mostly come in rising order: a full last chunk is left full, not split.
        if last.count >= Self.chunkMax, last[last.count - 1] < key {
            chunks.append([key])
            return
        }
        let chunk = Swift.max(0, chunkCount(startingAtOrBefore: key) - 1)
        let offset = Self.offset(of: key, in: chunks[chunk])
        chunks[chunk].insert(key, at: offset)
        if chunks[chunk].count > Self.chunkMax {
            let middle = chunks[chunk].count / 2
            chunks.insert(Array(chunks[chunk][middle...]), at: chunk + 1)
            chunks[chunk].removeSubrange(middle...)
        }
    }

    /// Removes the key if it is there.
    package mutating func remove(_ key: Key) {
        let chunk = chunkCount(startingAtOrBefore: key) - 1
        guard chunk >= 0 else { return }
        let offset = Self.offset(of: key, in: chunks[chunk])
        guard offset < chunks[chunk].count, chunks[chunk][offset] == key else { return }
        count -= 1
        chunks[chunk].remove(at: offset)
        if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
    }

    /// The keys above `floor` (all where nil), rising.
    package func ascending(above floor: Key? = nil) -> some Sequence<Key> {
        var place = floor.map { firstPlace(above: $0) } ?? Place(chunk: 0, offset: 0)
        return AnyIterator {
            while place.chunk < chunks.count {
                if place.offset < chunks[place.chunk].count {
                    defer { place.offset += 1 }
                    return chunks[place.chunk][place.offset]
                }
                place = Place(chunk: place.chunk + 1, offset: 0)
            }
            return nil
        }
    }

    /// The keys below `ceiling` (all where nil), falling.
    package func descending(below ceiling: Key? = nil) -> some Sequence<Key> {
        var place =
            ceiling.map { firstPlace(atOrAbove: $0) } ?? Place(chunk: chunks.count, offset: 0)
        return AnyIterator {
            while place.offset == 0 {
                guard place.chunk > 0 else { return nil }
                place = Place(chunk: place.chunk - 1, offset: chunks[place.chunk - 1].count)
            }
            place.offset -= 1
            return chunks[place.chunk][place.offset]
        }
    }

    /// How many keys are below `ceiling`.
    package func count(below ceiling: Key) -> Int {
        let place = firstPlace(atOrAbove: ceiling)
        return chunks.prefix(place.chunk).reduce(place.offset) { $0 + $1.count }
    }

    private struct Place {
        var chunk: Int
        var offset: Int
    }

    private func firstPlace(atOrAbove key: Key) -> Place {
        let chunk = chunkCount(startingAtOrBefore: key) - 1
        guard chunk >= 0 else { return Place(chunk: 0, offset: 0) }
        return Place(chunk: chunk, offset: Self.offset(of: key, in: chunks[chunk]))
    }

    private func firstPlace(above key: Key) -> Place {
        var place = firstPlace(atOrAbove: key)
        if place.chunk < chunks.count, place.offset < chunks[place.chunk].count,
            chunks[place.chunk][place.offset] == key
        {
            place.offset += 1
        }
        return place
    }

    private func chunkCount(startingAtOrBefore key: Key) -> Int {
        var low = 0
        var high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if chunks[middle][0] <= key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func offset(of key: Key, in chunk: [Key]) -> Int {
        var low = 0
        var high = chunk.count
        while low < high {
            let middle = (low + high) / 2
            if chunk[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension OrderedIndex: Sequence, ExpressibleByArrayLiteral {
    package init(arrayLiteral keys: Key...) {
        self.init()
        for key in keys { insert(key) }
    }

    /// The keys, rising.
    package func makeIterator() -> some IteratorProtocol<Key> {
        ascending().makeIterator()
    }
}
