import Glibc

/// The records with a right check that lie among bytes which may be damaged.
struct ReadableRecords {
    /// How many there are.
    private(set) var count = 0
    /// The highest position that one's group begins with; 0 without records.
    private(set) var highestGroup: UInt64 = 0

    /// Looks at every line from `offset` on, and behind the damage inside a line: a record whose
    /// line end before it is gone is found as well.
    init(in bytes: UnsafeRawBufferPointer, from offset: Int) {
        var start = offset
        while start < bytes.count {
            let end = lineEnd(in: bytes, from: start) ?? bytes.count
            look(at: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end + 1
        }
    }

    private mutating func look(at line: UnsafeRawBufferPointer) {
        var rest = line
        while let base = rest.baseAddress, !rest.isEmpty,
            let found = memchr(base, 0x7b, rest.count)
        {
            rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(found) - base)...])
            if let record = JournalRecord(rest) {
                count += 1
                highestGroup = max(highestGroup, record.groupPosition)
                return
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[1...])
        }
    }
}
