import Crypto

/// The first line of a journal file.
struct JournalHeader: Equatable {
    /// No header is longer, line end included; also one sector, which disks write whole.
    static let byteCountMax = 512

    let storeID: String
    let generation: UInt64
    let firstPosition: UInt64

    /// What the start of a file turned out to be.
    enum Reading: Equatable {
        case header(JournalHeader, byteCount: Int)
        case newerFormat(UInt64)
        case unreadable
    }

    /// The line with its line end.
    var line: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: #"{"format":"#.utf8)
        bytes.appendNumber(StorageFormat.version)
        bytes.append(contentsOf: #","kind":"journal","store":""#.utf8)
        bytes.append(contentsOf: storeID.utf8)
        bytes.append(contentsOf: #"","generation":"#.utf8)
        bytes.appendNumber(generation)
        bytes.append(contentsOf: #","first":"#.utf8)
        bytes.appendNumber(firstPosition)
        CheckedText.appendSuffix(CRC32C.checksum(bytes), to: &bytes)
        bytes.append(0x0a)
        return bytes
    }

    static func read(_ bytes: UnsafeRawBufferPointer) -> Reading {
        var reader = ByteReader(bytes)
        guard reader.take(#"{"format":"#), let format = reader.takeNumber() else {
            return .unreadable
        }
        // Before the check: a newer format may be checked in another way.
        if format > StorageFormat.version { return .newerFormat(format) }
        // As with records: a line of which only the line end is missing is whole.
        let end = lineEnd(in: bytes, from: 0) ?? bytes.count
        guard let content = CheckedText.checked(UnsafeRawBufferPointer(rebasing: bytes[..<end])),
            format == StorageFormat.version,
            reader.take(#","kind":"journal","store":""#), let storeID = reader.takeQuoted(),
            reader.take(#","generation":"#), let generation = reader.takeNumber(),
            reader.take(#","first":"#), let first = reader.takeNumber(), first > 0,
            reader.offset == content.count
        else { return .unreadable }
        let header = JournalHeader(
            storeID: storeID, generation: generation, firstPosition: first)
        return .header(header, byteCount: min(end + 1, bytes.count))
    }
}
