import Glibc
import Storage
import StorageTesting
import Synchronization
import Telemetry
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct FaultTests {
    /// A log that lets wait for lines.
    private final class Lines: Sendable {
        let text = Mutex("")
        let resumed = Awaited<Bool>()

        var log: Log {
            Log(
                level: .debug, format: .text,
                sink: .closure { [self] line in
                    let line = String(decoding: line, as: UTF8.self)
                    text.withLock { $0 += line }
                    if line.contains("writing works again") { resumed.bring(true) }
                })
        }
    }

    @Test(arguments: [ENOSPC, EIO, EDQUOT])
    func `a full disk: writes are unavailable, reads go on, and room is enough to go on`(
        code: Int32
    ) throws {
        let disk = SimulatedDisk()
        let lines = Lines()
        let store = try Store(.test(disk), log: lines.log)
        #expect(store.addAndWait("a"))
        disk.setFault { call, _, _ in call == .write ? .partial(30, code) : nil }
        for number in 0..<5 {
            #expect(store.add("lost \(number)").wait()?.isUnavailable == true)
            #expect(store.state.names == ["a"])
        }
        let failure = try #require(store.status.failure)
        #expect(failure.contains("/data/journal-1.jsonl"))
        #expect(failure.contains("make room") == (code != EIO))
        guard case .refused(let refusal, _) = store.refuse().wait() else {
            Issue.record("what is durable can still be told")
            return
        }
        #expect(refusal.values == ["names": "a"])
        disk.setFault(nil)
        #expect(store.addAndWait("b"))
        #expect(store.status.failure == nil)
        #expect(store.state.names == ["a", "b"])
        #expect(store.state.position == 2)
        #expect(lines.resumed.wait() == true)
        let text = lines.text.withLock { $0 }
        #expect(text.split(separator: "\n").filter { $0.contains("changes refused") }.count == 1)
        store.close()
        let again = try Store(on: disk)
        #expect(again.state.names == ["a", "b"])
    }

    @Test func `a failed sync is never acknowledged nor repeated, and a new generation goes on`()
        throws
    {
        let disk = SimulatedDisk()
        let lines = Lines()
        let store = try Store(.test(disk), log: lines.log)
        #expect(store.addAndWait("a"))
        let callsAfter = Mutex<[SimulatedDisk.Call]>([])
        let hasFailed = Atomic<Bool>(false)
        disk.setFault { call, path, _ in
            if hasFailed.load(ordering: .relaxed) {
                if path == "/data/journal-1.jsonl" { callsAfter.withLock { $0.append(call) } }
                return nil
            }
            if call != .synchroniseData { return nil }
            hasFailed.store(true, ordering: .relaxed)
            return .error(EIO)
        }
        #expect(store.add("lost").wait()?.isUnavailable == true)
        #expect(lines.resumed.wait() == true)
        #expect(store.state.names == ["a"])
        #expect(store.addAndWait("b"))
        #expect(store.status.failure == nil)
        #expect(store.status.generation == 2)
        #expect(store.status.lastSnapshot.generation == 2)
        #expect(callsAfter.withLock { $0 }.isEmpty)
        store.close()
        disk.setFault(nil)
        var random = SeededRandom(seed: 1)
        for cut in SimulatedDisk.PowerCut.allCases {
            let again = try Store(on: disk.afterPowerCut(cut, &random))
            #expect(again.state.names == ["a", "b"])
        }
    }

    @Test func `while syncs fail for long, reads go on, and service comes back by itself`() throws {
        let disk = SimulatedDisk()
        let lines = Lines()
        let attempts = SyncGate()
        let store = try Store(.test(disk), log: lines.log)
        #expect(store.addAndWait("a"))
        disk.setFault { call, path, _ in
            // The new generation's header is synced whole.
            if call == .synchronise && path.hasSuffix("jsonl") { attempts.pass() }
            return call == .synchroniseData || call == .synchronise ? .error(EIO) : nil
        }
        let lost = store.add("lost")
        let refused = store.refuse()
        #expect(lost.wait()?.isUnavailable == true)
        #expect(refused.wait()?.isUnavailable == true)
        for _ in 0..<5 {
            #expect(attempts.waitForCall())
            #expect(store.state.names == ["a"])
            #expect(store.status.failure != nil)
            #expect(store.add("turned away").wait()?.isUnavailable == true)
            #expect(store.look().wait()?.isUnavailable == true)
            attempts.letOneThrough()
        }
        #expect(attempts.waitForCall())
        #expect(store.status.snapshotFailure != nil)
        disk.setFault(nil)
        attempts.open()
        #expect(lines.resumed.wait() == true)
        #expect(store.addAndWait("b"))
        #expect(store.status.snapshotFailure == nil)
        store.close()
        let again = try Store(on: disk)
        #expect(again.state.names == ["a", "b"])
    }

    @Test func `a snapshot that began before a sync failed does not mend it, the next one does`()
        throws
    {
        let disk = SimulatedDisk()
        let lines = Lines()
        let old = SyncGate()
        let new = SyncGate()
        let store = try Store(.test(disk), log: lines.log)
        #expect(store.addAndWait("a"))
        disk.setFault { call, path, _ in
            if call == .rename && path.contains("snapshot-2") { old.pass() }
            if call == .open && path.contains("journal-3") { new.pass() }
            return call == .synchroniseData && path.contains("journal-") ? .error(EIO) : nil
        }
        let snapshot = Awaited<Result<StoreSnapshot, StoreError>>()
        store.snapshot { snapshot.bring($0) }
        #expect(old.waitForCall())
        #expect(store.add("lost").wait()?.isUnavailable == true)
        old.open()
        #expect(new.waitForCall())
        #expect(try snapshot.wait()?.get().generation == 2)
        #expect(store.status.failure != nil)
        #expect(store.add("turned away").wait()?.isUnavailable == true)
        #expect(!lines.resumed.isThere)
        disk.setFault(nil)
        new.open()
        #expect(lines.resumed.wait() == true)
        #expect(store.addAndWait("b"))
        #expect(store.status.generation == 3)
        store.close()
        #expect(try Store(on: disk).state.names == ["a", "b"])
    }

    @Test func `what stands on a change that failed is given up with it`() throws {
        let gate = SyncGate()
        let disk = SimulatedDisk { call, _, _ in
            if call != .synchroniseData { return nil }
            gate.pass()
            return .error(EIO)
        }
        let store = try Store(on: disk)
        let first = store.add("a")
        #expect(gate.waitForCall())
        let onTop = [store.add("b"), store.add("c")]
        let refused = store.refuse()
        let look = store.look()
        disk.setFault(nil)
        gate.open()
        #expect(first.wait()?.isUnavailable == true)
        for outcome in onTop { #expect(outcome.wait()?.isUnavailable == true) }
        #expect(refused.wait()?.isUnavailable == true)
        #expect(look.wait()?.isUnavailable == true)
        _ = store.snapshotAndWait()
        #expect(store.addAndWait("d"))
        #expect(store.state.names == ["d"])
        #expect(store.state.position == 1)
        store.close()
        #expect(try Store(on: disk).state.names == ["d"])
    }

    @Test func `one fault at any call: nothing acknowledged is lost, and service comes back`()
        throws
    {
        let calls = SimulatedDisk()
        _ = try serve(on: calls)
        #expect(calls.callCount > 60)
        var random = SeededRandom(seed: 3)
        for failing in 1...calls.callCount {
            for code in [ENOSPC, EIO] {
                let disk = SimulatedDisk { call, _, number in
                    if number != failing { return nil }
                    return call == .write ? .partial(30, code) : .error(code)
                }
                let acknowledged = try serve(on: disk)
                for cut in SimulatedDisk.PowerCut.allCases {
                    let after = disk.afterPowerCut(cut, &random)
                    let folder = try Folder("/data", fileSystem: after)
                    let found = try RecoveredState(in: folder)
                    #expect(found.state.names == acknowledged, "call \(failing), \(code), \(cut)")
                }
            }
        }
    }

    /// Serves as a server would, with retries, and tells what was acknowledged.
    private func serve(on disk: SimulatedDisk) throws -> Set<String> {
        var opened: Store?
        for _ in 0..<3 where opened == nil { opened = try? Store(on: disk) }
        let store = try #require(opened)
        var acknowledged: Set<String> = []
        for number in 0..<12 {
            if store.addAndWait("\(number)") {
                acknowledged.insert("\(number)")
            } else {
                // The snapshot that mends a broken journal, or one more.
                for _ in 0..<3 {
                    if case .success? = store.snapshotAndWait() { break }
                }
            }
            if number % 5 == 4 { _ = store.snapshotAndWait() }
        }
        #expect(acknowledged.count >= 10)
        #expect(store.state.names == acknowledged)
        store.close()
        return acknowledged
    }
}
