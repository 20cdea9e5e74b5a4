import JSON
import Storage
import StorageTesting
import Synchronization
import Telemetry
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct StoreTests {
    /// Everything in a state, as texts that compare.
    private func contents(_ state: State) -> [String] {
        var records: [String] = []
        state.contents { effect in
            var writer = JSONWriter()
            effect.write(to: &writer)
            records.append(String(decoding: writer.bytes, as: UTF8.self))
        }
        return records.sorted()
    }

    @Test func `what is written is there at once, after a restart, and after its snapshot`() throws
    {
        let disk = SimulatedDisk()
        do {
            let store = try Store(on: disk)
            #expect(store.recovery.isFresh)
            guard case .durable(let id, let state, _) = store.add("a").wait() else {
                Issue.record("the write must be durable")
                return
            }
            #expect(state.value.organisations[id]?.value.profile.name == "a")
            #expect(store.state.names == ["a"])
            #expect(store.addAndWait("b"))
            store.close()
        }
        let second = try Store(on: disk)
        #expect(second.state.names == ["a", "b"])
        #expect(second.state.position == 2)
        #expect(second.recovery.journalRecordCount == 2)
        #expect(second.addAndWait("c"))
        second.close()
        let third = try Store(on: disk)
        #expect(third.state.names == ["a", "b", "c"])
        // Two organisations, what is told of them, and from where on that is whole.
        #expect(third.recovery.snapshotRecordCount == 5)
        #expect(third.recovery.journalRecordCount == 1)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `a random state is the same after every restart`(seed: UInt64) throws {
        let disk = SimulatedDisk()
        var random = RandomEffects(seed: seed)
        var expected = State()
        for round in 0..<4 {
            let store = try Store(on: disk)
            #expect(contents(store.state) == contents(expected))
            #expect(store.state.position == expected.position)
            for var change in random.changes(120) {
                // A revision by itself is only for snapshots.
                change.effects.removeAll { if case .postRevision = $0 { true } else { false } }
                if change.effects.isEmpty { continue }
                let done = Awaited<WriteOutcome<Void>>()
                var moment = change.at
                store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
                    // What webhooks are to tell of tells when it happened.
                    moment = write.now
                    for effect in change.effects { write.note(change.action, effect) }
                } completion: {
                    done.bring($0)
                }
                guard case .durable = done.wait() else {
                    Issue.record("the write must be durable")
                    return
                }
                expected.apply(
                    Change(
                        at: moment, actor: change.actor, action: change.action,
                        effects: change.effects))
                if round == 2 && expected.position % 50 == 0 { _ = store.snapshotAndWait() }
            }
            #expect(contents(store.state) == contents(expected))
            store.close()
        }
    }

    @Test func `a state that was emptied keeps its position`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        guard case .durable(let id, _, _) = store.add("a").wait() else { return }
        let done = Awaited<WriteOutcome<Void>>()
        store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
            write.note("test.remove", .organisationRemoved(id))
        } completion: {
            done.bring($0)
        }
        _ = done.wait()
        #expect(store.state.thingCount == 0)
        store.close()
        for _ in 0..<2 {
            let again = try Store(on: disk)
            #expect(again.state.position == 2)
            #expect(again.state.thingCount == 0)
            again.close()
        }
        let last = try Store(on: disk)
        #expect(last.addAndWait("b"))
        #expect(last.status.position == 3)
    }

    @Test func `a refusal and a write that changes nothing cost no record`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        store.addAndWait("a")
        guard case .refused(let refusal, let state) = store.refuse().wait() else {
            Issue.record("the write must be refused")
            return
        }
        #expect(refusal.values == ["names": "a"])
        #expect(state.position == 1)
        guard case .durable(["a"], let same, _) = store.look().wait() else {
            Issue.record("looking must be durable")
            return
        }
        #expect(same.position == 1)
        #expect(store.status.groupCount == 1)
        #expect(store.status.journalChangeCount == 1)
    }

    @Test func `committed tells every change in order, before its writer is answered`() throws {
        let disk = SimulatedDisk()
        let told = Mutex<[(position: UInt64, name: String)]>([])
        let store = try Store(on: disk, { _ in }) { committed in
            for (offset, change) in committed.changes.enumerated() {
                guard case .organisation(let made)? = change.effects.first else { continue }
                told.withLock {
                    $0.append((committed.firstPosition + UInt64(offset), made.profile.name))
                }
            }
            #expect(
                committed.state.position
                    == committed.firstPosition + UInt64(committed.changes.count) - 1)
        }
        var outcomes: [Awaited<WriteOutcome<ID<Organisation>>>] = []
        for number in 0..<50 {
            outcomes.append(store.add("\(number)"))
            _ = store.refuse()
        }
        for (number, outcome) in outcomes.enumerated() {
            _ = outcome.wait()
            #expect(told.withLock { $0.count } > number)
        }
        #expect(told.withLock { $0.map(\.position) } == Array(1...50))
        #expect(told.withLock { $0.map(\.name) } == (0..<50).map { "\($0)" })
    }

    @Test func `close answers what is pending, and nothing is taken after it`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        let outcomes = (0..<20).map { store.add("\($0)") }
        store.close()
        #expect(outcomes.allSatisfy { $0.isThere })
        #expect(store.state.names.count == 20)
        #expect(store.add("late").wait()?.isUnavailable == true)
        #expect(store.look().wait()?.isUnavailable == true)
        #expect(throws: StoreError.self) { try store.snapshotAndWait()?.get() }
        store.close()
        // The folder is free again although the store is still held.
        let second = try Store(on: disk)
        #expect(second.state.names.count == 20)
    }
}
