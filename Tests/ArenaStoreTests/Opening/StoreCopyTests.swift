import Foundation
import Glibc
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct StoreCopyTests {
    private func names(in path: String, on disk: SimulatedDisk) throws -> Set<String> {
        try RecoveredState(in: Folder(path, fileSystem: disk)).state.names
    }

    @Test func `a copy holds what the store holds, and neither disturbs the other`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
        let before = disk.files
        let copy = try StoreCopy(of: "/data", to: "/copy", fileSystem: disk)
        #expect(copy.position == 5)
        #expect(copy.lines.contains("organisations: 5"))
        #expect(disk.files.filter { $0.key.hasPrefix("/data/") } == before)
        // It goes on as a store of its own.
        let store = try Store(on: disk) { $0.path = "/copy" }
        #expect(store.state.names == ["0", "1", "2", "3", "4"])
        store.addAndWait("5")
        store.close()
        #expect(try names(in: "/data", on: disk).count == 5)
    }

    @Test func `what is half written at the end is left behind`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
        let bytes = disk.bytes(of: "/data/journal-2.jsonl")
        let torn = disk.replacing("/data/journal-2.jsonl", with: bytes + Array("{\"p\":6".utf8))
        #expect(try StoreCopy(of: "/data", to: "/copy", fileSystem: torn).position == 5)
        let files = torn.files.filter { $0.key.hasPrefix("/copy/") }
        #expect(
            Set(files.keys) == [
                "/copy/audit-1.jsonl", "/copy/journal-3.jsonl", "/copy/snapshot-3.json",
            ])
    }

    @Test func `damage is told and nothing is made`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
            .replacing("/data/journal-2.jsonl", with: Array("x\n".utf8))
        let error = try #require(throws: StoreError.self) {
            try StoreCopy(of: "/data", to: "/copy", fileSystem: disk)
        }
        #expect(error.systemCode == 0)
        #expect(error.description.contains("journal-2.jsonl"))
        #expect(!disk.snapshot.folders.contains("/copy"))
    }

    @Test func `a target that holds anything is refused and left as it is`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
        _ = try StoreCopy(of: "/data", to: "/copy", fileSystem: disk)
        let before = disk.files
        let error = try #require(throws: StoreError.self) {
            try StoreCopy(of: "/data", to: "/copy", fileSystem: disk)
        }
        #expect(error.systemCode == ENOTEMPTY)
        #expect(disk.files == before)
    }

    @Test func `a running store that begins new generations is copied all along`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        let isOver = Atomic(false)
        let snapshots = Thread {
            while !isOver.load(ordering: .relaxed) { _ = store.snapshotAndWait() }
        }
        snapshots.start()
        for round in 0..<30 {
            for number in 0..<5 { store.addAndWait("\(round)-\(number)") }
            let copy = try StoreCopy(of: "/data", to: "/copy-\(round)", fileSystem: disk)
            #expect(copy.position == UInt64(5 * (round + 1)))
            #expect(try names(in: "/copy-\(round)", on: disk) == store.state.names)
        }
        isOver.store(true, ordering: .relaxed)
        store.close()
    }

    @Test func `whatever ends a copy, its target is whole or not there, and lasts if finished`()
        throws
    {
        try whenEveryCallFails { disk, isFinished, call in
            for (cut, after) in powerCuts(of: disk, seed: call) {
                if after.snapshot.folders.contains("/copy") {
                    let found = try names(in: "/copy", on: after)
                    #expect(found.count == 5, "call \(call), \(cut)")
                } else {
                    #expect(!isFinished, "call \(call), \(cut)")
                }
            }
        }
    }

    @Test func `an empty folder is filled in place, and refused until it is whole`() throws {
        try whenEveryCallFails(isThere: true) { disk, isFinished, call in
            for (cut, after) in powerCuts(of: disk, seed: call) {
                let found = try? RecoveredState(in: Folder("/copy", fileSystem: after))
                // Whole, refused, or a folder in which there is no store.
                if let found, found.report.storeID != nil {
                    #expect(found.state.names.count == 5, "call \(call), \(cut)")
                } else {
                    #expect(!isFinished, "call \(call), \(cut)")
                }
            }
        }
    }

    private func powerCuts(
        of disk: SimulatedDisk, seed: Int
    ) -> [(SimulatedDisk.PowerCut, SimulatedDisk)] {
        var random = SeededRandom(seed: UInt64(seed))
        return SimulatedDisk.PowerCut.allCases.map { ($0, disk.afterPowerCut($0, &random)) }
    }

    @Test(arguments: [false, true])
    func `a copy that fails once takes away what it made`(isThere: Bool) throws {
        try whenEveryCallFails(isThere: isThere, forEver: false) { disk, isFinished, call in
            let files = disk.files.keys.filter { !$0.hasPrefix("/data/") }
            let folders = disk.snapshot.folders.subtracting(["/", "/data"])
            // It came to its place, and only the sync of that failed.
            if isFinished || files.contains("/copy/snapshot-3.json") {
                let found = try names(in: "/copy", on: disk)
                #expect(found.count == 5, "call \(call)")
                #expect(folders == ["/copy"])
            } else {
                #expect(files == [], "call \(call)")
                #expect(folders == (isThere ? ["/copy"] : []), "call \(call)")
            }
        }
    }

    /// Fails each call of a copy in turn, that one alone or all from there on, and last none.
    private func whenEveryCallFails(
        isThere: Bool = false, forEver: Bool = true,
        _ check: (_ disk: SimulatedDisk, _ isFinished: Bool, _ call: Int) throws -> Void
    ) throws {
        func prepared() throws -> SimulatedDisk {
            let disk = try SimulatedDisk.withStoreOfFive()
            if isThere { try disk.makeFolder("/copy", mode: 0o700) }
            return disk
        }
        let whole = try prepared()
        let first = whole.callCount
        _ = try StoreCopy(of: "/data", to: "/copy", fileSystem: whole)
        let last = whole.callCount - first
        for failing in 1...last + 1 {
            let disk = try prepared()
            disk.setFault { call, _, number in
                if number < first + failing { return nil }
                if number > first + failing { return forEver ? .error(EIO) : nil }
                return call == .write ? .partial(40, EIO) : .error(EIO)
            }
            let isFinished = (try? StoreCopy(of: "/data", to: "/copy", fileSystem: disk)) != nil
            if failing > last { #expect(isFinished) }
            disk.setFault(nil)
            try check(disk, isFinished, failing)
        }
    }
}
