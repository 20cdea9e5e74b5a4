import Foundation
import Glibc
import Testing

@testable import Application

/// What keeps a server from starting: one line, the right exit code, and nothing listens.
struct StartFailureTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func failure(
        _ environment: [String: String] = [:], data: String
    ) throws -> ArenaProcess.Ending {
        try ArenaProcess(
            "serve", "--port", "0", "--data", data, environment: environment, in: folder
        ).ending()
    }

    @Test func `bad values are told all at once`() throws {
        let ending = try ArenaProcess(
            "serve", "--port", "http",
            environment: [
                "ARENA_COSIGNERS": "0", "ARENA_SHUTDOWN_TIMEOUT": "8",
                "ARENA_ADMIN_TOKEN": "too short",
            ], in: folder
        ).ending()
        #expect(ending.status == 78)
        #expect(ending.data == "")
        #expect(
            ending.messages.map { String($0.prefix { $0 != ";" }) } == [
                "arena: ARENA_ADMIN_TOKEN: the value is not valid",
                "arena: ARENA_COSIGNERS: \"0\" is not valid",
                "arena: ARENA_SHUTDOWN_TIMEOUT: \"8\" is not valid",
                "arena: --port: \"http\" is not valid",
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `a port that another listens on`() throws {
        let server = try ArenaProcess(
            "serve", "--port", "0", "--data", folder.path(of: "first"), in: folder)
        let port = try server.port()
        let ending = try ArenaProcess(
            "serve", "--port", "\(port)", "--data", folder.path(of: "second"),
            environment: ["ARENA_LOG_LEVEL": "error"], in: folder
        ).ending()
        #expect(ending.status == 69)
        #expect(ending.data == "")
        #expect(
            ending.messages == [
                "arena: cannot listen at 127.0.0.1:\(port): Address already in use;"
                    + " stop what listens there, or choose another --port"
            ])
    }

    @Test func `an address of another machine`() throws {
        let ending = try ArenaProcess(
            "serve", "--listen", "192.0.2.1:0", "--data", folder.path(of: "data"),
            environment: ["ARENA_LOG_LEVEL": "error"], in: folder
        ).ending()
        #expect(ending.status == 78)
        #expect(ending.messages.count == 1)
    }

    @Test func `a data folder that another process uses`() throws {
        let data = folder.path(of: "data")
        let server = try ArenaProcess("serve", "--port", "0", "--data", data, in: folder)
        _ = try server.address()
        let ending = try failure(data: data)
        #expect(ending.status == 75)
        #expect(ending.data == "")
        #expect(ending.messages.count == 1)
        #expect(
            ending.messages.first?.contains("it is in use by process \(server.identifier)")
                == true)
    }

    @Test func `a file in the place of the data folder`() throws {
        let file = try folder.write("text", to: "data")
        let ending = try failure(data: file)
        #expect(ending.status == 73)
        #expect(ending.messages.count == 1)
        #expect(ending.messages.first?.contains("\(file): Not a directory") == true)
        #expect(try folder.text(of: "data") == "text")
    }

    @Test func `a data folder without a folder above it`() throws {
        let ending = try failure(data: folder.path(of: "none/data"))
        #expect(ending.status == 73)
        #expect(ending.messages.count == 1)
    }

    @Test func `a folder that may not be written`() throws {
        // Not even root may make a folder there.
        let ending = try failure(data: "/sys/arena")
        #expect(ending.status == 77)
        #expect(ending.messages.count == 1)
        #expect(ending.messages.first?.contains("/sys/arena") == true)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a data folder that may not be written`() throws {
        let data = folder.path(of: "data")
        try #require(mkdir(data, 0o500) == 0)
        let ending = try failure(data: data)
        #expect(ending.status == 77)
        #expect(ending.messages.count == 1)
        #expect(ending.messages.first?.contains("Permission denied") == true)
    }

    @Test func `a damaged data folder`() throws {
        let data = folder.path(of: "data")
        let server = try ArenaProcess("serve", "--port", "0", "--data", data, in: folder)
        _ = try server.address()
        server.signal(SIGTERM)
        #expect(server.ending().status == 0)
        for name in try FileManager.default.contentsOfDirectory(atPath: data)
        where name.hasPrefix("snapshot") || name.hasPrefix("journal") {
            _ = try folder.write("noise", to: "data/" + name)
        }
        let ending = try failure(data: data)
        #expect(ending.status == 65)
        #expect(ending.data == "")
        #expect(ending.messages.last?.contains(data) == true)
    }
}
