import Storage
import StorageTesting
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct IDSecrecyTests {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// What SplitMix64 makes of its state.
    private func mixed(_ state: UInt64) -> UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The state that it made that of.
    private func unmixed(_ output: UInt64) -> UInt64 {
        var state = output ^ output >> 31 ^ output >> 62
        state = state &* 0x3196_42B2_D24D_8EC3
        state = (state ^ state >> 27 ^ state >> 54) &* 0x96DE_1B17_3F11_9089
        return state ^ state >> 30 ^ state >> 60
    }

    /// How many ids were drawn from `first` to `second`, were they drawn from one state; nil
    /// where no count fits.
    private func drawsBetween(
        _ first: ID<Organisation>, _ second: ID<Organisation>
    ) -> Int? {
        let mask: UInt64 = 0x3FFF_FFFF_FFFF_FFFF
        for top: UInt64 in 0..<4 {
            var state = unmixed(first.low & mask | top << 62)
            for draws in 1...200 {
                state &+= Self.step
                if mixed(state) & mask == second.low & mask { return draws }
            }
        }
        return nil
    }

    @Test func `the generator by itself could be counted`() {
        var ids = IDGenerator(seed: 5)
        let now = Timestamp(milliseconds: 1_780_000_000_000)
        let first: ID<Organisation> = ids.next(now)
        for _ in 0..<6 { _ = ids.next(now, for: Post.self) }
        #expect(drawsBetween(first, ids.next(now)) == 7)
    }

    @Test func `nobody counts the writes of others between two of one's own ids`() throws {
        let store = try Store(on: SimulatedDisk())
        var own: [ID<Organisation>] = []
        for number in 0..<40 {
            guard case .durable(let id, _, _) = store.add("\(number)").wait() else {
                Issue.record("the write must be durable")
                return
            }
            if number % 4 == 0 { own.append(id) }
        }
        for (first, second) in zip(own, own.dropFirst()) {
            #expect(drawsBetween(first, second) == nil)
        }
        store.close()
    }
}
