import Testing

import StorageTesting
@testable import Storage

/// Several generations: snapshots and journals that are damaged, missing, foreign or newer.
struct RecoveryFilesTests {
    private static let path = "/data"
    private static let values: [UInt64] = Array(1...8)

    /// Two snapshots, generations 2 and 3, and the journals 2 and 3.
    private func makeDisk() throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        store.commit([1, 2])
        try store.takeSnapshot()
        store.commit([3])
        store.commit([4, 5])
        try store.takeSnapshot()
        store.commit([6])
        store.commit([7, 8])
        store.journal.close()
        return disk
    }

    private func recover(
        _ disk: SimulatedDisk
    ) throws -> (report: RecoveryReport, values: [UInt64]) {
        try TestStore.recover(try Folder(Self.path, fileSystem: disk))
    }

    private func refusal(_ disk: SimulatedDisk) throws -> RecoveryRefusal? {
        do {
            _ = try recover(disk)
            return nil
        } catch let error as RecoveryRefusal {
            return error
        }
    }

    private static let unusable: [[UInt8]?] = [
        nil, [], Array("{}".utf8), Array("{}\n".utf8), [UInt8](repeating: 0, count: 300),
        (0..<999).map { UInt8(truncatingIfNeeded: $0 &* 7) },
    ]

    @Test func `two generations are kept, and the state comes from the newer`() throws {
        let disk = try makeDisk()
        #expect(
            disk.files.keys.sorted() == [
                "/data/journal-2.jsonl", "/data/journal-3.jsonl", "/data/snapshot-2.json",
                "/data/snapshot-3.json",
            ])
        let found = try recover(disk)
        #expect(found.values == Self.values)
        #expect(found.report.snapshotGeneration == 3)
        #expect(found.report.journalRecordCount == 3)
        #expect(found.report.nextGeneration == 4)
    }

    @Test(arguments: unusable.indices)
    func `without the newest snapshot the older one and both journals serve`(index: Int) throws {
        let disk = try makeDisk().replacing("/data/snapshot-3.json", with: Self.unusable[index])
        let found = try recover(disk)
        #expect(found.values == Self.values)
        #expect(found.report.snapshotGeneration == 2)
        #expect(found.report.notes.count == (Self.unusable[index] == nil ? 0 : 1))
        #expect(found.report.journalCount == 2)
        // The next start must not take the damaged one for one of the two it keeps.
        let store = try TestStore(Self.path, on: disk)
        #expect(store.owner.values == Self.values)
        #expect(disk.files["/data/snapshot-2.json"] != nil)
        #expect(disk.files["/data/journal-2.jsonl"] != nil)
    }

    @Test func `a snapshot changed or cut at any byte is not used`() throws {
        let disk = try makeDisk()
        let bytes = disk.bytes(of: "/data/snapshot-3.json")
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 4
            let flipped = disk.replacing("/data/snapshot-3.json", with: changed)
            // A digit of the format may look like a newer one, which nobody may touch.
            if try refusal(flipped)?.kind != .newerFormat {
                #expect(try recover(flipped).report.snapshotGeneration == 2)
                #expect(try recover(flipped).values == Self.values)
            }
            let cut = disk.replacing("/data/snapshot-3.json", with: Array(bytes[..<offset]))
            #expect(try recover(cut).report.snapshotGeneration == 2)
        }
    }

    @Test(arguments: unusable.indices)
    func `with no good snapshot later journals are refused, and nothing changes`(
        index: Int
    ) throws {
        let disk = try makeDisk()
            .replacing("/data/snapshot-2.json", with: Self.unusable[index])
            .replacing("/data/snapshot-3.json", with: Self.unusable[index])
        let files = disk.files
        #expect(try refusal(disk)?.kind == .incomplete)
        #expect(try refusal(disk)?.file == "journal-2.jsonl")
        #expect(throws: RecoveryRefusal.self) { try TestStore(Self.path, on: disk) }
        #expect(disk.files == files)
    }

    @Test(arguments: ["journal-2.jsonl", "journal-3.jsonl"])
    func `a missing journal is refused when its records are needed`(name: String) throws {
        let disk = try makeDisk().replacing("/data/" + name, with: nil)
        if name == "journal-3.jsonl" {
            #expect(try refusal(disk)?.kind == .incomplete)
            #expect(try refusal(disk)?.file == name)
        } else {
            #expect(try recover(disk).values == Self.values)
            let older = disk.replacing("/data/snapshot-3.json", with: nil)
            #expect(try refusal(older)?.kind == .incomplete)
        }
    }

    @Test func `an earlier journal that ends too soon is refused`() throws {
        let disk = try makeDisk().replacing("/data/snapshot-3.json", with: nil)
        let bytes = disk.bytes(of: "/data/journal-2.jsonl")
        let lastLine = try #require(bytes.dropLast().lastIndex(of: 0x0a)) + 1
        for size in [bytes.count - 40, bytes.count - 60, 200, lastLine] {
            let cut = disk.replacing("/data/journal-2.jsonl", with: Array(bytes[..<size]))
            let kind = try refusal(cut)?.kind
            #expect(kind == .incomplete || kind == .damaged)
        }
    }

    @Test(arguments: ["journal-3.jsonl", "snapshot-3.json", "snapshot-2.json"])
    func `a newer format is refused with both numbers, untouched`(name: String) throws {
        let plain = try makeDisk()
        let text = String(decoding: plain.bytes(of: "/data/" + name), as: UTF8.self)
        let newer = #"{"format":2"# + text.dropFirst(#"{"format":1"#.count)
        let disk = plain.replacing("/data/" + name, with: Array(newer.utf8))
        let files = disk.files
        let error = try refusal(disk)
        #expect(error?.kind == .newerFormat)
        #expect(error?.file == name)
        #expect(error?.reason == "it has format 2, this version reads up to format 1")
        #expect(throws: RecoveryRefusal.self) { try TestStore(Self.path, on: disk) }
        #expect(disk.files == files)
    }

    @Test func `files of another store are refused`() throws {
        let disk = try makeDisk()
        let header = JournalHeader(storeID: "other", generation: 4, firstPosition: 9)
        let journal = disk.replacing("/data/journal-4.jsonl", with: header.line)
        #expect(try refusal(journal)?.kind == .foreign)

        let other = SimulatedDisk()
        let folder = try DataFolder(path: Self.path, create: true, fileSystem: other)
        try SnapshotFile.write(
            in: folder, storeID: "other", generation: 3, position: 5, count: 0
        ) { _ in }
        let snapshot = disk.replacing(
            "/data/snapshot-3.json", with: other.bytes(of: "/data/snapshot-3.json"))
        #expect(try refusal(snapshot)?.kind == .foreign)
    }

    @Test(arguments: [
        ("journal-3.jsonl", "journal-9.jsonl"), ("snapshot-3.json", "snapshot-9.json"),
    ])
    func `a renamed file is not taken for what it is called`(old: String, new: String) throws {
        let disk = try makeDisk()
        let renamed = disk.replacing("/data/" + new, with: disk.bytes(of: "/data/" + old))
        if old.hasPrefix("journal") {
            #expect(try refusal(renamed)?.kind == .damaged)
        } else {
            #expect(try recover(renamed).report.snapshotGeneration == 3)
        }
    }

    @Test func `a very first start that never finished is fresh`() throws {
        let header = JournalHeader(storeID: "test", generation: 1, firstPosition: 1).line
        let empty = try fresh()
        for size in 0..<header.count - 1 {
            var zeroed = Array(header[..<size])
            zeroed += [UInt8](repeating: 0, count: 100)
            for bytes in [Array(header[..<size]), zeroed] {
                let disk = empty.replacing("/data/journal-1.jsonl", with: bytes)
                #expect(try recover(disk).report.isFresh)
                #expect(try TestStore(Self.path, on: disk).journal.status.generation == 2)
                #expect(try recover(disk).report.storeID == "test")
            }
        }
        let whole = empty.replacing("/data/journal-1.jsonl", with: header)
        #expect(try recover(whole).report.storeID == "test")
        #expect(try recover(whole).report.position == 0)
    }

    private func fresh() throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        _ = try DataFolder(path: Self.path, create: true, fileSystem: disk)
        return disk
    }

    @Test(arguments: [
        ("snapshot-1.json", Array("{}".utf8)), ("snapshot-1.json", []),
        ("journal-7.jsonl", []), ("journal-1.jsonl", [UInt8](repeating: 0x41, count: 2000)),
    ])
    func `files of which none is good are never taken for an empty store`(
        name: String, bytes: [UInt8]
    ) throws {
        let disk = try fresh().replacing("/data/" + name, with: bytes)
        #expect(try refusal(disk) != nil)
    }

    @Test func `a journal that was never finished making is passed over, and its number too`()
        throws
    {
        let plain = try makeDisk()
        let disk = plain.replacing("/data/journal-4.jsonl", with: Array("{\"form".utf8))
        let found = try recover(disk)
        #expect(found.values == Self.values)
        #expect(found.report.nextGeneration == 5)
        #expect(found.report.notes.count == 1)

        // With records in it, its header was durable once.
        var bytes = plain.bytes(of: "/data/journal-3.jsonl")
        bytes[30] ^= 1
        let damaged = plain.replacing("/data/journal-3.jsonl", with: bytes)
        #expect(try refusal(damaged)?.kind == .damaged)
        #expect(try refusal(damaged)?.followingCount == 3)
    }

    @Test func `old files are only deleted beside the two snapshots that replace them`() throws {
        let disk = try makeDisk().replacing("/data/snapshot-2.json", with: nil)
        let folder = try DataFolder(path: Self.path, create: false, fileSystem: disk)
        let files = disk.files
        #expect(throws: StorageError.self) {
            try Recovery.removeOldGenerations(
                in: folder, newest: 3, previous: 2, isHurried: { true })
        }
        #expect(throws: StorageError.self) {
            try Recovery.removeOldGenerations(
                in: folder, newest: 4, previous: 3, isHurried: { true })
        }
        try Recovery.removeOldGenerations(in: folder, newest: 3, previous: nil, isHurried: { true })
        #expect(disk.files == files)
        try Recovery.removeOldGenerations(in: folder, newest: 3, previous: 3, isHurried: { true })
        #expect(disk.files.keys.sorted() == ["/data/journal-3.jsonl", "/data/snapshot-3.json"])
    }
}
