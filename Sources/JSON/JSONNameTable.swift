import Glibc

/// The names of a shape's fields, to be found by their bytes. It holds no reference for each name
/// that a look-up would count up: all threads look here at once.
struct JSONNameTable: Sendable {
    private struct Entry {
        /// Where in `texts` the name begins.
        let start: Int
        let place: Int
    }

    private var texts: [UInt8] = []
    /// Those of one length together, the shortest first: of one length there are few.
    private var entries: [Entry] = []
    /// Where in `entries` those of each length are.
    private var ranges: [Range<Int>] = []

    init(_ names: [String]) {
        for length in 0...(names.map(\.utf8.count).max() ?? 0) {
            let first = entries.count
            for (place, name) in names.enumerated() where name.utf8.count == length {
                entries.append(Entry(start: texts.count, place: place))
                texts += name.utf8
            }
            ranges.append(first..<entries.count)
        }
    }

    /// Which of the names it is, nil where it is none of them.
    func place(of name: String) -> Int? {
        let count = name.utf8.count
        guard count < ranges.count, !ranges[count].isEmpty else { return nil }
        return name.lendingUTF8 { name in
            texts.withUnsafeBufferPointer { texts in
                // A length that is zero has no address, and its one name is the same.
                guard let text = texts.baseAddress, let bytes = name.baseAddress else {
                    return entries[ranges[count].lowerBound].place
                }
                for index in ranges[count]
                where memcmp(text + entries[index].start, bytes, count) == 0 {
                    return entries[index].place
                }
                return nil
            }
        }
    }
}
