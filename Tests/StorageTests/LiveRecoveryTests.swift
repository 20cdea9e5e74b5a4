import Glibc
import Synchronization
import Testing

import StorageTesting
@testable import Storage

/// Recovery reads a folder in which a store goes on: what a backup does.
struct LiveRecoveryTests {
    private static let path = "/data"

    @Test func `what is deleted while the snapshot is read is read to its end`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1, 2])
        try store.takeSnapshot()
        store.commit([3])
        var values: [Int] = []
        let report = try Recovery.run(
            in: Folder(Self.path, fileSystem: disk),
            snapshotRecord: { bytes in
                if values.isEmpty {
                    store.commit([4, 5])
                    for _ in 0..<3 { try store.takeSnapshot() }
                    store.commit([6])
                }
                values.append(Int(String(decoding: bytes, as: UTF8.self)) ?? 0)
            },
            record: { values.append(Int(TestOwner.value(of: $0.members) ?? 0)) })
        #expect(report.snapshotGeneration == 2)
        #expect(!disk.files.keys.contains("/data/journal-2.jsonl"))
        #expect(values == [1, 2, 3, 4, 5])
        #expect(try TestStore.recover(store.folder.folder).values == [1, 2, 3, 4, 5, 6])
        store.journal.close()
    }

    @Test func `a journal that gets its header while it is looked at is not damaged`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1, 2])
        store.journal.close()
        let name = "/data/journal-1.jsonl"
        let bytes = disk.bytes(of: name)
        let early = disk.replacing(name, with: [])
        let openCount = Atomic(0)
        early.setFault { call, path, _ in
            guard call == .open, path == name else { return nil }
            if openCount.wrappingAdd(1, ordering: .relaxed).newValue == 2 {
                early.fill(name, with: bytes)
            }
            return nil
        }
        #expect(try TestStore.recover(Folder(Self.path, fileSystem: early)).values == [1, 2])
    }
}

extension SimulatedDisk {
    /// Writes into the file that is at `path`, as another process would.
    fileprivate func fill(_ path: String, with bytes: [UInt8]) {
        guard let descriptor = try? open(path, flags: O_WRONLY, mode: 0) else { return }
        bytes.withUnsafeBytes { _ = try? write(descriptor, $0, at: 0) }
        close(descriptor)
    }
}
