import Foundation
import Glibc
import Storage
import StorageTesting
import Telemetry
import Testing

@testable import ArenaCore
@testable import ArenaStore

struct OpeningTests {
    private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "arena-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        try body(url.path(percentEncoded: false))
    }

    private func open(_ path: String) throws -> Store {
        try Store(.init(path: path), log: .silent)
    }

    private func message(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `on the real file system what is written is found again`() throws {
        try withTemporaryFolder { path in
            for round in 0..<3 {
                let store = try open(path + "/data")
                #expect(store.state.names.count == round * 2)
                #expect(store.addAndWait("\(round) a"))
                _ = store.snapshotAndWait()
                #expect(store.addAndWait("\(round) b"))
                store.close()
            }
        }
    }

    @Test func `a snapshot that holds everything serves on, for some starts`() throws {
        let disk = SimulatedDisk()
        let first = try Store(on: disk)
        first.addAndWait("a")
        _ = first.snapshotAndWait()
        first.close()
        var random = SeededRandom(seed: 1)
        var generations: [UInt64] = []
        for round in 0..<20 {
            let store = try Store(on: disk)
            generations.append(store.status.lastSnapshot.generation)
            #expect(store.status.generation == UInt64(round + 3))
            #expect(store.state.names == ["a"])
            for cut in SimulatedDisk.PowerCut.allCases {
                let after = disk.afterPowerCut(cut, &random)
                let found = try RecoveredState(in: try Folder("/data", fileSystem: after))
                #expect(found.state.names == ["a"])
            }
            store.close()
        }
        #expect(generations.prefix(8).allSatisfy { $0 == 2 })
        #expect(Set(generations).count == 3)
        #expect(disk.files.count < 25)
        // A record, or an end that was cut, makes for a new one.
        let store = try Store(on: disk)
        store.addAndWait("b")
        store.close()
        let next = try Store(on: disk)
        #expect(next.status.lastSnapshot.generation == next.status.generation)
    }

    @Test func `a second store on the folder is refused, by any path, and harms nothing`() throws {
        try withTemporaryFolder { path in
            let store = try open(path)
            store.addAndWait("a")
            try FileManager.default.createSymbolicLink(
                atPath: path + "/link", withDestinationPath: path)
            for other in [path, path + "/", path + "/./", path + "/link"] {
                let text = try #require(message { _ = try open(other) })
                #expect(text.contains("it is in use by process \(getpid())"))
                #expect(text.hasSuffix("stop that process, or choose another data folder"))
                #expect(!text.contains("\n"))
            }
            #expect(store.addAndWait("b"))
            store.close()
            let again = try open(path)
            #expect(again.state.names == ["a", "b"])
        }
    }

    @Test func `of stores that start at the same instant exactly one runs`() throws {
        try withTemporaryFolder { path in
            let opened = Awaited<Store>()
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                if let store = try? open(path) {
                    #expect(!opened.isThere)
                    opened.bring(store)
                }
            }
            #expect(opened.wait()?.addAndWait("a") == true)
        }
    }

    @Test func `a folder that cannot be one is refused in one line that names it`() throws {
        try withTemporaryFolder { path in
            #expect(FileManager.default.createFile(atPath: path + "/file", contents: Data()))
            let file = try #require(message { _ = try open(path + "/file") })
            #expect(file.contains(path + "/file"))
            #expect(file.hasSuffix("choose another data folder"))
            let missing = try #require(message { _ = try open(path + "/no/such/place") })
            #expect(missing.contains("No such file or directory"))
            #expect(!missing.contains("\n"))
        }
    }

    @Test(arguments: [EROFS, ENOSPC, EACCES, EMFILE, EIO])
    func `a start that fails at any call says why in one line and loses nothing`(
        code: Int32
    ) throws {
        let calls = SimulatedDisk()
        let store = try Store(on: calls)
        for number in 0..<3 { store.addAndWait("\(number)") }
        store.close()
        let whole = calls.replacing("/data/none", with: nil)
        let count: Int = try {
            _ = try Store(on: whole)
            return whole.callCount
        }()
        for failing in 1...count {
            let disk = calls.replacing("/data/none", with: nil)
            disk.setFault { _, _, number in number >= failing ? .error(code) : nil }
            var opened: (any Error)?
            do { _ = try Store(on: disk) } catch { opened = error }
            guard let error = opened as? StoreError else { continue }
            let text = error.description
            #expect(error.systemCode == code || text.contains("Nothing was changed"))
            #expect(text.contains("/data") && !text.contains("\n"), "call \(failing)")
            disk.setFault(nil)
            let again = try Store(on: disk)
            #expect(again.state.names == ["0", "1", "2"], "call \(failing)")
        }
    }

    @Test func `damage is refused with file, byte, position and remedy, untouched`() throws {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        for number in 0..<5 { store.addAndWait("\(number)") }
        store.close()
        var bytes = disk.bytes(of: "/data/journal-1.jsonl")
        let offset = bytes.count / 2
        bytes[offset] ^= 1
        let damaged = disk.replacing("/data/journal-1.jsonl", with: bytes)
        let before = damaged.files
        let text = try #require(message { _ = try Store(on: damaged) })
        #expect(text.hasPrefix("cannot open the store in /data: journal-1.jsonl, byte "))
        #expect(text.contains(", position 3: "))
        #expect(text.contains("2 good records follow in this file. Nothing was changed; "))
        #expect(text.hasSuffix("restore the folder from a backup."))
        #expect(damaged.files == before)
    }

    @Test func `every byte of a small folder flipped: refused, or nothing acknowledged is lost`()
        throws
    {
        let disk = SimulatedDisk()
        let store = try Store(on: disk)
        for number in 0..<3 { store.addAndWait("\(number)") }
        _ = store.snapshotAndWait()
        store.addAndWait("3")
        store.addAndWait("4")
        store.close()
        let all: Set<String> = ["0", "1", "2", "3", "4"]
        for (path, bytes) in disk.files {
            for offset in bytes.indices {
                var changed = bytes
                changed[offset] ^= 0x04
                let damaged = disk.replacing(path, with: changed)
                guard let folder = try? Folder("/data", fileSystem: damaged),
                    let found = try? RecoveredState(in: folder)
                else { continue }
                // Only the very last record may go: of it a torn write cannot be told.
                let isComplete = found.state.names == all
                let isLast = path.hasSuffix("journal-2.jsonl") && found.state.position == 4
                #expect(isComplete || isLast, "\(path), byte \(offset)")
                #expect(isComplete || !found.report.tails.isEmpty)
            }
        }
    }
}
