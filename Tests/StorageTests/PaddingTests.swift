import Glibc
import Testing

import StorageTesting
@testable import Storage

/// Line ends that are written ahead of the records.
struct PaddingTests {
    private static let path = "/data"
    private static let first = "/data/journal-1.jsonl"
    private static let padding = 4096

    private func lineEnds(of path: String, on disk: SimulatedDisk) -> Int {
        disk.bytes(of: path).reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    }

    private func fill(_ store: TestStore, _ count: Int = 10) {
        for value in 0..<count { store.commit([UInt64(value)]) }
    }

    @Test func `a sync of records that replace line ends finds the size unchanged`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk, padding: Self.padding)
        fill(store)
        let size = disk.bytes(of: Self.first).count
        #expect(lineEnds(of: Self.first, on: disk) > 1000)
        let writes = disk.count(.write)
        fill(store)
        #expect(disk.bytes(of: Self.first).count == size)
        #expect(disk.count(.write) == writes + 10)
        let status = store.journal.status
        #expect(status.byteCount + lineEnds(of: Self.first, on: disk) == size + 1)
        // What a kill leaves is whole.
        let found = try TestStore.recover(Folder(Self.path, fileSystem: disk))
        #expect(found.values == store.owner.values)
        #expect(found.report.tails == [])
        #expect(found.report.journalByteCount == status.byteCount)
        store.journal.close()
        #expect(disk.bytes(of: Self.first).count == status.byteCount)
    }

    @Test func `a journal that is left loses its line ends, and need not`() throws {
        for canTruncate in [true, false] {
            let disk = SimulatedDisk { call, _, _ in
                call == .truncate && !canTruncate ? .error(EIO) : nil
            }
            let store = try TestStore(Self.path, on: disk, padding: Self.padding)
            fill(store)
            try store.takeSnapshot()
            fill(store)
            #expect((lineEnds(of: Self.first, on: disk) == 1) == canTruncate)
            // The snapshot is lost: both journals are replayed.
            let later = disk.replacing("/data/snapshot-2.json", with: Array("noise".utf8))
            let found = try TestStore.recover(Folder(Self.path, fileSystem: later))
            #expect(found.values == store.owner.values)
            #expect(found.report.tails == [])
            store.journal.close()
        }
    }

    @Test(arguments: [SimulatedDisk.FaultKind.error(ENOSPC), .partial(100, EIO)])
    func `without room for line ends records are written all the same`(
        fault: SimulatedDisk.FaultKind
    ) throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk, padding: Self.padding)
        let writes = disk.count(.write)
        // The second write of a group is that of line ends.
        disk.setFault { call, path, _ in
            call == .write && path == Self.first && disk.count(.write) > writes + 1 ? fault : nil
        }
        guard case .durable = store.commit([1, 2, 3, 4, 5, 6, 7, 8]) else {
            Issue.record("what has room must be durable")
            return
        }
        disk.setFault(nil)
        fill(store)
        #expect(store.owner.values.count == 18)
        let found = try TestStore.recover(Folder(Self.path, fileSystem: disk))
        #expect(found.values == store.owner.values)
        #expect(found.report.tails == [])
        store.journal.close()
    }
}
