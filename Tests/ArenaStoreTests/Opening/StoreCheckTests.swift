import Storage
import StorageTesting
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct StoreCheckTests {
    @Test func `a good store: what a start would find, read without a change`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
        let before = disk.files
        let check = StoreCheck(of: "/data", fileSystem: disk)
        #expect(check.isGood)
        #expect(check.lines.first?.hasPrefix("store ") == true)
        #expect(check.lines[1] == "snapshot of generation 2: 7 records, good")
        #expect(check.lines[2].hasPrefix("journals: 1 with 2 changes in "))
        #expect(check.lines.contains("organisations: 5"))
        #expect(check.lines.contains("posts: 0"))
        #expect(check.lines.last == "a start would go on after position 5 with generation 3")
        #expect(disk.files == before)
    }

    @Test func `an unfinished end is told and not touched`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
        let bytes = disk.bytes(of: "/data/journal-2.jsonl")
        let torn = disk.replacing("/data/journal-2.jsonl", with: bytes + Array("{\"p\":6".utf8))
        let before = torn.files
        let check = StoreCheck(of: "/data", fileSystem: torn)
        #expect(check.isGood)
        #expect(
            check.lines.contains {
                $0.hasPrefix("journal-2.jsonl, byte \(bytes.count), position 6: 6 bytes were never")
            })
        #expect(torn.files == before)
    }

    @Test func `a damaged snapshot is told, and the older one serves`() throws {
        let disk = try SimulatedDisk.withStoreOfFive().replacing("/data/snapshot-2.json", with: [])
        let check = StoreCheck(of: "/data", fileSystem: disk)
        #expect(check.isGood)
        #expect(
            check.lines.contains { $0.hasPrefix("snapshot-2.json is damaged and was not used") })
        #expect(check.lines.contains("organisations: 5"))
    }

    @Test func `damage is told in one line with the remedy`() throws {
        let disk = try SimulatedDisk.withStoreOfFive()
            .replacing("/data/journal-2.jsonl", with: Array("x\n".utf8))
        let check = StoreCheck(of: "/data", fileSystem: disk)
        #expect(!check.isGood)
        #expect(check.lines.count == 1)
        #expect(check.lines[0].hasPrefix("a store would not start in /data: journal-2.jsonl"))
        #expect(check.lines[0].hasSuffix("restore the folder from a backup."))
    }

    @Test func `an empty folder and a missing one`() throws {
        let disk = SimulatedDisk()
        let missing = StoreCheck(of: "/data", fileSystem: disk)
        #expect(!missing.isGood)
        #expect(missing.lines.count == 1)
        try disk.makeFolder("/data", mode: 0o700)
        let empty = StoreCheck(of: "/data", fileSystem: disk)
        #expect(empty == StoreCheck(of: "/data", fileSystem: disk))
        #expect(empty.isGood)
        #expect(empty.lines == ["no store here yet: a start would make one"])
        #expect(disk.files.isEmpty)
    }
}
