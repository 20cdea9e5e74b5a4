/// The replay of one journal file.
struct JournalReplay {
    /// What was replayed.
    struct Result {
        /// The position of the record that would come next.
        var nextPosition: UInt64
        var recordCount: UInt64 = 0
        var byteCount = 0
        var tail: RecoveryReport.Tail?
    }

    private let journal: Inventory.Journal
    private let file: OpenFile?
    /// The position that a later journal begins with: records from it on do not count here.
    private let end: UInt64?
    private var result: Result
    private var groupPosition: UInt64 = 0

    /// With `file` where the journal is open already.
    init(_ journal: Inventory.Journal, file: OpenFile?, end: UInt64?) {
        self.journal = journal
        self.file = file
        self.end = end
        result = Result(nextPosition: journal.header.firstPosition)
    }

    /// Hands out the records that count, in order, and judges what follows them.
    mutating func run(
        in folder: Folder, _ record: (JournalRecord) throws -> Void
    ) throws(RecoveryRefusal) -> Result {
        let bytes: FileBytes
        do {
            if let file {
                bytes = try FileBytes(of: file)
            } else {
                bytes = try FileBytes(of: folder.path(of: journal.name), in: folder.fileSystem)
            }
        } catch {
            throw RecoveryRefusal(.unreadable, file: journal.name, reason: error.description)
        }
        try bytes.withBytes { (bytes) throws(RecoveryRefusal) in
            try replay(Self.withoutPadding(bytes), record)
        }
        return result
    }

    /// Without the line ends that were written ahead of records that never came.
    private static func withoutPadding(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let lineEnd = UInt8(ascii: "\n")
        guard let last = bytes.lastIndex(where: { $0 != lineEnd }) else { return bytes }
        return UnsafeRawBufferPointer(rebasing: bytes[..<min(last + 2, bytes.count)])
    }

    private mutating func replay(
        _ bytes: UnsafeRawBufferPointer, _ record: (JournalRecord) throws -> Void
    ) throws(RecoveryRefusal) {
        result.byteCount = bytes.count
        var offset = journal.headerByteCount
        while offset < bytes.count {
            if let end, result.nextPosition >= end {
                noteTail(.voided, at: offset, of: bytes)
                return
            }
            // A last record of which only the line end is missing is whole.
            let lineEnd = lineEnd(in: bytes, from: offset) ?? bytes.count
            let line = UnsafeRawBufferPointer(rebasing: bytes[offset..<lineEnd])
            guard let found = JournalRecord(line) else {
                try judge(bytes, badFrom: offset)
                return
            }
            try checkOrder(of: found, at: offset, in: bytes)
            do {
                try record(found)
            } catch {
                throw refusal(.rejected, at: offset, "\(error)")
            }
            result.nextPosition += 1
            result.recordCount += 1
            offset = lineEnd + 1
        }
        if let end, result.nextPosition < end {
            throw refusal(
                .incomplete, at: bytes.count,
                "it ends before position \(end), where the next journal begins")
        }
    }

    /// A whole record in a wrong place is never what a power cut leaves: it takes lines away or
    /// spoils them, and does not put good ones elsewhere.
    private mutating func checkOrder(
        of record: JournalRecord, at offset: Int, in bytes: UnsafeRawBufferPointer
    ) throws(RecoveryRefusal) {
        let isInGroup =
            record.groupPosition == groupPosition || record.groupPosition == record.position
        guard record.position == result.nextPosition, isInGroup else {
            let following = ReadableRecords(in: bytes, from: offset)
            throw refusal(
                .damaged, at: offset, following: following.count,
                "the record there has position \(record.position) of the group that began at "
                    + "\(record.groupPosition)")
        }
        groupPosition = record.groupPosition
    }

    /// Torn tail or damage? A later group was only written after the sync of this one: if there
    /// is a trace of one, the bad line was durable once.
    private mutating func judge(
        _ bytes: UnsafeRawBufferPointer, badFrom offset: Int
    ) throws(RecoveryRefusal) {
        let following = ReadableRecords(in: bytes, from: offset)
        if following.highestGroup > result.nextPosition || end != nil {
            throw refusal(
                .damaged, at: offset, following: following.count,
                "the record there is damaged, and later ones were durable")
        }
        noteTail(.torn, at: offset, of: bytes)
    }

    private mutating func noteTail(
        _ reason: RecoveryReport.Tail.Reason, at offset: Int, of bytes: UnsafeRawBufferPointer
    ) {
        result.tail = RecoveryReport.Tail(
            reason: reason, generation: journal.header.generation, byteOffset: offset,
            byteCount: bytes.count - offset, position: result.nextPosition)
    }

    private func refusal(
        _ kind: RecoveryRefusal.Kind, at offset: Int, following: Int? = nil, _ reason: String
    ) -> RecoveryRefusal {
        RecoveryRefusal(
            kind, file: journal.name, byteOffset: offset, position: result.nextPosition,
            followingCount: following, reason: reason)
    }
}
