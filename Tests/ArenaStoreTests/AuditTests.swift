import Glibc
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct AuditTests {
    private func page(
        of store: Store, before place: AuditPlace? = nil, limit: Int = 200
    ) throws -> AuditPage {
        let page = Awaited<Result<AuditPage, StoreError>>()
        store.auditPage(before: place, limit: limit, as: { $0 }) { page.bring($0) }
        return try #require(page.wait()).get()
    }

    @Test func `entries wait for nobody, and are there for whoever asks`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        for number in 0..<5 { store.addAndWait("\(number)") }
        #expect(try ChainFiles.auditLines(on: disk).isEmpty)
        #expect(try page(of: store).lines.map(\.sequence) == [5, 4, 3, 2, 1])
        #expect(try ChainFiles.auditLines(on: disk).map(\.sequence) == [1, 2, 3, 4, 5])
    }

    @Test func `many are written without being asked for`() throws {
        let disk = SimulatedDisk()
        let isWritten = Awaited<Bool>()
        let store = try Store(on: disk)
        disk.setFault { call, path, _ in
            if call == .write && path.contains("audit-") { isWritten.bring(true) }
            return nil
        }
        for number in 0..<1100 { store.addAndWait("\(number)") }
        #expect(isWritten.wait() == true)
    }

    @Test(arguments: [SimulatedDisk.Call.write, .open, .synchroniseData])
    func `what cannot be written is kept, and costs no change`(failing: SimulatedDisk.Call) throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk) { $0.retryDelay = .seconds(600) }
        store.addAndWait("a")
        disk.setFault { call, path, _ in
            // What a failed sync leaves is written anew, which is synced too.
            let isIt = call == failing || failing == .synchroniseData && call == .synchronise
            guard isIt, path.contains("audit-") else { return nil }
            return call == .write ? .partial(7, ENOSPC) : .error(EIO)
        }
        for name in ["b", "c"] {
            // No journal goes before the log is safe up to its end.
            #expect(throws: StoreError.self) { try store.snapshotAndWait()?.get() }
            #expect(store.addAndWait(name))
        }
        #expect(store.status.snapshotFailure?.contains("audit-1.jsonl") == true)
        disk.setFault(nil)
        #expect(try store.snapshotAndWait()?.get() != nil)
        store.addAndWait("d")
        #expect(try page(of: store).lines.map(\.sequence) == [4, 3, 2, 1])
        store.close()
        #expect(StoreCheck(of: "/data", fileSystem: disk).isGood)
        let again = try Store(on: disk)
        #expect(try page(of: again).lines.map(\.sequence) == [4, 3, 2, 1])
    }

    @Test func `writes are turned away where too much of it waits`() throws {
        let disk = SimulatedDisk()
        let gate = SyncGate()
        let store = try Store(on: disk) {
            $0.auditPendingCountMax = 4
        }
        disk.setFault { call, path, _ in
            if call == .write && path.contains("audit-") { gate.pass() }
            return nil
        }
        // Half of them are written by themselves.
        var taken = 2
        for number in 0..<taken { #expect(store.addAndWait("\(number)")) }
        #expect(gate.waitForCall())
        while store.addAndWait("\(taken)"), taken < 100 { taken += 1 }
        #expect(taken == 6)
        #expect(store.add("too many").wait()?.isUnavailable == true)
        gate.open()
        #expect(try page(of: store).lines.count == taken)
        #expect(store.addAndWait("one more"))
    }

    @Test func `a byte that has changed anywhere does not keep a store from starting`() throws {
        let disk = SimulatedDisk()
        var store = try Store(on: disk)
        for number in 0..<3 { store.addAndWait("\(number)") }
        _ = store.snapshotAndWait()
        store.addAndWait("3")
        _ = try page(of: store)
        store.close()
        let name = "/data/audit-1.jsonl"
        let bytes = disk.bytes(of: name)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 7)
            let broken = disk.replacing(name, with: changed)
            let check = StoreCheck(of: "/data", fileSystem: broken)
            #expect(check.lines.contains { $0.hasPrefix("audit log: ") && $0.contains("entry ") })
            store = try Store(on: broken)
            #expect(store.state.names.count == 4)
            #expect(store.addAndWait("4"))
            store.close()
        }
    }

    @Test func `files of which every entry is old go, and an entry says so`() throws {
        let disk = SimulatedDisk()
        let month: Int64 = 31 * 86_400_000
        let now = Mutex(Timestamp("2026-01-15T12:00:00Z") ?? .system)
        let clock = { @Sendable in now.withLock { $0 } }
        let later = { (count: Int64) in
            now.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + count * month) }
        }
        let store = try Store(on: disk) { $0.clock = clock }
        for number in 0..<3 {
            store.addAndWait("a\(number)")
            store.addAndWait("b\(number)")
            later(1)
        }
        _ = try page(of: store)
        let expired = { (time: Timestamp) in
            let done = Awaited<Result<UInt64, StoreError>>()
            store.expireAudit(before: time) { done.bring($0) }
            return try #require(done.wait()).get()
        }
        let limit = try #require(Timestamp("2026-03-10T00:00:00Z"))
        // The snapshots still reach back to the first.
        #expect(try expired(limit) == 0)
        for _ in 0..<3 { _ = store.snapshotAndWait() }
        #expect(try expired(limit) == 2)
        #expect(try expired(limit) == 0)
        let found = try page(of: store)
        #expect(found.lines.map(\.sequence) == [7, 6, 5, 4, 3])
        let told = try #require(found.lines.first?.entry)
        #expect(told.action == "audit.expire" && told.actor == .server)
        #expect(told.resources.first?.name == "1-2")
        store.close()
        // Also where the last snapshot does not know of it yet.
        #expect(StoreCheck(of: "/data", fileSystem: disk).isGood)
        let again = try Store(on: disk) { $0.clock = clock }
        #expect(try page(of: again).lines.count == 5)
        again.close()
        // Whoever takes the file with that entry, or another, is found out.
        let segments = try ChainFiles("audit", in: Folder("/data", fileSystem: disk)).segments()
        for segment in segments {
            let copy = disk.replacing("/data/audit-\(segment).jsonl", with: [])
            #expect(!StoreCheck(of: "/data", fileSystem: copy).isGood)
        }
    }

    @Test func `a page that reads much ends early and goes on`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        for number in 0..<50 { store.addAndWait("\(number)") }
        var found: [Int] = []
        var place: AuditPlace?
        repeat {
            let page = try page(of: store, before: place, limit: 7)
            found += page.lines.map(\.sequence)
            place = page.next
        } while place != nil
        #expect(found == Array((1...50).reversed()))
    }
}
