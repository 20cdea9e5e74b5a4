import Glibc
import Testing

import StorageTesting
@testable import Storage

/// Journals: what is torn, what is damaged, what is missing.
struct RecoveryTests {
    private static let path = "/data"
    private static let file = "/data/journal-1.jsonl"
    private static let groups: [[UInt64]] = [[1], [2, 3], [4], [5, 6, 7], [8, 9]]
    private static let values = groups.flatMap(\.self)

    private func makeDisk(_ groups: [[UInt64]] = Self.groups) throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        let store = try TestStore(Self.path, on: disk)
        for group in groups { store.commit(group) }
        store.journal.close()
        return disk
    }

    private func recover(
        _ disk: SimulatedDisk
    ) throws(RecoveryRefusal) -> (report: RecoveryReport, values: [UInt64]) {
        let folder: Folder
        do {
            folder = try Folder(Self.path, fileSystem: disk)
        } catch {
            throw RecoveryRefusal(.unreadable, file: "", reason: error.description)
        }
        return try TestStore.recover(folder)
    }

    private func refusal(_ disk: SimulatedDisk) -> RecoveryRefusal? {
        do {
            _ = try recover(disk)
            return nil
        } catch {
            return error
        }
    }

    private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0a).map { bytes[$0.startIndex...$0.endIndex] }
    }

    @Test func `an empty folder holds no store yet`() throws {
        let disk = SimulatedDisk()
        _ = try DataFolder(path: Self.path, create: true, fileSystem: disk)
        let found = try recover(disk)
        #expect(found.report.isFresh)
        #expect(found.report.nextGeneration == 1)
        #expect(found.report.position == 0)
    }

    @Test func `everything comes back, and the report tells what it was`() throws {
        let disk = try makeDisk()
        let found = try recover(disk)
        #expect(found.values == Self.values)
        #expect(found.report.storeID == "test")
        #expect(found.report.position == 9)
        #expect(found.report.nextGeneration == 2)
        #expect(found.report.snapshotGeneration == 1)
        #expect(found.report.journalRecordCount == 9)
        #expect(found.report.journalByteCount == disk.bytes(of: Self.file).count)
        #expect(found.report.tails.isEmpty && found.report.notes.isEmpty)
    }

    @Test func `a journal cut at any byte gives what is whole, and the rest is kept aside`()
        throws
    {
        let disk = try makeDisk()
        let bytes = disk.bytes(of: Self.file)
        let ends = bytes.indices.filter { bytes[$0] == 0x0a }
        for size in 0..<bytes.count {
            let cut = disk.replacing(Self.file, with: Array(bytes[..<size]))
            // Of a line that only lacks its end nothing is lost.
            let whole = ends.count { $0 <= size } - 1
            if size < ends[0] {
                #expect(refusal(cut)?.kind == .incomplete, "\(size)")
                continue
            }
            let store = try TestStore(Self.path, on: cut)
            #expect(store.owner.values == Array(Self.values.prefix(whole)), "\(size)")
            let start = ends.last { $0 < size }.map { $0 + 1 } ?? 0
            let isTorn = start < size && !ends.contains(size)
            #expect(store.report.tornByteCount == (isTorn ? size - start : 0), "\(size)")
            let kept = cut.bytes(of: "/data/journal-1.torn-1")
            #expect(kept == (isTorn ? Array(bytes[start..<size]) : []), "\(size)")
            store.commit([77])
            #expect(try recover(cut).values == Array(Self.values.prefix(whole)) + [77])
        }
    }

    @Test func `a flipped bit anywhere is refused or costs only the end of the last group`()
        throws
    {
        let disk = try makeDisk()
        let bytes = disk.bytes(of: Self.file)
        let lines = lines(bytes)
        let lastGroup = lines[lines.count - 2].startIndex
        let header = lines[0].endIndex
        for offset in bytes.indices {
            for bit in [0, 5] {
                var changed = bytes
                changed[offset] ^= 1 << UInt8(bit)
                let flipped = disk.replacing(Self.file, with: changed)
                do {
                    let values = try recover(flipped).values
                    #expect(offset >= lastGroup, "\(offset)")
                    #expect(Self.values.starts(with: values) && values.count >= 7)
                } catch {
                    let isInHeader = offset < header
                    #expect(offset < lastGroup, "\(offset)")
                    #expect(isInHeader || error.kind == .damaged)
                    #expect(isInHeader || (error.byteOffset ?? .max) <= offset)
                    let line = lines.last { $0.startIndex <= offset }
                    #expect(isInHeader || error.byteOffset == line?.startIndex)
                }
            }
        }
    }

    @Test func `a missing, doubled or swapped record is refused`() throws {
        let disk = try makeDisk()
        let lines = lines(disk.bytes(of: Self.file))
        for index in 1..<lines.count {
            var changed = lines
            changed.remove(at: index)
            let missing = disk.replacing(Self.file, with: Array(changed.joined()))
            // Of a file that simply ends earlier nothing can be told.
            #expect((refusal(missing)?.kind == .damaged) == (index < lines.count - 1))
            changed = lines
            changed.insert(lines[index], at: index)
            let doubled = disk.replacing(Self.file, with: Array(changed.joined()))
            #expect(refusal(doubled)?.position == UInt64(index + 1))
            if index + 1 < lines.count {
                changed = lines
                changed.swapAt(index, index + 1)
                let swapped = disk.replacing(Self.file, with: Array(changed.joined()))
                #expect(refusal(swapped)?.position == UInt64(index))
            }
        }
    }

    @Test(arguments: [1, 20, 64, 200, 512])
    func `missing or zeroed bytes in the middle are refused`(count: Int) throws {
        let disk = try makeDisk()
        let bytes = disk.bytes(of: Self.file)
        let lines = lines(bytes)
        let lastGroup = lines[lines.count - 2].startIndex
        for start in stride(from: lines[1].startIndex, to: lastGroup - count, by: 7) {
            var changed = bytes
            changed.removeSubrange(start..<start + count)
            #expect(refusal(disk.replacing(Self.file, with: changed))?.kind == .damaged)
            changed = bytes
            for index in start..<start + count { changed[index] = 0 }
            #expect(refusal(disk.replacing(Self.file, with: changed))?.kind == .damaged)
        }
    }

    @Test(arguments: [
        [UInt8](repeating: 0, count: 4096), Array("{\"p\":10,\"g\":10,\"at\":1,\"eff".utf8),
        Array("\n\n ".utf8), Array("noise\nmore noise\n\n{\"p\":".utf8), [0xff], Array("{}\n".utf8),
    ])
    func `zeros, noise or half a record at the end are a torn tail`(tail: [UInt8]) throws {
        let disk = try makeDisk()
        let bytes = disk.bytes(of: Self.file)
        let found = try recover(disk.replacing(Self.file, with: bytes + tail))
        #expect(found.values == Self.values)
        #expect(
            found.report.tails == [
                RecoveryReport.Tail(
                    reason: .torn, generation: 1, byteOffset: bytes.count, byteCount: tail.count,
                    position: 10)
            ])
    }

    @Test func `sectors of the last group that arrived out of order are a torn tail`() throws {
        let disk = try makeDisk([[1], [2, 3, 4, 5, 6]])
        var bytes = disk.bytes(of: Self.file)
        let third = lines(bytes)[3]
        for index in third.startIndex + 2..<third.startIndex + 20 { bytes[index] = 0 }
        let found = try recover(disk.replacing(Self.file, with: bytes))
        #expect(found.values == [1, 2])
        #expect(found.report.tornByteCount == bytes.count - third.startIndex)
    }

    @Test func `the refusal tells file, byte, position and what follows in one line`() throws {
        let disk = try makeDisk()
        var bytes = disk.bytes(of: Self.file)
        let start = lines(bytes)[3].startIndex
        bytes[start + 20] ^= 1
        let error = refusal(disk.replacing(Self.file, with: bytes))
        #expect(error?.followingCount == 6)
        #expect(
            error?.description
                == "journal-1.jsonl, byte \(start), position 3: the record there is damaged, and "
                + "later ones were durable; 6 good records follow in this file. Nothing was "
                + "changed; put the missing or undamaged file back, or restore the folder from a "
                + "backup.")
    }

    @Test func `a record that the owner cannot use is refused with its place`() throws {
        let disk = SimulatedDisk()
        let folder = try DataFolder(path: Self.path, create: true, fileSystem: disk)
        let owner = TestOwner()
        let journal = try Journal(
            folder: folder, storeID: "s", generation: 1, firstPosition: 1,
            take: { $0.append(members: Array("\"odd\":1".utf8)) }, done: owner.done)
        journal.signal()
        _ = owner.waitForOutcome()
        let error = refusal(disk)
        #expect(error?.kind == .rejected)
        #expect(error?.position == 1)
        #expect(error?.reason == "NotANumber()")
    }

    @Test func `a file that cannot be read is refused as such`() throws {
        for call in [SimulatedDisk.Call.read, .open, .names, .size] {
            let disk = try makeDisk()
            let folder = try Folder(Self.path, fileSystem: disk)
            disk.setFault { $0 == call && !$1.hasSuffix("/lock") && $2 > 0 ? .error(EIO) : nil }
            let error = #expect(throws: RecoveryRefusal.self) { try TestStore.recover(folder) }
            #expect(error?.kind == .unreadable)
        }
    }
}
