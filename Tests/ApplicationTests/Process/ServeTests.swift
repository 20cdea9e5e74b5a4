import Foundation
import Glibc
import Testing

@testable import Application

/// `arena serve` as a process.
struct ServeTests {
    private let folder: TemporaryFolder
    private var dataPath: String { folder.path(of: "data") }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func serve(_ environment: [String: String] = [:]) throws -> ArenaProcess {
        try ArenaProcess(
            "serve", "--port", "0", "--data", dataPath, environment: environment, in: folder)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `it prints one line, is healthy, and ends with 0 when it is asked to`(
        number: Int32
    ) throws {
        let server = try serve()
        let port = try server.port()
        let healthy = try ArenaProcess("healthcheck", "--port", "\(port)", in: folder).ending()
        #expect(healthy.status == 0)
        #expect(healthy.data == "ok\n")

        server.signal(number)
        let ending = server.ending()
        #expect(ending.status == 0)
        #expect(ending.data == "listening on http://127.0.0.1:\(port)\n")
        #expect(
            ending.messages.contains { $0.contains("listening address=http://127.0.0.1:\(port)") })
        #expect(ending.messages.contains { $0.hasSuffix("stopping signal=\(number)") })
        #expect(ending.messages.last?.hasSuffix("stopped") == true)

        let gone = try ArenaProcess("healthcheck", "--port", "\(port)", in: folder).ending()
        #expect(gone.status == 1)
        #expect(gone.messages == ["arena: 127.0.0.1:\(port): cannot connect: Connection refused"])
    }

    @Test(arguments: [nil, "glibc.malloc.check=1"])
    func `its allocator has larger caches where nothing else is asked for`(own: String?) throws {
        let server = try serve(own.map { ["GLIBC_TUNABLES": $0] } ?? [:])
        _ = try server.port()
        let place = "/proc/\(server.identifier)/"
        let environment = try Data(contentsOf: URL(filePath: place + "environ"))
        let variables = environment.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        let wanted = own ?? "glibc.malloc.tcache_count=127"
        #expect(
            variables.filter { $0.hasPrefix("GLIBC_TUNABLES=") } == ["GLIBC_TUNABLES=\(wanted)"])
        // It goes by its own name.
        #expect(try String(contentsOfFile: place + "comm", encoding: .utf8) == "arena\n")
        server.signal(SIGTERM)
        #expect(server.ending().status == 0)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a second signal ends it at once`(number: Int32) throws {
        let server = try serve(["ARENA_SHUTDOWN_TIMEOUT": "1h"])
        let request = try HalfRequest(port: try server.port())
        server.signal(number)
        try server.waitForMessage("stopping")
        server.signal(number)
        #expect(server.ending().status == 128 + number)
        request.close()
    }

    @Test func `a request that does not end is cut when the time is over`() throws {
        let server = try serve(["ARENA_SHUTDOWN_TIMEOUT": "200ms"])
        let request = try HalfRequest(port: try server.port())
        server.signal(SIGTERM)
        let ending = server.ending()
        #expect(ending.status == 0)
        #expect(ending.messages.contains { $0.contains("requests were cut off") })
        request.close()
    }

    @Test func `it listens at a socket in the file system and takes it away again`() throws {
        let path = folder.path(of: "socket")
        let server = try ArenaProcess(
            "serve", "--listen", "unix:" + path, "--data", dataPath, in: folder)
        #expect(try server.address() == "unix:" + path)
        let healthy = try ArenaProcess("healthcheck", "--listen", "unix:" + path, in: folder)
        #expect(healthy.ending().status == 0)
        server.signal(SIGTERM)
        #expect(server.ending().status == 0)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `it tells systemd that it is ready and that it stops`() throws {
        let path = folder.path(of: "notify")
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        let address = try #require(SystemSocketAddress(local: Array(path.utf8) + [0]))
        try #require(address.withPointer { bind(descriptor, $0, $1) } == 0)
        let server = try serve(["NOTIFY_SOCKET": path])
        _ = try server.address()
        #expect(received(descriptor) == "READY=1\nSTATUS=serving")
        server.signal(SIGTERM)
        #expect(server.ending().status == 0)
        #expect(received(descriptor) == "STOPPING=1")
    }

    private func received(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test func `a variable that is no setting is a warning in the log`() throws {
        let server = try serve(["ARENA_PROT": "80", "ARENA_LOG_FORMAT": "json"])
        _ = try server.address()
        server.signal(SIGTERM)
        let ending = server.ending()
        #expect(ending.status == 0)
        #expect(
            ending.messages.contains {
                $0.contains("\"warning\"") && $0.contains("did you mean ARENA_PORT?")
            })
    }

    @Test func `nobody at standard output does not disturb it`() throws {
        let server = try ArenaProcess(
            "serve", "--port", "0", "--data", dataPath, in: folder, dataPath: "/dev/full")
        try server.waitForMessage("No space left on device")
        server.signal(SIGTERM)
        #expect(server.ending().status == 0)
    }
}
