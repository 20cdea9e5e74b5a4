import ArenaCore
import ArenaStore
import Crypto
import Foundation
import Glibc
import HTTP
import Synchronization
import Telemetry
import Testing

@testable import Application

struct ApplicationTests {
    private let folder: TemporaryFolder
    private var dataPath: String { folder.path(of: "data") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private var settings: Settings {
        var settings = Settings()
        settings.listen = .address(host: "127.0.0.1", port: 0)
        settings.dataFolder = folder.path(of: "data")
        settings.publicFolder = .none
        return settings
    }

    private func hash(_ text: String) -> Digest {
        Digest(digest: SHA256.hash(Array(text.utf8)))
    }

    @Test func `it listens where it says, and no more once it has stopped`() async throws {
        let application = try Application(settings)
        let address = try application.start()
        let port = try #require(address.port)
        let endpoint = HTTPServerConfiguration.Endpoint.address(
            host: "127.0.0.1", port: UInt16(port))
        #expect(HealthProbe(endpoint: endpoint).problem() == nil)
        #expect(await application.stop())
        #expect(
            HealthProbe(endpoint: endpoint).problem() == "cannot connect: Connection refused")
        // The folder is free again.
        let second = try Application(settings)
        await second.stop()
    }

    @Test func `the first admin's token is in a file of its own, once`() async throws {
        let lines = Mutex("")
        let log = Log(
            level: .debug, format: .text,
            sink: .closure { line in
                lines.withLock { $0 += String(decoding: line, as: UTF8.self) }
            })
        let application = try Application(settings, log: log)
        _ = try application.start()
        let text = try folder.text(of: "data/admin-token").trimmingCharacters(in: .newlines)
        var status = stat()
        #expect(stat(dataPath + "/admin-token", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let found = try #require(application.store.state.authenticate(hash(text)))
        #expect(found.viewer.isAdmin)
        #expect(found.token.value.scopes == [.admin])
        let logged = lines.withLock { $0 }
        #expect(logged.contains(dataPath + "/admin-token"))
        #expect(!logged.contains(text))
        await application.stop()

        let again = try Application(settings)
        _ = try again.start()
        #expect(try folder.text(of: "data/admin-token").hasPrefix(text))
        #expect(again.store.state.authenticate(hash(text)) != nil)
        #expect(again.store.state.position == 1)
        await again.stop()
    }

    @Test func `an admin token from the settings stands in no store`() async throws {
        var settings = settings
        settings.adminToken = hash("0123456789abcdefghijklmnopqrstuv")
        let application = try Application(settings)
        _ = try application.start()
        #expect(application.store.state.position == 0)
        #expect(!FileManager.default.fileExists(atPath: dataPath + "/admin-token"))
        await application.stop()
    }

    @Test func `rules come from the settings`() async throws {
        var settings = settings
        settings.registration = .closed
        settings.cosigners = 5
        let application = try Application(settings)
        #expect(application.store.limits.registration == .closed)
        #expect(application.store.limits.cosigners == 5)
        await application.stop()
    }

    @Test func `a folder can be opened once only`() async throws {
        let application = try Application(settings)
        let failure = #expect(throws: CommandFailure.self) { try Application(settings) }
        #expect(failure?.code == .temporary)
        await application.stop()
    }
}
