import Glibc
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct SnapshotsTests {
    @Test func `a snapshot is due the later, the more the last one held`() {
        var configuration = Store.Configuration(path: "/data")
        configuration.snapshotChanges = 100
        configuration.snapshotByteCount = 1000
        func isDue(_ changes: UInt64, _ bytes: Int, _ records: UInt64) -> Bool {
            configuration.isSnapshotDue(
                after: changes, byteCount: bytes, lastRecordCount: records)
        }
        #expect(!isDue(99, 999, 0))
        #expect(isDue(100, 0, 100))
        #expect(isDue(0, 1000, 100))
        #expect(!isDue(999, 9999, 1000))
        #expect(isDue(1000, 0, 1000))
        #expect(isDue(0, 10_000, 1000))
        configuration.snapshotChanges = 0
        #expect(!isDue(.max, 999, 1000))
        #expect(isDue(0, 1000, 1000))
        configuration.snapshotByteCount = 0
        #expect(!isDue(.max, .max, 0))
    }

    private func files(_ disk: SimulatedDisk) -> [String] {
        disk.files.keys.map { String($0.dropFirst("/data/".count)) }.sorted()
    }

    /// A fault that tells when a snapshot of `generation` has got its name and was synced.
    private func whenWritten(
        _ generation: UInt64, _ written: Awaited<Bool>
    ) -> SimulatedDisk.Fault {
        let isRenamed = Awaited<Bool>()
        return { call, path, _ in
            if call == .rename && path.contains("snapshot-\(generation).json") {
                isRenamed.bring(true)
            }
            // The clean-up lists the folder once the snapshot is good.
            if call == .names && isRenamed.isThere { written.bring(true) }
            return nil
        }
    }

    @Test func `on request: it says what it holds, and two generations stay`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        for generation: UInt64 in 2...5 {
            store.addAndWait("\(generation)")
            let snapshot = try #require(try store.snapshotAndWait()?.get())
            #expect(snapshot.generation == generation)
            #expect(snapshot.position == generation - 1)
            // Each thing, what is told of it, and from where on that is whole.
            #expect(snapshot.recordCount == 2 * (generation - 1) + 1)
            #expect(store.status.lastSnapshot == snapshot)
            let kept = [generation - 1, generation]
            #expect(
                files(disk)
                    == ["audit-1.jsonl"] + kept.map { "journal-\($0).jsonl" }
                    + kept.map { "snapshot-\($0).json" })
        }
        store.close()
        #expect(try Store(on: disk).recovery.snapshotGeneration == 5)
    }

    @Test func `the room of old files comes back bit by bit`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        store.addAndWait("a")
        let shortened = Mutex<Set<String>>([])
        disk.setFault { call, path, _ in
            if call == .truncate { shortened.withLock { _ = $0.insert(path) } }
            return nil
        }
        for _ in 0..<2 { _ = try store.snapshotAndWait()?.get() }
        #expect(shortened.withLock { $0 } == ["/data/journal-1.jsonl", "/data/snapshot-1.json"])
    }

    @Test func `by number of changes, by size, by time`() throws {
        let occasions: [(inout Store.Configuration) -> Void] = [
            { $0.snapshotChanges = 5 }, { $0.snapshotByteCount = 2000 },
            { $0.snapshotInterval = .milliseconds(1) },
        ]
        for occasion in occasions {
            let disk = SimulatedDisk()
            let store = try Store(on: disk, occasion)
            let written = Awaited<Bool>()
            disk.setFault(whenWritten(2, written))
            for number in 0..<12 { #expect(store.addAndWait("\(number)")) }
            #expect(written.wait() == true)
            store.close()
            #expect(try Store(on: disk).state.names.count == 12)
        }
    }

    @Test func `by time only where something was changed`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk) { $0.snapshotInterval = .milliseconds(1) }
        let written = Awaited<Bool>()
        disk.setFault(whenWritten(2, written))
        store.addAndWait("a")
        #expect(written.wait() == true)
        // The next one holds the next change, however many intervals have gone by.
        let next = Awaited<Bool>()
        disk.setFault(whenWritten(3, next))
        store.addAndWait("b")
        #expect(next.wait() == true)
        store.close()
        let again = try Store(on: disk)
        #expect(again.recovery.snapshotGeneration == 3)
        #expect(again.recovery.snapshotRecordCount == 5)
    }

    @Test func `writes go on while one is written, and it holds the state at its beginning`() throws
    {
        let gate = SyncGate()
        let disk = SimulatedDisk { call, path, _ in
            if call == .write && path.contains("snapshot-2") { gate.pass() }
            return nil
        }
        let store = try Store(on: disk)
        store.addAndWait("a")
        let first = Awaited<Result<StoreSnapshot, StoreError>>()
        let second = Awaited<Result<StoreSnapshot, StoreError>>()
        store.snapshot { first.bring($0) }
        #expect(gate.waitForCall())
        for number in 0..<20 { #expect(store.addAndWait("\(number)")) }
        #expect(store.status.generation == 2)
        #expect(store.status.lastSnapshot.generation == 1)
        #expect(store.status.isSnapshotOnItsWay)
        // One asked for meanwhile must hold what was acknowledged before it was asked for.
        store.snapshot { second.bring($0) }
        gate.open()
        #expect(try first.wait()?.get().position == 1)
        #expect(try second.wait()?.get().position == 21)
        store.close()
        #expect(try Store(on: disk).state.names.count == 21)
    }

    @Test(arguments: [SimulatedDisk.Call.write, .synchronise, .rename, .open])
    func `a failed one is told, deletes nothing, stops no write and is tried again`(
        failing: SimulatedDisk.Call
    ) throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        store.addAndWait("a")
        _ = store.snapshotAndWait()
        store.addAndWait("b")
        let attempts = Atomic<Int>(0)
        let mended = Awaited<Bool>()
        disk.setFault { call, path, _ in
            if call == .names { mended.bring(true) }
            guard call == failing, path.contains("snapshot-") else { return nil }
            let number = attempts.wrappingAdd(1, ordering: .relaxed).newValue
            return number <= 3 ? .error(EMFILE) : nil
        }
        guard case .failure(let error)? = store.snapshotAndWait() else {
            Issue.record("the snapshot must fail")
            return
        }
        #expect(error.description.contains("/data/snapshot-3.json"))
        #expect(store.addAndWait("c"))
        #expect(mended.wait() == true)
        #expect(store.snapshotAndWait().map { (try? $0.get()) != nil } == true)
        #expect(attempts.load(ordering: .relaxed) >= 4)
        #expect(store.status.snapshotFailure == nil)
        store.close()
        let again = try Store(on: disk)
        #expect(again.state.names == ["a", "b", "c"])
    }

    @Test func `a failing one shows in the status while the older files stay`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk) { $0.retryDelay = .seconds(600) }
        store.addAndWait("a")
        disk.setFault { call, path, _ in
            call == .write && path.contains("snapshot-") ? .partial(10, ENOSPC) : nil
        }
        for _ in 0..<3 {
            #expect(throws: StoreError.self) { try store.snapshotAndWait()?.get() }
            #expect(store.addAndWait("b"))
        }
        let failure = try #require(store.status.snapshotFailure)
        #expect(failure.contains("No space left on device; make room on that disk"))
        #expect(store.status.failure == nil)
        #expect(
            files(disk) == [
                "audit-1.jsonl", "journal-1.jsonl", "journal-2.jsonl", "journal-3.jsonl",
                "journal-4.jsonl", "snapshot-1.json",
            ])
        disk.setFault(nil)
        #expect(try store.snapshotAndWait()?.get().generation == 5)
        #expect(store.status.snapshotFailure == nil)
        #expect(files(disk).contains("snapshot-1.json"))
        #expect(try store.snapshotAndWait()?.get().generation == 6)
        #expect(files(disk).count == 5)
    }

    @Test func `closing gives up the one that is being written, and nothing is lost`() throws {
        let gate = SyncGate()
        let disk = SimulatedDisk()
        do {
            let store = try Store(on: disk)
            for number in 0..<50 { store.addAndWait("\(number)") }
            disk.setFault { call, path, _ in
                if call == .open && path.contains("snapshot-2") { gate.pass() }
                return nil
            }
            let result = Awaited<Result<StoreSnapshot, StoreError>>()
            store.snapshot { result.bring($0) }
            #expect(gate.waitForCall())
            gate.open()
            store.close()
            #expect(result.isThere)
        }
        disk.setFault(nil)
        #expect(!files(disk).contains { $0.contains("temporary") })
        #expect(try Store(on: disk).state.names.count == 50)
    }

    @Test func `a store that is let go closes by itself`() throws {
        let disk = SimulatedDisk()
        var store: Store? = try Store(on: disk) { $0.snapshotInterval = .seconds(600) }
        let outcome = store?.add("a")
        store = nil
        #expect(outcome?.isThere == true)
        #expect(try Store(on: disk).state.names == ["a"])
    }
}
