import Dispatch
import Glibc
import HTTP
import Testing

/// Listening, limits of connections and the end.
struct ServerTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func server(
        _ service: any HTTPService = TestService.echo,
        at endpoints: [HTTPServerConfiguration.Endpoint] = [.address(host: "127.0.0.1", port: 0)],
        configure: (inout HTTPServerConfiguration) -> Void = { _ in }
    ) -> HTTPServer {
        var configuration = HTTPServerConfiguration(endpoints: endpoints)
        configuration.loops = 2
        configure(&configuration)
        return HTTPServer(configuration: configuration, service: service)
    }

    @Test func `connections over the limit are told so and room is used again`() async throws {
        let (events, happened) = AsyncStream.makeStream(of: HTTPServerEvent.self)
        try await withServer(
            observer: { happened.yield($0) }, configure: { $0.connectionsMax = 2 }
        ) { address in
            let first = try TestClient(address)
            try first.send(Self.request)
            #expect(try first.response().status == 200)
            do {
                let second = try TestClient(address)
                try second.send(Self.request)
                #expect(try second.response().status == 200)
                let third = try TestClient(address)
                let response = try third.response()
                #expect(response.status == 503)
                #expect(response["retry-after"] == "5")
                #expect(response["connection"] == "close")
                #expect(try third.isClosed())
            }
            var closed = 0
            for await event in events where closed < 2 {
                if case .connectionClosed = event { closed += 1 }
                if closed == 2 { break }
            }
            let fourth = try TestClient(address)
            try fourth.send(Self.request)
            #expect(try fourth.response().status == 200)
        }
    }

    @Test func `one address may be limited`() async throws {
        try await withServer(configure: { $0.connectionsPerAddressMax = 1 }) { address in
            let first = try TestClient(address)
            try first.send(Self.request)
            #expect(try first.response().status == 200)
            #expect(try TestClient(address).response().status == 503)
        }
    }

    @Test func `it listens on IPv6 and on a path`() async throws {
        let path = "/tmp/http-\(getpid())-\(UInt32.random(in: 0 ... .max)).socket"
        let server = Self.server(at: [.address(host: "::1", port: 0), .local(path: path)])
        let addresses = try server.start()
        #expect(addresses.last == .local(path: path))
        for address in addresses {
            let client = try TestClient(address)
            try client.send(Self.request)
            #expect(try client.response().status == 200)
        }
        #expect(await server.drain(timeout: .seconds(120)))
        #expect(access(path, F_OK) != 0)
    }

    /// Binds and closes, as a server does that is killed.
    private static func leaveSocket(at path: String) throws {
        let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(left) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(left, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        #expect(access(path, F_OK) == 0)
    }

    @Test func `a socket left over at the path is replaced and a file is not`() async throws {
        let path = "/tmp/http-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try Self.leaveSocket(at: path)
        let first = Self.server(at: [.local(path: path)])
        let client = try TestClient(try #require(first.start().first))
        try client.send(Self.request)
        #expect(try client.response().status == 200)
        #expect(await first.drain(timeout: .seconds(120)))
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        defer { unlink(path) }
        let third = Self.server(at: [.local(path: path)])
        #expect(throws: HTTPServerError.self) { try third.start() }
        #expect(access(path, F_OK) == 0)
    }

    @Test func `a socket in use is not taken over, nor another's removed at the end`() async throws
    {
        let path = "/tmp/http-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        defer { unlink(path) }
        let first = Self.server(at: [.local(path: path)])
        _ = try first.start()
        let second = Self.server(at: [.local(path: path)])
        let taken = try #require(throws: HTTPServerError.self) { try second.start() }
        #expect(taken.code == EADDRINUSE)
        // Whoever moves it away may put another in its place.
        unlink(path)
        try Self.leaveSocket(at: path)
        #expect(await first.drain(timeout: .seconds(120)))
        #expect(access(path, F_OK) == 0)
    }

    @Test func `whoever cannot be kept to be told of a limit is told at once`() async throws {
        try await withServer(
            configure: {
                $0.connectionsMax = 1
                $0.refusedConnectionsMax = 0
            }
        ) { address in
            let first = try TestClient(address)
            try first.send(Self.request)
            #expect(try first.response().status == 200)
            for _ in 1...100 {
                let other = try TestClient(address)
                let response = try other.response()
                #expect(response.status == 503)
                #expect(response["retry-after"] == "5")
                #expect(response["connection"] == "close")
                #expect(try other.isClosed())
            }
            try first.send(Self.request)
            #expect(try first.response().status == 200)
        }
    }

    @Test func `it serves a socket that it is given`() async throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #expect(listen(listener, 10) == 0)
        let server = Self.server(at: [.descriptor(listener)])
        let port = try #require(server.start().first?.port)
        let client = try TestClient(.ipv4(0x7F00_0001, port: UInt16(port)))
        try client.send(Self.request)
        #expect(try client.response().status == 200)
        #expect(await server.drain(timeout: .seconds(120)))
    }

    @Test func `a port that is taken and a host that is none are named`() async throws {
        let first = Self.server()
        let port = try #require(first.start().first?.port)
        let second = Self.server(at: [.address(host: "127.0.0.1", port: UInt16(port))])
        let taken = try #require(throws: HTTPServerError.self) { try second.start() }
        #expect(taken.operation == "bind")
        #expect(taken.code == EADDRINUSE)
        #expect(taken.description == "127.0.0.1:\(port): bind: Address already in use")
        let third = Self.server(at: [.address(host: "localhost", port: 0)])
        #expect(throws: HTTPServerError.self) { try third.start() }
        #expect(await first.drain(timeout: .seconds(120)))
    }

    @Test func `a server that is let go closes its connections`() async throws {
        var server: HTTPServer? = Self.server()
        let address = try #require(server?.start().first)
        let client = try TestClient(address)
        try client.send(Self.request)
        #expect(try client.response().status == 200)
        server = nil
        #expect(try client.isClosed())
    }

    @Test func `a loop that hangs is not alive until it goes on`() async throws {
        let gate = DispatchSemaphore(value: 0)
        let (words, word) = AsyncStream.makeStream(of: String.self)
        let service = TestService { _, _ in
            word.yield("hangs")
            gate.wait()
            word.yield("goes on")
            return .answer(HTTPResponse(status: .noContent))
        }
        let server = HTTPServer(configuration: .patient, service: service)
        let address = try #require(server.start().first)
        await withCheckedContinuation { done in server.whenAlive { done.resume() } }
        let client = try TestClient(address)
        try client.send(Self.request)
        var next = words.makeAsyncIterator()
        #expect(await next.next() == "hangs")
        server.whenAlive { word.yield("alive") }
        gate.signal()
        #expect(await next.next() == "goes on")
        #expect(await next.next() == "alive")
        #expect(try client.response().status == 204)
        #expect(await server.drain(timeout: .seconds(120)))
    }
}
