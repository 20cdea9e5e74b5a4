import Glibc

/// Reads a store's folder into the state that was acknowledged before the last stop.
///
/// The order at start: lock the `DataFolder`; `run`; make the `Journal` of `nextGeneration` with
/// the first position after the report's; write the `SnapshotFile` of that generation; `finish`;
/// serve.
/// A crash between any two steps recovers again.
public enum Recovery {
    /// Reads the newest good snapshot and every journal record after it, and changes nothing; it
    /// needs no lock, and also serves to check a folder.
    ///
    /// First comes where the chain ended when the snapshot was taken; nil where none says so. Then
    /// the records of the snapshot, then those of the journals by rising position
    /// without a gap. Bytes are valid only during the calls. When this throws, what the closures
    /// built is not a state that was ever acknowledged: discard it. A folder that holds no store
    /// gives a report with `isFresh`; one whose files are damaged is never taken for fresh.
    public static func run(
        in folder: Folder,
        chain: (ChainTip?) throws -> Void = { _ in },
        snapshotRecord: (UnsafeRawBufferPointer) throws -> Void,
        record: (JournalRecord) throws -> Void
    ) throws(RecoveryRefusal) -> RecoveryReport {
        let inventory = try Inventory(of: folder)
        var report = RecoveryReport()
        report.nextGeneration = inventory.highestGeneration + 1
        for generation in inventory.unmadeJournals {
            let name = GenerationFile(.journal, generation).name
            report.notes.append("\(name) was never finished making and holds nothing")
        }
        let snapshot = try newestSnapshot(of: inventory, in: folder, &report)
        let journals: ArraySlice<Inventory.Journal>
        if let snapshot {
            journals = try Self.journals(of: inventory, after: snapshot.header)
        } else {
            journals = try journalsFromTheBeginning(of: inventory, in: folder)
        }
        // A server that runs may delete them while the snapshot is read.
        let files = try open(journals.prefix(openJournalsMax), in: folder)
        try begin(snapshot?.header.chain, chain)
        if let snapshot {
            try snapshot.forEachRecord(snapshotRecord)
            report.storeID = snapshot.header.storeID
            report.position = snapshot.header.position
            report.snapshotGeneration = snapshot.header.generation
            report.snapshotRecordCount = snapshot.header.count
        } else {
            report.storeID = journals.first?.header.storeID
        }
        try replay(journals, files, in: folder, &report, record)
        return report
    }

    private static func begin(
        _ tip: ChainTip?, _ chain: (ChainTip?) throws -> Void
    ) throws(RecoveryRefusal) {
        do {
            try chain(tip)
        } catch {
            throw RecoveryRefusal(.unreadable, file: "the chain's files", reason: "\(error)")
        }
    }

    /// How many journals are held open at once: there are more only where snapshots have failed,
    /// and then none is deleted.
    private static let openJournalsMax = 16

    private static func open(
        _ journals: ArraySlice<Inventory.Journal>, in folder: Folder
    ) throws(RecoveryRefusal) -> [UInt64: OpenFile] {
        var files: [UInt64: OpenFile] = [:]
        for journal in journals {
            do {
                files[journal.header.generation] = try OpenFile(
                    folder.path(of: journal.name), flags: O_RDONLY, in: folder.fileSystem)
            } catch {
                throw RecoveryRefusal(.unreadable, file: journal.name, reason: error.description)
            }
        }
        return files
    }

    private static func newestSnapshot(
        of inventory: Inventory, in folder: Folder, _ report: inout RecoveryReport
    ) throws(RecoveryRefusal) -> SnapshotReader? {
        for generation in inventory.snapshots.reversed() {
            do {
                return try SnapshotReader(in: folder, generation: generation)
            } catch {
                if error.kind != .damaged { throw error }
                report.notes.append("\(error.file) is damaged and was not used: \(error.reason)")
            }
        }
        return nil
    }

    private static func journals(
        of inventory: Inventory, after snapshot: SnapshotHeader
    ) throws(RecoveryRefusal) -> ArraySlice<Inventory.Journal> {
        let snapshotName = GenerationFile(.snapshot, snapshot.generation).name
        let name = GenerationFile(.journal, snapshot.generation).name
        let found = inventory.journals.firstIndex { $0.header.generation == snapshot.generation }
        guard let found else {
            // It was durable before its snapshot was, and may hold acknowledged records.
            throw RecoveryRefusal(
                .incomplete, file: name, position: snapshot.position + 1,
                reason: "it is missing or has no header, while \(snapshotName) is there")
        }
        let header = inventory.journals[found].header
        if header.storeID != snapshot.storeID {
            throw RecoveryRefusal(
                .foreign, file: name, byteOffset: 0,
                reason: "it belongs to store \(header.storeID), "
                    + "\(snapshotName) to store \(snapshot.storeID)")
        }
        if header.firstPosition != snapshot.position + 1 {
            throw RecoveryRefusal(
                .incomplete, file: name, byteOffset: 0, position: snapshot.position + 1,
                reason: "it begins at position \(header.firstPosition), "
                    + "\(snapshotName) ends at \(snapshot.position)")
        }
        return inventory.journals[found...]
    }

    /// Without a snapshot only journals from position 1 on are a whole store.
    private static func journalsFromTheBeginning(
        of inventory: Inventory, in folder: Folder
    ) throws(RecoveryRefusal) -> ArraySlice<Inventory.Journal> {
        guard let first = inventory.journals.first else {
            // A crash while the very first journal was made leaves it without header.
            let neverStarted =
                inventory.snapshots.isEmpty && inventory.unmadeJournals.first ?? 1 == 1
            if neverStarted { return [] }
            throw RecoveryRefusal(
                .incomplete, file: folder.path,
                reason: "there are files of a store, but no good snapshot and no good journal")
        }
        if first.header.firstPosition != 1 {
            throw RecoveryRefusal(
                .incomplete, file: first.name, byteOffset: 0, position: 1,
                reason: "it begins at position \(first.header.firstPosition), "
                    + "and no good snapshot holds what was before")
        }
        return inventory.journals[...]
    }

    private static func replay(
        _ journals: ArraySlice<Inventory.Journal>, _ files: [UInt64: OpenFile], in folder: Folder,
        _ report: inout RecoveryReport, _ record: (JournalRecord) throws -> Void
    ) throws(RecoveryRefusal) {
        for index in journals.indices {
            let isLast = index == journals.endIndex - 1
            let end = isLast ? nil : journals[index + 1].header.firstPosition
            let file = files[journals[index].header.generation]
            var replay = JournalReplay(journals[index], file: file, end: end)
            let result = try replay.run(in: folder, record)
            report.position = result.nextPosition - 1
            report.journalCount += 1
            report.journalRecordCount += result.recordCount
            report.journalByteCount += result.byteCount
            if let tail = result.tail { report.tails.append(tail) }
        }
    }
}
