/// A snapshot that was read whole and found to be undamaged.
struct SnapshotReader {
    let header: SnapshotHeader
    private let name: String
    private let bytes: FileBytes
    private let recordsStart: Int
    private let recordsEnd: Int

    init(in folder: Folder, generation: UInt64) throws(RecoveryRefusal) {
        let name = GenerationFile(.snapshot, generation).name
        self.name = name
        do {
            bytes = try FileBytes(of: folder.path(of: name), in: folder.fileSystem)
        } catch {
            throw RecoveryRefusal(.unreadable, file: name, reason: error.description)
        }
        let content = try bytes.withBytes { (bytes) throws(RecoveryRefusal) in
            try Self.check(bytes, name: name, generation: generation)
        }
        header = content.header
        recordsStart = content.start
        recordsEnd = content.end
    }

    private static func check(
        _ bytes: UnsafeRawBufferPointer, name: String, generation: UInt64
    ) throws(RecoveryRefusal) -> (header: SnapshotHeader, start: Int, end: Int) {
        let header: SnapshotHeader
        let start: Int
        switch SnapshotHeader.read(bytes) {
        case .header(let found, let byteCount):
            header = found
            start = byteCount
        case .newerFormat(let format):
            throw RecoveryRefusal.newerFormat(format, file: name)
        case .unreadable:
            throw RecoveryRefusal(.damaged, file: name, byteOffset: 0, reason: "it has no header")
        }
        guard bytes.last == 0x0a,
            let content = CheckedText.checked(
                UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 1)])),
            content.last == 0x5d, start < content.count
        else {
            throw RecoveryRefusal(.damaged, file: name, reason: "its check is wrong")
        }
        if header.generation != generation {
            throw RecoveryRefusal(
                .damaged, file: name, byteOffset: 0,
                reason: "its header names generation \(header.generation)")
        }
        return (header, start, content.count - 1)
    }

    /// Hands out the records in order.
    func forEachRecord(
        _ record: (UnsafeRawBufferPointer) throws -> Void
    ) throws(RecoveryRefusal) {
        try bytes.withBytes { (bytes) throws(RecoveryRefusal) in
            var offset = recordsStart
            var count: UInt64 = 0
            while offset < recordsEnd {
                let end = lineEnd(in: bytes, from: offset) ?? recordsEnd
                // All but the last line end with the comma between two records.
                let hasComma = end > offset && end + 1 < recordsEnd && bytes[end - 1] == 0x2c
                do {
                    try record(
                        UnsafeRawBufferPointer(rebasing: bytes[offset..<end - (hasComma ? 1 : 0)]))
                } catch {
                    throw RecoveryRefusal(
                        .rejected, file: name, byteOffset: offset, reason: "\(error)")
                }
                count += 1
                offset = end + 1
            }
            if count != header.count {
                throw RecoveryRefusal(
                    .damaged, file: name,
                    reason: "its header announces \(header.count) records, it has \(count)")
            }
        }
    }
}
