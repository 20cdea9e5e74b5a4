import Crypto

/// The records that are written and synced together, framed as they are appended.
public struct JournalBatch: Sendable {
    private static let capacityKept = 1 << 22

    /// The position of the first record of this group.
    public private(set) var firstPosition: UInt64
    /// How many records were appended.
    public private(set) var count = 0
    private(set) var bytes: [UInt8] = []

    init(firstPosition: UInt64) {
        self.firstPosition = firstPosition
    }

    /// How many bytes the group takes in the file so far.
    public var byteCount: Int { bytes.count }

    /// The position that the next appended record gets.
    public var nextPosition: UInt64 { firstPosition + UInt64(count) }

    /// Appends one record and returns its position, which is one above the record's before it.
    ///
    /// `members` is the text of JSON members without braces, such as `"at":1,"effects":[]`; a line
    /// end in it becomes a space.
    @discardableResult
    public mutating func append(members: UnsafeRawBufferPointer) -> UInt64 {
        let position = nextPosition
        let start = bytes.count
        bytes.append(contentsOf: #"{"p":"#.utf8)
        bytes.appendNumber(position)
        bytes.append(contentsOf: #","g":"#.utf8)
        bytes.appendNumber(firstPosition)
        if !members.isEmpty {
            bytes.append(0x2c)
            bytes.appendLine(members)
        }
        CheckedText.appendSuffix(CRC32C.checksum(bytes[start...]), to: &bytes)
        bytes.append(0x0a)
        count += 1
        return position
    }

    /// Appends one record and returns its position.
    @discardableResult
    public mutating func append(members: [UInt8]) -> UInt64 {
        members.withUnsafeBytes { append(members: $0) }
    }

    mutating func restart(at position: UInt64) {
        firstPosition = position
        count = 0
        // One huge import must not keep its memory for ever.
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.capacityKept)
    }
}
