import HTTP
import Synchronization
import Testing

/// The end of a server.
struct DrainTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func server(_ service: any HTTPService) throws -> (HTTPServer, SocketAddress) {
        let server = HTTPServer(configuration: .patient, service: service)
        return (server, try #require(try server.start().first))
    }

    @Test func `idle connections close and no new ones are accepted`() async throws {
        let (server, address) = try Self.server(TestService.echo)
        let used = try TestClient(address)
        try used.send(Self.request)
        #expect(try used.response().status == 200)
        #expect(await server.drain(timeout: .seconds(120)))
        #expect(try used.isClosed())
        #expect(throws: TestClient.Failure.self) { try TestClient(address) }
        #expect(server.connectionCount == 0)
    }

    @Test func `a request under way is answered and then the connection closes`() async throws {
        let (exchanges, asked) = AsyncStream.makeStream(of: HTTPExchange.self)
        let service = TestService { _, exchange in
            asked.yield(exchange)
            return .later
        }
        let (server, address) = try Self.server(service)
        let client = try TestClient(address)
        try client.send(Self.request)
        for await exchange in exchanges {
            async let isClean = server.drain(timeout: .seconds(120))
            // The listener is gone when the drain has reached its loop, and the drain of the
            // other loop was posted before.
            while (try? TestClient(address)) != nil { await Task.yield() }
            exchange.respond(HTTPResponse(text: "answered"))
            let response = try client.response()
            #expect(response.text == "answered")
            #expect(try client.isClosed())
            #expect(await isClean)
            break
        }
    }

    @Test func `a large answer on its way is sent to its end`() async throws {
        let content = [UInt8](repeating: 1, count: 16 << 20)
        let service = TestService { _, _ in
            .answer(HTTPResponse(status: .ok, body: .bytes(content)))
        }
        let (server, address) = try Self.server(service)
        let client = try TestClient(address)
        try client.send(Self.request)
        let begin = try client.take(10)
        async let isClean = server.drain(timeout: .seconds(120))
        while (try? TestClient(address)) != nil { await Task.yield() }
        let rest = try client.rest()
        #expect(begin.count + rest.count > content.count)
        #expect(await isClean)
    }

    @Test func `what is not over in time is cut`() async throws {
        let (exchanges, asked) = AsyncStream.makeStream(of: HTTPExchange.self)
        let service = TestService { _, exchange in
            asked.yield(exchange)
            return .later
        }
        let (server, address) = try Self.server(service)
        let client = try TestClient(address)
        try client.send(Self.request)
        for await exchange in exchanges {
            #expect(await !server.drain(timeout: .milliseconds(20)))
            exchange.respond(HTTPResponse(text: "too late"))
            break
        }
        #expect(try client.isClosed())
    }

    @Test func `no request that came before the end is lost`() async throws {
        for _ in 1...50 {
            let (server, address) = try Self.server(TestService.echo)
            let clients = try (0..<20).map { _ in try TestClient(address) }
            for (number, client) in clients.enumerated() {
                if number % 2 == 0 {
                    try client.send(Self.request)
                    _ = try client.response()
                }
                // The others may not even be accepted when the drain begins.
                try client.send(Self.request)
            }
            #expect(await server.drain(timeout: .seconds(120)))
            for client in clients {
                #expect(try client.response().text == "GET /")
                #expect(try client.isClosed())
            }
        }
    }

    @Test func `a server that never started is drained at once`() async {
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(), service: TestService.echo)
        #expect(await server.drain(timeout: .seconds(120)))
    }
}
