import ArenaStore
import Foundation
import Glibc
import Telemetry
import Testing

@testable import Application

/// Copies of a data folder, made and brought back by commands.
struct BackupCommandTests {
    private let folder: TemporaryFolder
    private var data: String { folder.path(of: "data") }
    private var backup: String { folder.path(of: "backup") }
    private var restored: String { folder.path(of: "restored") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path(of: "data"), withIntermediateDirectories: false)
        let made = arena("token", "create", "--name=keeper", "--scope=admin", in: data)
        #expect(made.code == .success)
    }

    private func arena(_ words: String..., in dataPath: String) -> Ending {
        let recorded = RecordedConsole()
        let program = Program(
            words: words, environment: ["ARENA_DATA_DIR": dataPath], console: recorded.console)
        let code = program.run()
        return Ending(code: code, data: recorded.data, messages: recorded.messages)
    }

    private func contents(of path: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            contents[name] = try Data(contentsOf: URL(filePath: path + "/" + name))
        }
        return contents
    }

    private func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func `what was backed up is restored, for its owner only, and its source kept`() throws {
        let before = try contents(of: data)
        let saved = arena("backup", backup, in: data)
        #expect(saved.code == .success)
        #expect(saved.messages == [])
        #expect(saved.data.contains("tokens: 1\n"))
        #expect(saved.data.contains("after position 1 "))
        #expect(saved.data.hasSuffix("copied from \(data) to \(backup)\n"))
        let copy = try contents(of: backup)
        let back = arena("restore", backup, in: restored)
        #expect(back.code == .success)
        #expect(back.data.contains("tokens: 1\n"))
        #expect(try contents(of: data) == before)
        #expect(try contents(of: backup) == copy)
        #expect(try names() == ["backup", "data", "restored"])
        for path in [backup, restored] {
            #expect(mode(of: path) == 0o700)
            for name in try contents(of: path).keys {
                #expect(mode(of: path + "/" + name) == 0o600, "\(name)")
            }
        }
        let listed = arena("token", "list", in: data).data
        #expect(listed.contains("keeper"))
        #expect(arena("token", "list", in: restored).data == listed)
    }

    @Test func `a folder in use is backed up, and not restored into`() throws {
        let store = try Store(Store.Configuration(path: data), log: .silent)
        defer { store.close() }
        #expect(arena("backup", backup, in: data).code == .success)
        let before = try contents(of: data)
        let refused = arena("restore", backup, in: data)
        #expect(refused.code == .temporary)
        #expect(refused.messages.count == 1)
        #expect(try contents(of: data) == before)
    }

    @Test func `what holds anything is left as it is, and a remedy told`() throws {
        #expect(arena("backup", backup, in: data).code == .success)
        let before = (try contents(of: data), try contents(of: backup))
        let endings = [arena("backup", backup, in: data), arena("restore", backup, in: data)]
        for (ending, path) in zip(endings, [backup, data]) {
            #expect(ending.code == .cannotCreate)
            #expect(
                ending.messages == [
                    "arena: cannot use \(path): it is not empty; "
                        + "name a folder that is not there yet"
                ])
        }
        #expect(arena("backup", backup + "/lock", in: data).code == .cannotCreate)
        #expect(arena("backup", folder.path(of: "no/where"), in: data).code == .cannotCreate)
        let after = (try contents(of: data), try contents(of: backup))
        #expect(before == after)
        #expect(try names() == ["backup", "data"])
    }

    @Test func `without something to copy nothing is made`() throws {
        let none = folder.path(of: "none")
        try FileManager.default.createDirectory(
            atPath: folder.path(of: "empty"), withIntermediateDirectories: false)
        #expect(arena("backup", backup, in: none).code == .noInput)
        #expect(arena("restore", none, in: restored).code == .noInput)
        #expect(arena("backup", backup, in: folder.path(of: "empty")).code == .badData)
        #expect(arena("backup", in: data).code == .usage)
        #expect(arena("restore", in: restored).code == .usage)
        #expect(try names() == ["data", "empty"])
    }

    @Test(arguments: ["backup", "restore"])
    func `damage is told in one line, and nothing is made`(command: String) throws {
        for name in try contents(of: data).keys where name.hasPrefix("snapshot-") {
            _ = try folder.write("noise\n", to: "data/" + name)
        }
        for name in try contents(of: data).keys where name.hasPrefix("journal-") {
            _ = try folder.write("noise\n", to: "data/" + name)
        }
        let ending =
            command == "backup"
            ? arena("backup", backup, in: data) : arena("restore", data, in: restored)
        #expect(ending.code == .badData)
        #expect(ending.data == "")
        #expect(ending.messages.count == 1)
        #expect(ending.messages.first?.contains(data) == true)
        #expect(try names() == ["data"])
    }
}
