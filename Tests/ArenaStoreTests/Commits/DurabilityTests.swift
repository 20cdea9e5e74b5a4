import Dispatch
import Storage
import StorageTesting
import Synchronization
import Telemetry
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct DurabilityTests {
    private func recoveredNames(_ disk: SimulatedDisk) throws -> Set<String> {
        try RecoveredState(in: try Folder("/data", fileSystem: disk)).state.names
    }

    @Test func `nothing is answered or shown before its sync`() throws {
        let gate = SyncGate()
        let disk = gate.disk()
        let store = try Store(on: disk)
        let first = store.add("a")
        #expect(gate.waitForCall())
        let refusedByFirst = store.refuse()
        let lookAtFirst = store.look()
        let second = store.add("b")
        let refusedBySecond = store.refuse()
        #expect(store.state.names.isEmpty)
        #expect(store.status.position == 0)
        #expect(store.status.pendingCount == 5)
        for isThere in [
            first.isThere, refusedByFirst.isThere, lookAtFirst.isThere, second.isThere,
            refusedBySecond.isThere,
        ] {
            #expect(!isThere)
        }
        gate.letOneThrough()
        #expect(gate.waitForCall())
        // The first group is durable, the second stands at the gate.
        guard case .durable(_, let state, _) = first.wait(),
            case .refused(let refusal, let seen) = refusedByFirst.wait(),
            case .durable(["a"], _, _) = lookAtFirst.wait()
        else {
            Issue.record("the first group must be answered")
            return
        }
        #expect(state.value.names == ["a"])
        #expect(seen.value.names == ["a"])
        #expect(refusal.values == ["names": "a"])
        #expect(store.state.names == ["a"])
        #expect(!second.isThere)
        #expect(!refusedBySecond.isThere)
        gate.open()
        guard case .durable = second.wait(), case .refused(let later, _) = refusedBySecond.wait()
        else {
            Issue.record("the second group must be answered")
            return
        }
        #expect(later.values == ["names": "a,b"])
        #expect(store.status.pendingByteCount == 0)
        #expect(store.status.pendingCount == 0)
    }

    @Test func `64 writers share two syncs`() throws {
        let gate = SyncGate()
        let disk = gate.disk()
        let store = try Store(on: disk)
        let syncs = disk.count(.synchroniseData)
        let first = store.add("first")
        #expect(gate.waitForCall())
        let others = Mutex<[Awaited<WriteOutcome<ID<Organisation>>>]>([])
        DispatchQueue.concurrentPerform(iterations: 63) { number in
            let outcome = store.add("\(number)")
            others.withLock { $0.append(outcome) }
        }
        gate.open()
        for outcome in others.withLock({ $0 }) + [first] {
            guard case .durable = outcome.wait() else {
                Issue.record("all must be durable")
                return
            }
        }
        #expect(disk.count(.synchroniseData) == syncs + 2)
        #expect(store.status.groupCount == 2)
        #expect(store.state.names.count == 64)
    }

    @Test func `writes that start no group wait for one that does, and close answers them`() throws
    {
        let store = try Store(on: SimulatedDisk())
        let outcomes = (0..<1000).map { store.add("\($0)", startsGroup: false) }
        let refused = store.refuse(startsGroup: false)
        #expect(!outcomes.contains { $0.isThere })
        #expect(!refused.isThere)
        store.startGroup()
        #expect(refused.wait() != nil)
        #expect(outcomes.allSatisfy { $0.isThere })
        #expect(store.status.groupCount == 1)
        let last = store.add("last", startsGroup: false)
        store.close()
        #expect(last.isThere)
        #expect(store.state.names.count == 1001)
    }

    @Test func `that several wait for one group is known from when it begins until it is over`()
        throws
    {
        let gate = SyncGate()
        let store = try Store(on: gate.disk())
        let first = store.add("first")
        #expect(gate.waitForCall())
        #expect(!store.isSharingSync)
        let others = [store.add("second"), store.add("third")]
        gate.letOneThrough()
        #expect(gate.waitForCall())
        #expect(first.isThere)
        #expect(store.isSharingSync)
        gate.open()
        for other in others { _ = other.wait() }
        #expect(!store.isSharingSync)
    }

    @Test func `at every call to the disk a power cut leaves what reads show`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk) { $0.snapshotChanges = 7 }
        let random = Mutex(SeededRandom(seed: 1))
        let checks = Atomic<Int>(0)
        disk.setFault { _, _, _ in
            let shown = store.state
            for cut in SimulatedDisk.PowerCut.allCases {
                let after = random.withLock { disk.afterPowerCut(cut, &$0) }
                do {
                    let names = try recoveredNames(after)
                    #expect(names.isSuperset(of: shown.names), "\(cut)")
                } catch {
                    Issue.record("\(cut): \(error)")
                }
            }
            checks.wrappingAdd(1, ordering: .relaxed)
            return nil
        }
        for number in 0..<30 {
            #expect(store.addAndWait("\(number)"))
            if number % 11 == 0 { _ = store.snapshotAndWait() }
        }
        store.close()
        disk.setFault(nil)
        #expect(checks.load(ordering: .relaxed) > 90)
    }

    @Test func `too many or too large waiting writes are unavailable, and all others are done`()
        throws
    {
        let gate = SyncGate()
        let store = try Store(on: gate.disk()) {
            $0.pendingCountMax = 10
            $0.pendingByteCountMax = 20_000
        }
        let large = store.add(String(repeating: "x", count: 30_000))
        #expect(gate.waitForCall())
        #expect(store.add("a").wait()?.isUnavailable == true)
        #expect(store.status.pendingByteCount > 30_000)
        gate.letOneThrough()
        guard case .durable = large.wait() else {
            Issue.record("one alone may be larger than the bound")
            return
        }
        let accepted = (0..<10).map { store.add("\($0)") }
        #expect(gate.waitForCall())
        #expect(store.add("eleventh").wait()?.isUnavailable == true)
        #expect(store.refuse().wait()?.isUnavailable == true)
        gate.open()
        for outcome in accepted {
            guard case .durable = outcome.wait() else {
                Issue.record("what was accepted must be durable")
                return
            }
        }
        #expect(store.state.names.count == 11)
        #expect(store.addAndWait("later"))
    }

    @Test func `writers on many threads, snapshots among them: all is there, once, in order`()
        throws
    {
        let disk = SimulatedDisk()
        let order = Mutex<[String]>([])
        let store = try Store(.test(disk) { $0.snapshotChanges = 60 }, log: .silent) { committed in
            for case .organisation(let made)? in committed.changes.map(\.effects.first) {
                order.withLock { $0.append(made.profile.name) }
            }
        }
        DispatchQueue.concurrentPerform(iterations: 9) { writer in
            var last: UInt64 = 0
            for number in 0..<80 {
                if writer < 8 {
                    #expect(store.addAndWait("\(writer)-\(number)"))
                }
                let state = store.state
                #expect(state.position >= last)
                #expect(state.names.count == Int(state.position))
                last = state.position
            }
        }
        let names = Set((0..<8).flatMap { writer in (0..<80).map { "\(writer)-\($0)" } })
        #expect(store.state.names == names)
        #expect(store.status.lastSnapshot.generation > 2)
        store.close()
        #expect(try recoveredNames(disk) == names)
        let told = order.withLock { $0 }
        #expect(told.count == names.count)
        for writer in 0..<8 {
            #expect(
                told.filter { $0.hasPrefix("\(writer)-") } == (0..<80).map { "\(writer)-\($0)" })
        }
    }
}
