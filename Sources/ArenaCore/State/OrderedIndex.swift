/// Keys in rising order that are cheap to copy and cheap to write after a copy: sections of at most
/// 64 chunks of at most 512 keys, found by binary search. A write after a copy copies one chunk,
/// the references of one section and one for each section; a page costs the page, not the index.
package struct OrderedIndex<Key: Comparable & Sendable>: Sendable {
    private static var chunkMax: Int { 512 }
    private static var sectionMax: Int { 64 }
    private var sections: [IndexSection<Key>] = []
    package private(set) var count = 0

    package init() {}

    package mutating func insert(_ key: Key) {
        count += 1
        guard let last = sections.indices.last else {
            sections = [IndexSection(chunks: [[key]], count: 1)]
            return
        }
        // Keys mostly come in rising order: what is full at the end is left full, not split.
        if sections[last].last < key { return append(key) }
        let section = Swift.max(0, sections.countInFront { $0.first <= key } - 1)
        sections[section].insert(key, chunkMax: Self.chunkMax)
        if sections[section].chunks.count > Self.sectionMax {
            sections.insert(sections[section].split(), at: section + 1)
        }
    }

    private mutating func append(_ key: Key) {
        let last = sections.count - 1
        let chunk = sections[last].chunks.count - 1
        if sections[last].chunks[chunk].count < Self.chunkMax {
            sections[last].chunks[chunk].append(key)
        } else if sections[last].chunks.count < Self.sectionMax {
            sections[last].chunks.append([key])
        } else {
            sections.append(IndexSection(chunks: [[key]], count: 0))
        }
        sections[sections.count - 1].count += 1
    }

    /// Removes the key if it is there.
    package mutating func remove(_ key: Key) {
        let section = sections.countInFront { $0.first <= key } - 1
        guard section >= 0, sections[section].remove(key) else { return }
        count -= 1
        if sections[section].count == 0 { sections.remove(at: section) }
    }

    /// The keys above `floor` (all where nil), rising.
    package func ascending(above floor: Key? = nil) -> some Sequence<Key> {
        var place = floor.map { firstPlace(above: $0) } ?? Place()
        return AnyIterator {
            while place.section < sections.count {
                let chunks = sections[place.section].chunks
                if place.chunk < chunks.count {
                    if place.offset < chunks[place.chunk].count {
                        defer { place.offset += 1 }
                        return chunks[place.chunk][place.offset]
                    }
                    place = Place(section: place.section, chunk: place.chunk + 1)
                } else {
                    place = Place(section: place.section + 1)
                }
            }
            return nil
        }
    }

    /// The keys below `ceiling` (all where nil), falling.
    package func descending(below ceiling: Key? = nil) -> some Sequence<Key> {
        var place = ceiling.map { firstPlace(atOrAbove: $0) } ?? Place(section: sections.count)
        return AnyIterator {
            while place.offset == 0 {
                if place.chunk > 0 {
                    place.chunk -= 1
                } else if place.section > 0 {
                    place.section -= 1
                    place.chunk = sections[place.section].chunks.count - 1
                } else {
                    return nil
                }
                place.offset = sections[place.section].chunks[place.chunk].count
            }
            place.offset -= 1
            return sections[place.section].chunks[place.chunk][place.offset]
        }
    }

    /// How many keys are below `ceiling`.
    package func count(below ceiling: Key) -> Int {
        let place = firstPlace(atOrAbove: ceiling)
        let before = sections[..<place.section].reduce(place.offset) { $0 + $1.count }
        guard place.chunk > 0 else { return before }
        return sections[place.section].chunks[..<place.chunk].reduce(before) { $0 + $1.count }
    }

    private struct Place {
        var section = 0
        var chunk = 0
        var offset = 0
    }

    /// Behind the last key that is lower, which may be the end of its chunk.
    private func firstPlace(atOrAbove key: Key) -> Place {
        let section = sections.countInFront { $0.first <= key } - 1
        guard section >= 0 else { return Place() }
        let (chunk, offset) = sections[section].place(of: key)
        return Place(section: section, chunk: chunk, offset: offset)
    }

    private func firstPlace(above key: Key) -> Place {
        var place = firstPlace(atOrAbove: key)
        guard place.section < sections.count else { return place }
        let chunk = sections[place.section].chunks[place.chunk]
        if place.offset < chunk.count, chunk[place.offset] == key { place.offset += 1 }
        return place
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

/// Chunks of keys in rising order. No chunk is empty, and there is one but for a moment.
private struct IndexSection<Key: Comparable & Sendable>: Sendable {
    var chunks: [[Key]]
    var count: Int

    var first: Key { chunks[0][0] }
    var last: Key { chunks[chunks.count - 1][chunks[chunks.count - 1].count - 1] }

    /// The chunk in which the key is or would be, and where.
    func place(of key: Key) -> (chunk: Int, offset: Int) {
        let chunk = Swift.max(0, chunks.countInFront { $0[0] <= key } - 1)
        return (chunk, chunks[chunk].countInFront { $0 < key })
    }

    mutating func insert(_ key: Key, chunkMax: Int) {
        let (chunk, offset) = place(of: key)
        chunks[chunk].insert(key, at: offset)
        count += 1
        if chunks[chunk].count > chunkMax {
            let middle = chunks[chunk].count / 2
            chunks.insert(Array(chunks[chunk][middle...]), at: chunk + 1)
            chunks[chunk].removeSubrange(middle...)
        }
    }

    /// Whether it was there.
    mutating func remove(_ key: Key) -> Bool {
        let (chunk, offset) = place(of: key)
        guard offset < chunks[chunk].count, chunks[chunk][offset] == key else { return false }
        chunks[chunk].remove(at: offset)
        count -= 1
        if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
        return true
    }

    /// Takes the later half away.
    mutating func split() -> Self {
        let middle = chunks.count / 2
        let later = Array(chunks[middle...])
        let laterCount = later.reduce(0) { $0 + $1.count }
        chunks.removeSubrange(middle...)
        count -= laterCount
        return Self(chunks: later, count: laterCount)
    }
}

extension Array {
    /// How many elements at the front meet a condition that the later ones do not meet.
    fileprivate func countInFront(where isInFront: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isInFront(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
