import ArenaCore
import ArenaStore
import Crypto
import Foundation
import Glibc
import JSON
import Telemetry
import Testing

@testable import Application

/// The commands that work on a data folder without a server.
struct OfflineCommandTests {
    private let folder: TemporaryFolder
    private var dataPath: String { folder.path(of: "data") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path(of: "data"), withIntermediateDirectories: false)
    }

    private func arena(_ words: String...) throws -> Ending {
        let recorded = RecordedConsole()
        let program = Program(
            words: words, environment: ["ARENA_DATA_DIR": dataPath], console: recorded.console)
        let code = program.run()
        return Ending(code: code, data: recorded.data, messages: recorded.messages)
    }

    private func token(of text: String) throws -> Token? {
        let store = try Store(Store.Configuration(path: dataPath), log: .silent)
        defer { store.close() }
        let hash = Digest(digest: SHA256.hash(Array(text.dropLast().utf8)))
        return store.state.authenticate(hash)?.token.value
    }

    @Test func `a token is made, printed once, listed, and known to the store`() throws {
        let made = try arena("token", "create", "--name", "way back in", "--scope", "admin")
        #expect(made.code == .success)
        #expect(made.data.hasPrefix("arena_"))
        #expect(made.data.count == 43)
        #expect(made.messages.count == 1)
        let token = try #require(try token(of: made.data))
        #expect(token.owner == .admin)
        #expect(token.scopes == [.admin])
        let life = token.expiresAt.map { ($0.milliseconds - token.createdAt.milliseconds) / 1000 }
        #expect(life.map { (90 * 86_400 - 2...90 * 86_400).contains($0) } == true)

        let table = try arena("token", "list").data
        #expect(table.contains(token.id.description))
        #expect(table.contains("way back in"))
        #expect(!table.contains(made.data.dropLast()))
        let json = try JSONValue(parsing: Array(try arena("token", "list", "--json").data.utf8))
        let item = try #require(json["items"]?.array?.first)
        #expect(item["id"]?.string == token.id.description)
        #expect(item["hint"]?.string == String(made.data.dropLast().suffix(4)))
    }

    @Test func `only the machine itself makes a token that never expires`() throws {
        let made = try arena(
            "token", "create", "--name=x", "--scope=admin", "--expires=never")
        #expect(made.code == .success)
        #expect(made.messages.first?.hasSuffix("never expires") == true)
        #expect(try token(of: made.data)?.expiresAt == nil)
    }

    @Test func `an organisation that is not there gets no token`() throws {
        let ending = try arena(
            "token", "create", "--name", "x", "--scope", "read,post", "--organisation",
            "019b76da-a800-7c3d-a1f2-b3c4d5e6f708")
        #expect(ending.code == .badData)
        #expect(ending.data == "")
        #expect(
            ending.messages == [
                "arena: there is no organisation 019b76da-a800-7c3d-a1f2-b3c4d5e6f708"
                    + " in this data folder"
            ])
    }

    @Test(arguments: [
        ([], 2), (["--name", "x"], 1), (["--name", "", "--scope", "admin"], 1),
        (["--name", "x", "--scope", "read"], 1), (["--name", "x", "--scope", "admin,admin"], 1),
        (["--name", "x", "--scope", "admin", "--expires", "367d"], 1),
        (["--name", "x", "--scope", "admin", "--expires", "0"], 1),
        (["--name", "x", "--scope", "read", "--organisation", "equinor"], 1),
        (["--name", "x\ny", "--scope", "reed", "--expires", "soon"], 3),
    ])
    func `a request that is wrong makes nothing and tells all that is wrong`(
        words: [String], count: Int
    ) throws {
        let recorded = RecordedConsole()
        let program = Program(
            words: ["token", "create", "--data", dataPath] + words, environment: [:],
            console: recorded.console)
        #expect(program.run() == .usage)
        #expect(recorded.messages.count == count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: dataPath) == [])
    }

    @Test func `a folder in use is left to the server`() throws {
        let store = try Store(Store.Configuration(path: dataPath), log: .silent)
        defer { store.close() }
        for words in [["token", "list"], ["token", "create", "--name=x", "--scope=admin"]] {
            let recorded = RecordedConsole()
            let program = Program(
                words: words + ["--data", dataPath], environment: [:], console: recorded.console)
            #expect(program.run() == .temporary)
            #expect(recorded.messages.last == "arena: while a server runs, ask it: /v1/tokens")
        }
    }

    @Test(arguments: [
        ["token", "list"], ["token", "create", "--name=x", "--scope=admin"], ["check"],
    ])
    func `a folder that is not there is not made`(words: [String]) throws {
        let recorded = RecordedConsole()
        let path = folder.path(of: "none")
        let program = Program(
            words: words + ["--data", path], environment: [:], console: recorded.console)
        #expect(program.run() == .noInput)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a good folder is checked and not changed`() throws {
        #expect(try arena("token", "create", "--name=x", "--scope=admin").code == .success)
        let before = try contents()
        let ending = try arena("check", dataPath)
        #expect(ending.code == .success)
        #expect(ending.messages == [])
        #expect(ending.data.contains("tokens: 1\n"))
        #expect(try contents() == before)
        #expect(try arena("check").data == ending.data)
    }

    @Test func `a damaged folder is told and not changed`() throws {
        #expect(try arena("token", "create", "--name=x", "--scope=admin").code == .success)
        for name in try contents().keys where name.hasSuffix(".json") || name.hasSuffix(".jsonl") {
            _ = try folder.write("noise\n", to: "data/" + name)
        }
        let before = try contents()
        let ending = try arena("check")
        #expect(ending.code == .badData)
        #expect(ending.data == "")
        #expect(ending.messages.first?.contains(dataPath) == true)
        #expect(try contents() == before)
    }

    private func contents() throws -> [String: String] {
        var contents: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: dataPath) {
            contents[name] = try folder.text(of: "data/" + name)
        }
        return contents
    }
}
