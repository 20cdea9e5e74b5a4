import ArenaCore
import Crypto
import Storage
import Telemetry

/// The steps from a folder to a store that serves (STORAGE §2.6, §2.8). A crash between any two
/// of them recovers again.
struct Opening {
    let folder: DataFolder
    let storeID: String
    let recovered: RecoveredState
    let clock: MonotonicClock
    let audit: AuditLog
    let ledger: Ledger
    let snapshots: Snapshots
    let journal: Journal

    init(
        _ configuration: Store.Configuration, log: Log,
        committed: (@Sendable (CommittedChanges) -> Void)?
    ) throws {
        do {
            try self.init(opening: configuration, log: log, committed: committed)
        } catch let error as StorageError {
            throw StoreError(error, opening: configuration.path)
        } catch let refusal as RecoveryRefusal {
            throw StoreError(refusal, opening: configuration.path)
        }
    }

    private init(
        opening configuration: Store.Configuration, log: Log,
        committed: (@Sendable (CommittedChanges) -> Void)?
    ) throws {
        let start = ContinuousClock.now
        folder = try DataFolder(
            path: configuration.path, create: true, fileSystem: configuration.fileSystem)
        recovered = try RecoveredState(in: folder.folder)
        let report = recovered.report
        for note in recovered.audit.notes { log.error("recovery", ["note": .string(note)]) }
        let audit = try recovered.audit.settle(
            in: folder.folder, pendingCountMax: configuration.auditPendingCountMax, log: log)
        self.audit = audit
        clock = MonotonicClock(configuration.clock)
        ledger = Ledger(
            recovered.state, ids: Self.ids(above: recovered.idFloor.time),
            bounds: .init(
                count: configuration.pendingCountMax,
                byteCount: configuration.pendingByteCountMax),
            limits: configuration.limits, clock: clock, audit: audit,
            committed: committed)
        let kept = Self.generationToKeep(report)
        let snapshots = Snapshots(
            after: StoreSnapshot(
                generation: kept ?? report.nextGeneration, position: report.position,
                recordCount: UInt64(recovered.state.contentCount), at: clock.now),
            of: ledger, audit, configuration, clock: clock, log: log)
        self.snapshots = snapshots
        storeID = report.storeID ?? Hexadecimal.encode(SystemRandom.bytes(16))
        let outcomes = JournalOutcomes(ledger: ledger, snapshots: snapshots, log: log)
        journal = try Journal(
            folder: folder, storeID: storeID, generation: report.nextGeneration,
            firstPosition: report.position + 1, padding: configuration.journalPadding,
            take: ledger.take, done: outcomes.receive)
        if let kept {
            try SnapshotFile.synchronise(in: folder, generation: kept)
            try AtomicFile.removeLeftovers(in: folder)
        } else {
            let generation = report.nextGeneration
            _ = try recovered.state.writeSnapshot(
                in: folder, storeID: storeID, generation: generation, audit: recovered.audit.tip)
            try Recovery.finish(report, in: folder, generation: generation)
        }
        snapshots.open(.init(folder: folder, storeID: storeID, journal: journal))
        Self.tell(report, in: configuration.path, since: start, log)
    }

    /// How many journals without a record may lie after a snapshot before a new one is written.
    private static let emptyJournalsMax = 8

    /// The generation of the snapshot that was read, where no new one is needed: it holds
    /// everything, so that nothing hangs on bytes of a journal of which nobody knows whether they
    /// have ever reached the disk.
    private static func generationToKeep(_ report: RecoveryReport) -> UInt64? {
        let isWhole =
            report.journalRecordCount == 0 && report.tails.isEmpty && report.notes.isEmpty
        return isWhole && report.journalCount <= emptyJournalsMax ? report.snapshotGeneration : nil
    }

    private static func ids(above floor: Timestamp) -> IDGenerator {
        let seed = SystemRandom.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return IDGenerator(seed: seed, floor: floor)
    }

    private static func tell(
        _ report: RecoveryReport, in path: String, since start: ContinuousClock.Instant, _ log: Log
    ) {
        for note in report.notes { log.warning("recovery", ["note": .string(note)]) }
        for tail in report.tails where tail.byteCount > 0 {
            log.warning(
                "unfinished end of a journal dropped and kept aside",
                [
                    "file": .string(tail.file), "byte": .integer(tail.byteOffset),
                    "bytes": .integer(tail.byteCount), "position": LogValue(tail.position),
                    "reason": .string(tail.reason.rawValue),
                ])
        }
        log.notice(
            "store open",
            [
                "path": .string(path), "position": LogValue(report.position),
                "generation": LogValue(report.nextGeneration),
                "snapshotRecords": LogValue(report.snapshotRecordCount),
                "changes": LogValue(report.journalRecordCount),
                "droppedBytes": .integer(report.tornByteCount),
                "seconds": .double(start.duration(to: .now).inSeconds),
            ])
    }
}

extension LogValue {
    /// A position or a count.
    init(_ number: UInt64) {
        self = .integer(Int(clamping: number))
    }
}
