import Foundation
import Testing

@testable import Storage

struct SnapshotFileTests {
    private func write(
        _ records: [String], in folder: DataFolder, count: UInt64? = nil
    ) throws(StorageError) {
        try SnapshotFile.write(
            in: folder, storeID: "s-1", generation: 4, position: 9,
            count: count ?? UInt64(records.count)
        ) { (sink) throws(StorageError) in
            for record in records { try sink.append(Array(record.utf8)) }
        }
    }

    private func read(_ folder: DataFolder) throws -> [String] {
        var records: [String] = []
        let summary = try SnapshotFile.read(in: folder.folder, generation: 4) { bytes in
            records.append(String(decoding: bytes, as: UTF8.self))
        }
        #expect(summary.position == 9 && summary.storeID == "s-1" && summary.generation == 4)
        return records
    }

    @Test(arguments: [
        [], ["1"], [#"{"a":1}"#, "[1,2]", #""x,""#], Array(repeating: "{}", count: 9),
    ])
    func `a snapshot is one JSON document, a record a line`(records: [String]) throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path: path, create: false)
            try write(records, in: folder)
            #expect(try read(folder) == records)
            let data = try Data(contentsOf: URL(filePath: path + "/snapshot-4.json"))
            let text = String(decoding: data, as: UTF8.self)
            let head =
                #"{"format":1,"kind":"snapshot","store":"s-1","generation":4,"position":9,"#
                + #""count":\#(records.count),"records":["# + "\n"
            #expect(text.hasPrefix(head))
            let body = records.joined(separator: ",\n") + (records.isEmpty ? "]" : "\n]")
            #expect(text.dropFirst(head.count).hasPrefix(body + #","c":""#))
            let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            #expect((object?["records"] as? [Any])?.count == records.count)
        }
    }

    @Test func `a line end within a record becomes a space`() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path: path, create: false)
            try write(["{\n}", "[1,\n2]"], in: folder)
            #expect(try read(folder) == ["{ }", "[1, 2]"])
        }
    }

    @Test func `a record larger than every buffer comes back`() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path: path, create: false)
            let records = ["1", "\"" + String(repeating: "a", count: 1 << 20) + "\"", "2"]
            try write(records, in: folder)
            #expect(try read(folder) == records)
        }
    }

    @Test func `another count than announced leaves the old file`() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path: path, create: false)
            try write(["1"], in: folder)
            let error = #expect(throws: StorageError.self) {
                try write(["1", "2"], in: folder, count: 3)
            }
            #expect(error?.reason == "3 records were announced and 2 given")
            #expect(try read(folder) == ["1"])
            #expect(try folder.folder.names().sorted() == ["lock", "snapshot-4.json"])
        }
    }

    @Test func `a snapshot is checked whole before any record is handed out`() throws {
        try withTemporaryFolder { path in
            let folder = try DataFolder(path: path, create: false)
            try write(["1", "2", "3"], in: folder)
            let url = URL(filePath: path + "/snapshot-4.json")
            var data = try Data(contentsOf: url)
            data[data.count - 21] ^= 1
            try data.write(to: url)
            var count = 0
            let error = #expect(throws: RecoveryRefusal.self) {
                try SnapshotFile.read(in: folder.folder, generation: 4) { _ in count += 1 }
            }
            #expect(error?.kind == .damaged)
            #expect(count == 0)
        }
    }
}
