import Glibc
import StorageTesting
import Synchronization
import Testing

@testable import Storage

/// Old generations are gigabytes: their room comes back bit by bit, and nobody else loses a byte.
struct GivingBackTests {
    private static let path = "/data"
    private static let old = "/data/snapshot-1.json"
    private static let step = 1 << 20

    /// Generations 1 to 3, the snapshot of the first of two and a half steps.
    private func makeDisk() throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1])
        try store.takeSnapshot()
        try store.takeSnapshot()
        store.journal.close()
        return disk.replacing(Self.old, with: [UInt8](repeating: 7, count: Self.step * 5 / 2))
    }

    /// How many steps it took.
    @discardableResult
    private func removeOld(
        on disk: SimulatedDisk, isHurried: (Int) -> Bool = { _ in false }
    ) throws -> Int {
        let folder = try DataFolder(path: Self.path, create: false, fileSystem: disk)
        let before = disk.count(.truncate)
        try Recovery.removeOldGenerations(
            in: folder, newest: 3, previous: 2,
            isHurried: { isHurried(disk.count(.truncate) - before) })
        #expect(disk.files[Self.old] == nil)
        return disk.count(.truncate) - before
    }

    @Test func `a removed file is shortened step by step once its name is gone for good`() throws {
        let disk = try makeDisk()
        let inode = try #require(disk.snapshot.names[Self.old])
        let sizes = Mutex<[Int?]>([])
        disk.setFault { call, path, _ in
            if call == .truncate && path == Self.old {
                #expect(disk.snapshot.syncedNames[path] == nil)
                sizes.withLock { $0.append(disk.snapshot.inodes[inode]?.bytes.count) }
            }
            return nil
        }
        try removeOld(on: disk)
        #expect(sizes.withLock { $0 } == [Self.step * 5 / 2, Self.step * 3 / 2, Self.step / 2])
        #expect(disk.snapshot.inodes[inode]?.bytes.isEmpty == true)
        #expect(disk.snapshot.open.values.allSatisfy { $0.inode != inode })
    }

    @Test func `who is in a hurry leaves the rest to the closing of the file`() throws {
        #expect(try removeOld(on: makeDisk(), isHurried: { _ in true }) == 0)
        #expect(try removeOld(on: makeDisk(), isHurried: { $0 == 2 }) == 2)
    }

    @Test func `a start gives nothing back, and asks for nothing that may fail`() throws {
        let disk = try makeDisk()
        disk.setFault { call, _, _ in call == .isForgotten ? .error(EIO) : nil }
        #expect(try TestStore(Self.path, on: disk).report.snapshotGeneration == 3)
        #expect(disk.files[Self.old] == nil)
        #expect(disk.count(.isForgotten) == 0)
    }

    @Test func `a folder that cannot be synced leaves the files whole`() throws {
        let disk = try makeDisk()
        let inode = try #require(disk.snapshot.names[Self.old])
        disk.setFault { call, path, _ in
            call == .synchronise && path == Self.path ? .error(EIO) : nil
        }
        #expect(throws: StorageError.self) { try removeOld(on: disk) }
        #expect(disk.snapshot.inodes[inode]?.bytes.count == Self.step * 5 / 2)
        #expect(disk.snapshot.open.values.allSatisfy { $0.inode != inode })
    }

    @Test func `files that cannot be opened are removed all the same`() throws {
        let disk = try makeDisk()
        disk.setFault { call, path, _ in
            call == .open && path == Self.old ? .error(EMFILE) : nil
        }
        #expect(try removeOld(on: disk) == 0)
    }

    @Test func `a file that somebody reads keeps its bytes for them`() throws {
        let disk = try makeDisk()
        let inode = try #require(disk.snapshot.names[Self.old])
        let reader = try OpenFile(Self.old, flags: O_RDONLY, in: disk)
        try removeOld(on: disk)
        #expect(try reader.size() == Self.step * 5 / 2)
        #expect(disk.snapshot.inodes[inode]?.bytes.count == Self.step * 5 / 2)
    }

    /// Removes a file of two steps and a half as storage does, after `prepare`, and tells how many
    /// bytes of it the held descriptor still has after they were to be given back.
    private func restOfRealFile(_ prepare: (String) throws -> Void) throws -> Int {
        var rest = -1
        try withTemporaryFolder { path in
            let folder = try Folder(path)
            try AtomicFile.write("old", in: folder) { (sink) throws(StorageError) in
                try sink.write([UInt8](repeating: 7, count: Self.step * 5 / 2))
            }
            try prepare(folder.path(of: "old"))
            let held = try #require(try folder.removeHolding("old"))
            try folder.synchronise()
            try held.giveBack(isHurried: { false })
            rest = try held.size()
        }
        return rest
    }

    @Test func `a real file is emptied`() throws {
        #expect(try restOfRealFile { _ in } == 0)
    }

    @Test func `a real file with another name keeps its bytes`() throws {
        let rest = try restOfRealFile { path in #expect(link(path, path + ".kept") == 0) }
        #expect(rest == Self.step * 5 / 2)
    }

    @Test(arguments: [O_RDONLY, O_WRONLY, O_RDWR])
    func `a real file that is open elsewhere keeps its bytes`(_ flags: Int32) throws {
        var other: Int32 = -1
        defer { close(other) }
        let rest = try restOfRealFile { path in
            other = open(path, flags)
            #expect(other >= 0)
        }
        #expect(rest == Self.step * 5 / 2)
    }

    @Test func `a real file that is mapped elsewhere keeps its bytes`() throws {
        var mapping: UnsafeMutableRawPointer?
        defer { munmap(mapping, Self.step) }
        let rest = try restOfRealFile { path in
            let descriptor = open(path, O_RDONLY)
            mapping = mmap(nil, Self.step, PROT_READ, MAP_SHARED, descriptor, 0)
            close(descriptor)
            #expect(mapping != MAP_FAILED)
        }
        #expect(rest == Self.step * 5 / 2)
    }
}
