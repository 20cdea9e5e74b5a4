import Glibc
import StorageTesting
import Testing

@testable import ArenaStore

struct SimulationTests {
    /// 50 of them; `ARENA_SEEDS` says how many instead, `ARENA_SEED` which one alone.
    private static let seeds: [UInt64] = {
        if let seed = number("ARENA_SEED") { return [seed] }
        return Array(1...max(1, number("ARENA_SEEDS") ?? 50))
    }()

    private static func number(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }

    @Test(arguments: seeds)
    func `a store holds what a plain model does, through faults and power cuts`(
        seed: UInt64
    ) throws {
        var simulation = try Simulation(seed: seed)
        do {
            try simulation.run(300)
        } catch {
            Issue.record("ARENA_SEED=\(seed) finds it again: \(error)")
        }
        #expect(simulation.writeCount > 800)
    }

    @Test(arguments: UInt64(1)...6)
    func `a seed does the same again`(seed: UInt64) throws {
        let ends = try (0..<2).map { _ in
            var simulation = try Simulation(seed: seed)
            try simulation.run(100)
            return (simulation.writeCount, simulation.model)
        }
        #expect(ends[0].0 == ends[1].0)
        #expect(ends[0].1 == ends[1].1)
    }

    @Test(arguments: [SimulatedDisk.Call.synchroniseData, .synchronise])
    func `a store that leaves a sync out is found out`(sync: SimulatedDisk.Call) throws {
        let isFound = try (UInt64(1)...20).contains { seed in
            do {
                var simulation = try Simulation(seed: seed) {
                    ForgetfulDisk(disk: $0, forgotten: sync)
                }
                try simulation.run(300)
                return false
            } catch is Simulation.Violation {
                return true
            }
        }
        #expect(isFound)
    }
}
