import Crypto
import Dispatch
import Glibc
import Synchronization
import Testing

import StorageTesting
@testable import Storage

struct JournalTests {
    private static let path = "/data"
    private static let file = "/data/journal-1.jsonl"

    private func text(of path: String, on disk: SimulatedDisk) -> String {
        let state = disk.snapshot
        let bytes = state.names[path].flatMap { state.inodes[$0]?.bytes } ?? []
        return String(decoding: bytes, as: UTF8.self)
    }

    private func withCheck(_ text: String) -> String {
        var bytes = Array(text.utf8)
        CheckedText.appendSuffix(CRC32C.checksum(bytes), to: &bytes)
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }

    @Test func `header and records are lines of JSON with position, group and check`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk, padding: 0)
        store.commit([5])
        store.commit([6, 7])
        let expected =
            withCheck(
                #"{"format":1,"kind":"journal","store":"test","generation":1,"first":1"#)
            + withCheck(#"{"p":1,"g":1,"at":1,"effects":[5]"#)
            + withCheck(#"{"p":2,"g":2,"at":1,"effects":[6]"#)
            + withCheck(#"{"p":3,"g":2,"at":1,"effects":[7]"#)
        #expect(text(of: Self.file, on: disk) == expected)
        #expect(expected.contains(##""store":"test","generation":1,"first":1,"c":""##))
        let status = store.journal.status
        #expect(status.generation == 1)
        #expect(status.nextPosition == 4)
        #expect(status.recordCount == 3)
        #expect(status.byteCount == expected.utf8.count)
        #expect(status.failure == nil)
    }

    @Test func `a line end in members becomes a space, and no members are fine`() throws {
        var batch = JournalBatch(firstPosition: 9)
        #expect(batch.append(members: Array("\"a\":\n1".utf8)) == 9)
        #expect(batch.append(members: []) == 10)
        let lines = batch.bytes.split(separator: 0x0a)
        #expect(lines.count == 2)
        var found: [String] = []
        for line in lines {
            line.withUnsafeBytes { bytes in
                guard let record = JournalRecord(bytes) else { return }
                #expect(record.groupPosition == 9)
                found.append(String(decoding: record.members, as: UTF8.self))
            }
        }
        #expect(found == ["\"a\": 1", ""])
    }

    @Test func `everything that waits during a sync shares the next one`() throws {
        let gate = DispatchSemaphore(value: 0)
        let reached = DispatchSemaphore(value: 0)
        let isFirst = Atomic<Bool>(true)
        let disk = SimulatedDisk { call, _, _ in
            if call == .synchroniseData, isFirst.exchange(false, ordering: .relaxed) {
                reached.signal()
                gate.wait()
            }
            return nil
        }
        let store = try TestStore(Self.path, on: disk, padding: 0)
        store.owner.inner.withLock { $0.pending = [0] }
        store.journal.signal()
        reached.wait()
        for value in 1...100 {
            store.owner.inner.withLock { $0.pending.append(UInt64(value)) }
            store.journal.signal()
        }
        #expect(store.owner.inner.withLock { $0.takeCount } == 1)
        #expect(store.owner.values.isEmpty)
        let writes = disk.count(.write)
        gate.signal()
        _ = store.owner.waitForOutcome()
        guard case .durable(101, 100, let byteCount) = store.owner.waitForOutcome() else {
            Issue.record("the second group must be durable")
            return
        }
        #expect(byteCount > 4000)
        #expect(disk.count(.synchroniseData) == 2)
        #expect(disk.count(.write) == writes + 1)
        #expect(store.owner.values == Array(0...100))
    }

    @Test(arguments: SimulatedDisk.PowerCut.allCases)
    func `a group is acknowledged only when a power cut cannot take it back`(
        cut: SimulatedDisk.PowerCut
    ) throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        var random = SeededRandom(seed: 1)
        for group in 0..<20 {
            store.commit([UInt64(group), 7])
            let after = disk.afterPowerCut(cut, &random)
            let folder = try Folder(Self.path, fileSystem: after)
            #expect(try TestStore.recover(folder).values == store.owner.values)
        }
    }

    @Test(arguments: [ENOSPC, EIO, EDQUOT], [0, 1, 60, 1 << 20])
    func `a group that cannot be written is refused, leaves nothing, and the next one works`(
        code: Int32, taken: Int
    ) throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1])
        let size = store.journal.status.byteCount
        var random = SeededRandom(seed: 2)
        for _ in 0..<3 {
            disk.setFault { call, _, _ in call == .write ? .partial(taken, code) : nil }
            guard case .refused(let error) = store.commit([2, 3, 4]) else {
                Issue.record("the group must be refused")
                return
            }
            #expect(error.code == code)
            #expect(error.path == Self.file)
            #expect(text(of: Self.file, on: disk).utf8.count == size)
            for cut in SimulatedDisk.PowerCut.allCases {
                let folder = try Folder(
                    Self.path, fileSystem: disk.afterPowerCut(cut, &random))
                #expect(try TestStore.recover(folder).values == [1])
            }
        }
        disk.setFault(nil)
        guard case .durable(through: 2, count: 1, _) = store.commit([9]) else {
            Issue.record("the journal must go on")
            return
        }
        let folder = try Folder(Self.path, fileSystem: disk)
        let found = try TestStore.recover(folder)
        #expect(found.values == [1, 9])
        #expect(found.report.tails.isEmpty)
    }

    @Test func `a short write is continued`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        disk.setFault { call, _, number in
            call == .write ? (number % 2 == 0 ? .short(3) : .error(EINTR)) : nil
        }
        guard case .durable = store.commit([1, 2]) else {
            Issue.record("the group must be durable")
            return
        }
        #expect(try TestStore.recover(store.folder.folder).values == [1, 2])
    }

    @Test func `a failed sync is not repeated, and only a new generation goes on`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1])
        let syncs = disk.count(.synchroniseData)
        disk.setFault { call, _, _ in call == .synchroniseData ? .error(EIO) : nil }
        for _ in 0..<3 {
            guard case .broken(let error) = store.commit([2, 3]) else {
                Issue.record("the journal must be broken")
                return
            }
            #expect(error.operation == "sync")
        }
        #expect(disk.count(.synchroniseData) == syncs + 1)
        #expect(store.journal.status.failure?.code == EIO)
        disk.setFault(nil)
        guard case .broken = store.commit([2]) else {
            Issue.record("the journal must stay broken")
            return
        }
        try store.takeSnapshot()
        #expect(store.journal.status.failure == nil)
        guard case .durable(through: 2, count: 1, _) = store.commit([4]) else {
            Issue.record("the new generation must take records")
            return
        }
        let found = try TestStore.recover(store.folder.folder)
        #expect(found.values == [1, 4])
    }

    @Test func `a group of a failed sync is void even when the snapshot after it is lost`()
        throws
    {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1])
        disk.setFault { call, _, _ in call == .synchroniseData ? .error(EIO) : nil }
        store.commit([2, 3])
        disk.setFault(nil)
        #expect(store.rotate()?.result == .success(JournalSwitch(generation: 2, position: 1)))
        store.commit([4])
        let found = try TestStore.recover(store.folder.folder)
        #expect(found.values == [1, 4])
        #expect(found.report.snapshotGeneration == 1)
        #expect(found.report.tails.map(\.reason) == [.voided])
        #expect(found.report.tornByteCount == 0)
    }

    @Test func `a journal that cannot be cut back takes no more records`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        disk.setFault { call, _, _ in
            switch call {
            case .write: .partial(50, ENOSPC)
            case .truncate: .error(EIO)
            default: nil
            }
        }
        guard case .broken(let error) = store.commit([1, 2]) else {
            Issue.record("the journal must be broken")
            return
        }
        #expect(error.isFull)
    }

    @Test func `a rotation that fails leaves the journal as it was`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1])
        disk.setFault { call, path, _ in
            call == .write && path.hasSuffix("journal-2.jsonl") ? .partial(20, ENOSPC) : nil
        }
        guard case .failure(let error) = store.rotate()?.result else {
            Issue.record("the rotation must fail")
            return
        }
        #expect(error.isFull)
        #expect(try !store.folder.folder.names().contains("journal-2.jsonl"))
        #expect(store.journal.status.failure == nil)
        store.commit([2])
        disk.setFault(nil)
        #expect(store.rotate()?.result == .success(JournalSwitch(generation: 3, position: 2)))
        store.commit([3])
        #expect(try TestStore.recover(store.folder.folder).values == [1, 2, 3])
    }

    @Test func `a new file that may come back keeps the old one from being written`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1])
        // The header is durable, its name in doubt, and removing it fails as well.
        disk.setFault { call, path, _ in
            call == .synchronise && path == Self.path || call == .remove ? .error(EIO) : nil
        }
        guard case .failure = store.rotate()?.result, case .broken = store.commit([2]) else {
            Issue.record("nothing may be acknowledged into a file that is voided")
            return
        }
        disk.setFault(nil)
        try store.takeSnapshot()
        store.commit([3])
        #expect(try TestStore.recover(store.folder.folder).values == [1, 3])
    }

    @Test func `close finishes what is pending, and later requests are answered`() throws {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.owner.inner.withLock { $0.pending = [1, 2] }
        store.journal.close()
        #expect(store.owner.values == [1, 2])
        store.journal.signal()
        store.journal.close()
        guard case .failure(let error) = store.rotate()?.result else {
            Issue.record("a closed journal cannot rotate")
            return
        }
        #expect(error.reason == "the journal is closed")
    }

    @Test func `a journal may be closed and let go from its own thread`() throws {
        let disk = SimulatedDisk()
        let folder = try DataFolder(path: Self.path, create: true, fileSystem: disk)
        let journal = Mutex<Journal?>(nil)
        let ended = DispatchSemaphore(value: 0)
        let holder = try Journal(
            folder: folder, storeID: "s", generation: 1, firstPosition: 1,
            take: { $0.append(members: []) }, done: { _ in })
        journal.withLock { $0 = holder }
        holder.rotate { _ in
            journal.withLock { $0 }?.close()
            journal.withLock { $0 = nil }
            ended.signal()
        }
        ended.wait()
        #expect(journal.withLock { $0 == nil })
    }

    @Test func `a file of an earlier run is never written`() throws {
        let disk = SimulatedDisk()
        let folder = try DataFolder(path: Self.path, create: true, fileSystem: disk)
        try Journal.createEmpty(in: folder, storeID: "s", generation: 1, firstPosition: 1)
        let error = #expect(throws: StorageError.self) {
            try Journal(
                folder: folder, storeID: "s", generation: 1, firstPosition: 1, take: { _ in },
                done: { _ in })
        }
        #expect(error?.code == EEXIST)
    }

    @Test(arguments: ["", "a b", "a\"b", "é", String(repeating: "a", count: 65)])
    func `an id that would need escapes is refused`(storeID: String) throws {
        let disk = SimulatedDisk()
        let folder = try DataFolder(path: Self.path, create: true, fileSystem: disk)
        #expect(throws: StorageError.self) {
            try Journal.createEmpty(
                in: folder, storeID: storeID, generation: 1, firstPosition: 1)
        }
        #expect(try folder.folder.names() == ["lock"])
    }
}
