import Foundation
import Glibc
import Testing

import StorageTesting
@testable import Storage

struct DataFolderTests {
    @Test func `a new folder is for its owner only`() throws {
        try withTemporaryFolder { parent in
            let path = parent + "/data"
            let folder = try DataFolder(path: path, create: true)
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
            #expect(folder.path == path)
        }
    }

    @Test func `a missing folder is refused unless it may be made`() throws {
        try withTemporaryFolder { parent in
            let error = #expect(throws: StorageError.self) {
                try DataFolder(path: parent + "/none", create: false)
            }
            #expect(error?.code == ENOENT)
            #expect(
                error?.description == "cannot open \(parent)/none: No such file or directory")
        }
    }

    @Test func `a file in the folder's place is refused`() throws {
        try withTemporaryFolder { parent in
            let path = parent + "/data"
            try Data("text".utf8).write(to: URL(filePath: path))
            let error = #expect(throws: StorageError.self) {
                try DataFolder(path: path, create: true)
            }
            #expect(error?.code == ENOTDIR)
            #expect(error?.path == path)
        }
    }

    @Test func `a second opener is refused, by another path too, until the first is gone`()
        throws
    {
        try withTemporaryFolder { parent in
            let path = parent + "/data"
            let link = parent + "/link"
            var first: DataFolder? = try DataFolder(path: path, create: true)
            #expect(symlink(path, link) == 0)
            for other in [path, path + "/", parent + "/../data", link] {
                let spelling = other.replacingOccurrences(of: "/../data", with: "/./data")
                let error = #expect(throws: StorageError.self) {
                    try DataFolder(path: spelling, create: true)
                }
                #expect(error?.code == EWOULDBLOCK)
                #expect(error?.reason == "it is in use by process \(getpid())")
            }
            #expect(first?.path == path)
            first = nil
            _ = try DataFolder(path: link, create: false)
        }
    }

    @Test func `another process cannot take the lock, and does not inherit it`() throws {
        try withTemporaryFolder { path in
            var folder: DataFolder? = try DataFolder(path: path, create: false)
            let child = Process()
            child.executableURL = URL(filePath: "/bin/sleep")
            child.arguments = ["60"]
            try child.run()
            defer { kill(child.processIdentifier, SIGKILL) }
            #expect(try lockStatus(path) == 1)
            #expect(folder?.path == path)
            folder = nil
            #expect(try lockStatus(path) == 0)
        }
    }

    private func lockStatus(_ path: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["flock", "-n", path + "/lock", "true"]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(arguments: [
        ("/srv/data", "/srv"), ("/data", "/"), ("data", "."), ("./data/", "."), ("a/b", "a"),
    ])
    func `the parent of a new folder is synced`(path: String, parent: String) throws {
        var state = SimulatedDisk.State()
        state.folders.insert(parent)
        let disk = SimulatedDisk(state) { call, path, _ in
            call == .synchronise && path == parent ? .error(EIO) : nil
        }
        let error = #expect(throws: StorageError.self) {
            try DataFolder(path: path, create: true, fileSystem: disk)
        }
        #expect(error?.operation == "sync")
        #expect(error?.path == parent)
    }

    @Test func `the lock is gone at once, whoever has a copy of its descriptor`() throws {
        try withTemporaryFolder { path in
            var folder: DataFolder? = try DataFolder(path: path, create: false)
            // As a child process has it until it begins its program.
            let original = try #require(try descriptor(of: path + "/lock"))
            let copy = dup(original)
            defer { close(copy) }
            #expect(throws: StorageError.self) { try DataFolder(path: path, create: false) }
            #expect(folder?.path == path)
            folder = nil
            _ = try DataFolder(path: path, create: false)
        }
    }

    private func descriptor(of path: String) throws -> Int32? {
        let links = "/proc/self/fd"
        return try FileManager.default.contentsOfDirectory(atPath: links).compactMap(Int32.init)
            .first { descriptor in
                let target = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "\(links)/\(descriptor)")
                return target == path
            }
    }

    @Test func `a released folder can be locked again while its object lives`() throws {
        try withTemporaryFolder { path in
            let first = try DataFolder(path: path, create: false)
            #expect(throws: StorageError.self) { try DataFolder(path: path, create: false) }
            first.release()
            let second = try DataFolder(path: path, create: false)
            withExtendedLifetime((first, second)) {}
        }
    }
}
