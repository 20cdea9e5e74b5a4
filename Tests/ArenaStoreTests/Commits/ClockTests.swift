import Storage
import StorageTesting
import Synchronization
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct ClockTests {
    /// A clock that tests set.
    private final class SetClock: Sendable {
        private let milliseconds: Atomic<Int64>

        init(_ milliseconds: Int64) { self.milliseconds = Atomic(milliseconds) }

        func move(by days: Int64) {
            milliseconds.add(days * Timestamp.millisecondsPerDay, ordering: .relaxed)
        }

        var time: Timestamp {
            Timestamp(milliseconds: milliseconds.load(ordering: .relaxed))
        }
    }

    @Test func `time and ids never fall while the clock does, nor ids over a restart`() throws {
        let disk = SimulatedDisk()
        let clock = SetClock(1_780_000_000_000)
        var ids: [ID<Organisation>] = []
        var times: [Timestamp] = []
        for days: Int64 in [0, 30, -60, 1, -1] {
            clock.move(by: days)
            let store = try Store(on: disk) { $0.clock = { clock.time } }
            #expect(store.now == clock.time)
            times = []
            for step: Int64 in [0, -1, 3, -2] {
                clock.move(by: step)
                for number in 0..<20 {
                    guard case .durable(let id, let state, _) = store.add("\(number)").wait(),
                        let made = state.value.organisations[id]?.value
                    else {
                        Issue.record("the write must be durable")
                        return
                    }
                    ids.append(id)
                    times.append(made.createdAt)
                }
                if step == 3 { _ = store.snapshotAndWait() }
            }
            #expect(times == times.sorted())
            #expect(store.now >= times.last ?? store.now)
            store.close()
        }
        #expect(ids.count == 400)
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test func `ids rise above those of what was removed since the last snapshot`() throws {
        let disk = SimulatedDisk()
        let clock = SetClock(1_780_000_000_000)
        let store = try Store(on: disk) { $0.clock = { clock.time } }
        guard case .durable(let id, _, _) = store.add("a").wait() else { return }
        let done = Awaited<WriteOutcome<Void>>()
        store.write(as: .anonymous) { (write: inout Write) throws(Refusal) in
            write.note("test.remove", .organisationRemoved(id))
        } completion: {
            done.bring($0)
        }
        _ = done.wait()
        store.close()
        clock.move(by: -3)
        let again = try Store(on: disk) { $0.clock = { clock.time } }
        guard case .durable(let next, _, _) = again.add("b").wait() else { return }
        #expect(next > id)
    }

    @Test func `an id without a time raises no floor`() {
        var random = RandomEffects(seed: 1)
        var floor = IDFloor()
        let secret = ID<Post>(random: Array(repeating: 0xff, count: 16))
        floor.raise(to: .postRemoved(secret))
        #expect(floor.time == Timestamp(milliseconds: 0))
        for number in 0..<26 { floor.raise(to: random.next(number)) }
        #expect(floor.time.milliseconds >> 16 == 0x0197_0000)
        floor.raise(to: .postRemoved(ID(high: 0xffff_ffff_ffff_7fff, low: .max)))
        #expect(floor.time.milliseconds == 0xffff_ffff_ffff)
    }

    @Test func `the clock stands while its source is behind`() {
        let source = SetClock(1000)
        let clock = MonotonicClock { source.time }
        #expect(clock.now == Timestamp(milliseconds: 1000))
        source.move(by: -1)
        #expect(clock.now == Timestamp(milliseconds: 1000))
        source.move(by: 2)
        #expect(clock.now == Timestamp(milliseconds: 1000 + Timestamp.millisecondsPerDay))
    }
}
