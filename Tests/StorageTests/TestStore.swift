import Dispatch
import Synchronization

@testable import Storage

/// A whole store over a folder: recovery, journal, snapshots.
final class TestStore: Sendable {
    static let storeID = "test"

    let folder: DataFolder
    let owner: TestOwner
    let journal: Journal
    let report: RecoveryReport
    private let lastSnapshot: Mutex<UInt64>

    /// Recovers as an application would at its start.
    init(
        _ path: String, on fileSystem: any FileSystem = SystemFileSystem(), padding: Int = 512
    ) throws {
        folder = try DataFolder(path: path, create: true, fileSystem: fileSystem)
        let recovered = try Self.recover(folder.folder)
        report = recovered.report
        let owner = TestOwner()
        owner.inner.withLock { $0.values = recovered.values }
        self.owner = owner
        let generation = report.nextGeneration
        journal = try Journal(
            folder: folder, storeID: Self.storeID, generation: generation,
            firstPosition: report.position + 1, padding: padding, take: owner.take,
            done: owner.done)
        lastSnapshot = Mutex(generation)
        try Self.writeSnapshot(folder, generation, recovered.values)
        try Recovery.finish(report, in: folder, generation: generation)
    }

    static func recover(
        _ folder: Folder
    ) throws(RecoveryRefusal) -> (report: RecoveryReport, values: [UInt64]) {
        var values: [UInt64] = []
        let report = try Recovery.run(
            in: folder,
            snapshotRecord: { bytes in
                values.append(try number(UInt64(String(decoding: bytes, as: UTF8.self))))
            },
            record: { record in
                values.append(try number(TestOwner.value(of: record.members)))
            })
        return (report, values)
    }

    struct NotANumber: Error {}

    private static func number(_ value: UInt64?) throws -> UInt64 {
        guard let value else { throw NotANumber() }
        return value
    }

    static func writeSnapshot(
        _ folder: DataFolder, _ generation: UInt64, _ values: [UInt64]
    ) throws(StorageError) {
        try SnapshotFile.write(
            in: folder, storeID: storeID, generation: generation, position: UInt64(values.count),
            count: UInt64(values.count)
        ) { (sink) throws(StorageError) in
            for value in values { try sink.append(Array("\(value)".utf8)) }
        }
    }

    /// Commits one group and waits for its outcome.
    @discardableResult
    func commit(_ values: [UInt64]) -> JournalOutcome? {
        owner.inner.withLock { $0.pending += values }
        journal.signal()
        return owner.waitForOutcome()
    }

    /// Rotates and waits; the values are those at the switch.
    func rotate() -> (result: Result<JournalSwitch, StorageError>, values: [UInt64])? {
        let finished = DispatchSemaphore(value: 0)
        let found = Mutex<(Result<JournalSwitch, StorageError>, [UInt64])?>(nil)
        journal.rotate { [owner] result in
            found.withLock { $0 = (result, owner.values) }
            finished.signal()
        }
        finished.wait()
        return found.withLock { $0 }
    }

    /// Rotates, writes the snapshot and deletes what is no longer needed.
    func takeSnapshot() throws {
        guard let (result, values) = rotate() else { return }
        let place = try result.get()
        try Self.writeSnapshot(folder, place.generation, values)
        let previous = lastSnapshot.withLock { last in
            let previous = last
            last = place.generation
            return previous
        }
        try Recovery.removeOldGenerations(
            in: folder, newest: place.generation, previous: previous, isHurried: { false })
    }
}
