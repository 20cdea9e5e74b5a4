import Glibc
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct PowerCutTests {
    /// What the world outside saw of a run.
    private struct Witness {
        var acknowledged: [String] = []
        var asked: [String] = []
    }

    /// Writes, with snapshots, until the disk fails.
    private func run(on disk: SimulatedDisk, _ prefix: String = "") -> Witness {
        var witness = Witness()
        // Without a second attempt: the power stays away.
        guard let store = try? Store(on: disk, { $0.retryDelay = .seconds(600) }) else {
            return witness
        }
        witness.acknowledged = store.state.names.sorted()
        witness.asked = witness.acknowledged
        for number in 0..<8 {
            let names = (0...number % 3).map { "\(prefix)\(number)-\($0)" }
            witness.asked += names
            let outcomes = names.map { store.add($0) }
            // Some snapshots run beside the writes.
            if number == 2 || number == 5 { store.snapshot { _ in } }
            for (name, outcome) in zip(names, outcomes) {
                guard case .durable? = outcome.wait() else { continue }
                witness.acknowledged.append(name)
            }
            if number == 4 { _ = store.snapshotAndWait() }
        }
        store.close()
        return witness
    }

    /// Power fails at the call with that number, a write being half done.
    private static func powerFails(at failing: Int) -> SimulatedDisk.Fault {
        { call, _, number in
            if number < failing { return nil }
            return call == .write && number == failing ? .partial(40, EIO) : .error(EIO)
        }
    }

    private func expectRecovered(
        _ witness: Witness, on disk: SimulatedDisk, _ comment: Comment
    ) throws {
        guard disk.snapshot.folders.contains("/data") else {
            #expect(witness.acknowledged.isEmpty, comment)
            return
        }
        let folder = try Folder("/data", fileSystem: disk)
        let found = try RecoveredState(in: folder).state
        #expect(found.names.isSuperset(of: witness.acknowledged), comment)
        #expect(found.names.isSubset(of: witness.asked), comment)
        // Nothing half-done, nothing twice, no gap.
        #expect(Int(found.position) == found.names.count, comment)
    }

    @Test(arguments: SimulatedDisk.PowerCut.allCases)
    func `what was said to be durable survives a power cut or a kill at any call`(
        cut: SimulatedDisk.PowerCut
    ) throws {
        let whole = SimulatedDisk()
        let complete = run(on: whole)
        #expect(complete.acknowledged.count == 15)
        var random = SeededRandom(seed: 7)
        for failing in 1...whole.callCount + 1 {
            let disk = SimulatedDisk(fault: Self.powerFails(at: failing))
            let witness = run(on: disk)
            for round in 0..<(cut == .byChance ? 4 : 1) {
                let after = disk.afterPowerCut(cut, &random)
                try expectRecovered(witness, on: after, "call \(failing), round \(round)")
            }
        }
    }

    @Test(arguments: SimulatedDisk.PowerCut.allCases)
    func `power cuts one after another, during recovery too, lose nothing`(
        cut: SimulatedDisk.PowerCut
    ) throws {
        var random = SeededRandom(seed: 11)
        for round in 0..<12 {
            var disk = SimulatedDisk()
            var acknowledged: Set<String> = []
            var asked: Set<String> = []
            for cutNumber in 0..<6 {
                let failing = Int.random(in: 1...110, using: &random)
                disk.setFault(Self.powerFails(at: failing))
                let witness = run(on: disk, "\(cutNumber)/")
                acknowledged.formUnion(witness.acknowledged)
                asked.formUnion(witness.asked)
                disk = disk.afterPowerCut(cut, &random)
                try expectRecovered(
                    Witness(acknowledged: Array(acknowledged), asked: Array(asked)), on: disk,
                    "round \(round), cut \(cutNumber), call \(failing)")
                guard disk.snapshot.folders.contains("/data") else { continue }
                // What a start shows from now on must stay.
                let folder = try Folder("/data", fileSystem: disk)
                #expect(
                    try RecoveredState(in: folder).state.names.isSuperset(of: acknowledged))
            }
        }
    }
}
