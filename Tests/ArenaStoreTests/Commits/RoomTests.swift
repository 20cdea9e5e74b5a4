import Storage
import StorageTesting
import Synchronization
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct RoomTests {
    @Test func `who has many writes waits while more than half of what may wait does`() throws {
        let gate = SyncGate()
        let disk = gate.disk()
        let store = try Store(on: disk) { $0.pendingCountMax = 8 }
        let first = store.add("0")
        #expect(gate.waitForCall())
        var later: [Awaited<WriteOutcome<ID<Organisation>>>] = []
        let told = Awaited<Bool>()
        for number in 1...4 {
            #expect(!store.mustWait { told.bring(false) })
            later.append(store.add("\(number)"))
        }
        #expect(store.mustWait { told.bring(true) })
        // The other half is for the rest.
        later += (5...7).map { store.add("\($0)") }
        #expect(store.add("one too many").wait()?.isUnavailable == true)
        gate.letOneThrough()
        #expect(gate.waitForCall())
        // Seven of them are in flight now.
        #expect(!told.isThere)
        gate.open()
        #expect(told.wait() == true)
        for outcome in [first] + later {
            guard case .durable = outcome.wait() else {
                Issue.record("the write must be durable")
                return
            }
        }
        #expect(!store.mustWait { told.bring(false) })
        store.close()
    }

    @Test func `who waits is told when the disk fails`() throws {
        let gate = SyncGate()
        let disk = SimulatedDisk { call, _, _ in
            if call != .synchroniseData { return nil }
            gate.pass()
            return .error(5)
        }
        let store = try Store(on: disk) { $0.pendingCountMax = 2 }
        let writes = [store.add("a"), store.add("b")]
        #expect(gate.waitForCall())
        let told = Awaited<Bool>()
        #expect(store.mustWait { told.bring(true) })
        disk.setFault(nil)
        gate.open()
        #expect(told.wait() == true)
        for write in writes { #expect(write.wait()?.isUnavailable == true) }
        store.close()
        #expect(!store.mustWait { told.bring(false) })
    }
}
