import Glibc
import Synchronization
import Testing

import StorageTesting
@testable import Storage

struct PowerCutTests {
    /// What the world outside saw of a run.
    struct Witness {
        var acknowledged: [UInt64] = []
        var asked: [UInt64] = []
    }

    private static let path = "/data"

    /// Runs the sequence until a call fails, and tells what was acknowledged.
    private func run(on disk: SimulatedDisk) -> Witness {
        var witness = Witness()
        do {
            let store = try TestStore(Self.path, on: disk)
            witness.acknowledged = store.owner.values
            witness.asked = witness.acknowledged
            var next = UInt64(witness.acknowledged.count)
            func commit(_ count: UInt64) -> Bool {
                let values = Array(next + 1...next + count)
                next += count
                witness.asked += values
                guard case .durable = store.commit(values) else { return false }
                witness.acknowledged += values
                return true
            }
            guard commit(1), commit(2), commit(1) else { return witness }
            try store.takeSnapshot()
            guard commit(3), commit(12) else { return witness }
            try store.takeSnapshot()
            guard commit(1) else { return witness }
            try store.takeSnapshot()
            guard commit(2) else { return witness }
            store.journal.close()
        } catch {
            return witness
        }
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
        guard disk.snapshot.folders.contains(Self.path) else {
            #expect(witness.acknowledged.isEmpty, comment)
            return
        }
        let folder = try Folder(Self.path, fileSystem: disk)
        let values = try TestStore.recover(folder).values
        #expect(values.starts(with: witness.acknowledged), comment)
        #expect(witness.asked.starts(with: values), comment)
    }

    @Test(arguments: SimulatedDisk.PowerCut.allCases)
    func `whatever was acknowledged survives a power cut at any call`(
        cut: SimulatedDisk.PowerCut
    ) throws {
        let whole = SimulatedDisk()
        let complete = run(on: whole)
        #expect(complete.acknowledged.count == 22)
        var random = SeededRandom(seed: 7)
        for failing in 1...whole.callCount + 1 {
            let disk = SimulatedDisk(fault: Self.powerFails(at: failing))
            let witness = run(on: disk)
            for round in 0..<(cut == .byChance ? 8 : 1) {
                let after = disk.afterPowerCut(cut, &random)
                try expectRecovered(witness, on: after, "call \(failing), round \(round)")
            }
        }
    }

    @Test(arguments: SimulatedDisk.PowerCut.allCases)
    func `a power cut during the recovery from a power cut loses nothing`(
        cut: SimulatedDisk.PowerCut
    ) throws {
        let calls = SimulatedDisk()
        _ = run(on: calls)
        var random = SeededRandom(seed: 11)
        for failing in stride(from: 5, through: calls.callCount, by: 3) {
            let disk = SimulatedDisk(fault: Self.powerFails(at: failing))
            var witness = run(on: disk)
            var present = disk.afterPowerCut(cut, &random)
            for _ in 0..<4 {
                let again = Int.random(in: 1...90, using: &random)
                present.setFault(Self.powerFails(at: again))
                let second = run(on: present)
                witness.acknowledged =
                    second.acknowledged.isEmpty ? witness.acknowledged : second.acknowledged
                witness.asked = second.asked.count > 0 ? second.asked : witness.asked
                present = present.afterPowerCut(cut, &random)
                try expectRecovered(witness, on: present, "call \(failing), then \(again)")
            }
        }
    }

    @Test func `a single fault at any call costs no acknowledged record`() throws {
        let calls = SimulatedDisk()
        _ = run(on: calls)
        var random = SeededRandom(seed: 3)
        for failing in 1...calls.callCount {
            for code in [ENOSPC, EIO] {
                let disk = SimulatedDisk { call, _, number in
                    if number != failing { return nil }
                    return call == .write ? .partial(30, code) : .error(code)
                }
                let acknowledged = persist(on: disk)
                for cut in SimulatedDisk.PowerCut.allCases {
                    let after = disk.afterPowerCut(cut, &random)
                    let folder = try Folder(Self.path, fileSystem: after)
                    let values = try TestStore.recover(folder).values
                    #expect(values == acknowledged, "call \(failing), \(code), \(cut)")
                }
            }
        }
    }

    /// Goes on after every fault, as a server would, until all is well again.
    private func persist(on disk: SimulatedDisk) -> [UInt64] {
        var store: TestStore?
        for _ in 0..<3 where store == nil {
            store = try? TestStore(Self.path, on: disk)
        }
        guard let store else {
            Issue.record("a store must open after one fault")
            return []
        }
        for group in 0..<10 {
            let first = UInt64(group) * 10
            if case .broken = store.commit(Array(first..<first + 3)) {
                for _ in 0..<3 {
                    if (try? store.takeSnapshot()) != nil { break }
                }
            }
            if group % 3 == 2 { try? store.takeSnapshot() }
        }
        let values = store.owner.values
        #expect(values.count >= 27)
        store.journal.close()
        return values
    }
}
