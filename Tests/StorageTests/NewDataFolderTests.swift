import Foundation
import Glibc
import Testing

@testable import Storage

struct NewDataFolderTests {
    private func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private func write(_ name: String, in folder: DataFolder) throws {
        try AtomicFile.write(name, in: folder.folder) { (sink) throws(StorageError) in
            try sink.write(Array("text".utf8))
        }
    }

    @Test(arguments: ["new", "new/", "new//"])
    func `nothing is at its place before it is finished`(place: String) throws {
        try withTemporaryFolder { parent in
            let new = try NewDataFolder(at: "\(parent)/\(place)")
            try write("file", in: new.folder)
            #expect(try names(in: parent) == ["new.unfinished-\(getpid())"])
            try new.finish()
            #expect(try names(in: parent) == ["new"])
            #expect(try names(in: parent + "/new") == ["file", "lock"])
            var status = stat()
            #expect(stat(parent + "/new", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
            _ = try DataFolder(path: parent + "/new", create: false)
        }
    }

    @Test func `what is discarded leaves nothing behind`() throws {
        try withTemporaryFolder { parent in
            let new = try NewDataFolder(at: parent + "/new")
            try write("file", in: new.folder)
            new.discard()
            #expect(try names(in: parent) == [])
        }
    }

    @Test func `an empty folder stays the same folder`() throws {
        try withTemporaryFolder { parent in
            let place = parent + "/empty"
            #expect(mkdir(place, 0o700) == 0)
            var before = stat()
            #expect(stat(place, &before) == 0)
            let discarded = try NewDataFolder(at: place)
            try write("file", in: discarded.folder)
            discarded.discard()
            #expect(try names(in: place) == ["lock"])
            let new = try NewDataFolder(at: place)
            try write("file", in: new.folder)
            try new.finish()
            var after = stat()
            #expect(stat(place, &after) == 0)
            #expect(before.st_ino == after.st_ino)
            #expect(try names(in: parent) == ["empty"])
            #expect(try names(in: place) == ["file", "lock"])
        }
    }

    @Test func `a place that holds anything, or is taken meanwhile, is left as it is`() throws {
        try withTemporaryFolder { parent in
            let new = try NewDataFolder(at: parent + "/new")
            #expect(mkdir(parent + "/new", 0o700) == 0)
            try Data("mine".utf8).write(to: URL(filePath: parent + "/new/file"))
            let taken = #expect(throws: StorageError.self) { try new.finish() }
            #expect(taken?.code == ENOTEMPTY)
            let filled = #expect(throws: StorageError.self) {
                try NewDataFolder(at: parent + "/new")
            }
            #expect(filled?.code == ENOTEMPTY)
            let file = #expect(throws: StorageError.self) {
                try NewDataFolder(at: parent + "/new/file")
            }
            #expect(file?.code == ENOTDIR)
            #expect(try names(in: parent) == ["new"])
            #expect(try names(in: parent + "/new").contains("file"))
        }
    }

    @Test func `without a folder above it nothing is made`() throws {
        try withTemporaryFolder { parent in
            let error = #expect(throws: StorageError.self) {
                try NewDataFolder(at: parent + "/none/new")
            }
            #expect(error?.code == ENOENT)
            let left = try names(in: parent)
            #expect(left == [])
        }
    }
}
