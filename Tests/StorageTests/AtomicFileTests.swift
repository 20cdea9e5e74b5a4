import Glibc
import Testing

import StorageTesting
@testable import Storage

struct AtomicFileTests {
    private static let path = "/data"

    private func disk(_ fault: SimulatedDisk.Fault? = nil) -> SimulatedDisk {
        var state = SimulatedDisk.State()
        state.folders = ["/", Self.path]
        state.syncedFolders = state.folders
        return SimulatedDisk(state, fault: fault)
    }

    private func content(of name: String, on disk: SimulatedDisk) -> [UInt8]? {
        let state = disk.snapshot
        return state.names[Self.path + "/" + name].flatMap { state.inodes[$0]?.bytes }
    }

    @Test func `a written file is whole, private and without leftovers`() throws {
        try withTemporaryFolder { path in
            let folder = try Folder(path)
            let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try AtomicFile.write("file", in: folder) { (sink) throws(StorageError) in
                try sink.write(Array(bytes[..<10]))
                try sink.write(Array(bytes[10..<600_000]))
                try sink.write(Array(bytes[600_000...]))
            }
            #expect(try folder.names() == ["file"])
            let found = try FileBytes(of: folder.path(of: "file"), in: folder.fileSystem)
            #expect(found.withBytes { Array($0) } == bytes)
            var status = stat()
            #expect(stat(folder.path(of: "file"), &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a large file goes to the disk as it is written, and not all at its end`() throws {
        let disk = self.disk()
        let folder = try Folder(Self.path, fileSystem: disk)
        let record = [UInt8](repeating: 7, count: 1000)
        func write() throws(StorageError) {
            try AtomicFile.write("f", in: folder) { (sink) throws(StorageError) in
                for _ in 0..<4000 { try sink.write(record) }
            }
        }
        try write()
        // Of four million bytes little more than a quarter of a million wait.
        #expect(disk.snapshot.counts[.writeBack, default: 0] >= 7)
        #expect(content(of: "f", on: disk)?.count == 4_000_000)
        // One that fails is no small matter, wherever it comes: the last sync may not tell of it
        // again.
        let before = disk.snapshot.counts[.writeBack, default: 0]
        disk.setFault { call, _, _ in
            let isThird =
                call == .writeBack
                && disk.snapshot.counts[.writeBack, default: 0] >= before + 3
            return isThird ? .error(EIO) : nil
        }
        #expect(throws: StorageError.self) { try write() }
        disk.setFault(nil)
        #expect(try folder.names() == ["f"])
    }

    @Test func `a fault at any call leaves the old content or the new, and no temporary file`()
        throws
    {
        let old = Array("old".utf8)
        let new = [UInt8](repeating: 7, count: 1000)
        for failing in 1...9 {
            for isLasting in [false, true] {
                let disk = self.disk()
                let folder = try Folder(Self.path, fileSystem: disk)
                try AtomicFile.write("f", in: folder) { (sink) throws(StorageError) in
                    try sink.write(old)
                }
                let start = disk.callCount
                disk.setFault { call, _, number in
                    let isHit = number == start + failing || isLasting && number > start + failing
                    if !isHit { return nil }
                    return call == .write ? .partial(10, ENOSPC) : .error(EIO)
                }
                let isWritten: Bool
                do {
                    try AtomicFile.write("f", in: folder) { (sink) throws(StorageError) in
                        try sink.write(new)
                    }
                    isWritten = true
                } catch {
                    isWritten = false
                }
                let found = content(of: "f", on: disk)
                #expect(isWritten ? found == new : found == old || found == new)
                disk.setFault(nil)
                if !isLasting { #expect(try folder.names() == ["f"]) }
            }
        }
    }

    @Test func `interrupted calls and short writes are gone through`() throws {
        let disk = self.disk { call, _, number in
            switch call {
            case .write: number % 3 == 0 ? .error(EINTR) : .short(7)
            case .open, .rename: number % 2 == 0 ? .error(EINTR) : nil
            default: nil
            }
        }
        let folder = try Folder(Self.path, fileSystem: disk)
        let bytes = (0..<200).map { UInt8($0) }
        try AtomicFile.write("f", in: folder) { (sink) throws(StorageError) in
            try sink.write(bytes)
        }
        #expect(content(of: "f", on: disk) == bytes)
    }

    @Test(arguments: [
        ("snapshot-1.json.temporary-12-3", true), ("a.temporary-1-1", true),
        ("a.temporary-", false), ("temporary-1-1", false), ("a.json", false), ("", false),
        ("a.temporary-1-1.json", false),
    ])
    func `temporary names are told from others`(name: String, isTemporary: Bool) {
        #expect(AtomicFile.isTemporary(name) == isTemporary)
    }

    @Test func `leftovers are removed and nothing else`() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path: path, create: false)
            for name in ["a.json", "a.json.temporary-9-1", "b.temporary-1-2"] {
                try AtomicFile.write(name, in: folder.folder) { _ in }
            }
            try AtomicFile.removeLeftovers(in: folder)
            #expect(try folder.folder.names().sorted() == ["a.json", "lock"])
        }
    }
}
