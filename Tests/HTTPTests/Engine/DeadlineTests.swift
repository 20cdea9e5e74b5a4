import HTTP
import Testing

/// Deadlines, made short.
struct DeadlineTests {
    private static let short = Duration.milliseconds(30)

    @Test func `a head that does not end is refused`() async throws {
        try await withServer(configure: { $0.headTimeout = Self.short }) { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHo")
            let response = try client.response()
            #expect(response.status == 408)
            #expect(response["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func `a body that stops coming is refused`() async throws {
        try await withServer(configure: { $0.bodyTimeout = Self.short }) { address in
            let client = try TestClient(address)
            try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na")
            #expect(try client.response().status == 408)
            #expect(try client.isClosed())
        }
    }

    @Test func `an unwanted body that stops coming ends the connection`() async throws {
        let service = TestService { _, _ in .answer(HTTPResponse(status: .forbidden)) }
        try await withServer(service, configure: { $0.bodyTimeout = Self.short }) { address in
            let client = try TestClient(address)
            try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na")
            #expect(try client.response().status == 403)
            #expect(try client.isClosed())
        }
    }

    @Test func `an idle connection is closed without a word`() async throws {
        try await withServer(configure: { $0.keepAliveTimeout = Self.short }) { address in
            let client = try TestClient(address)
            #expect(try client.isClosed())
            let other = try TestClient(address)
            try other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try other.response().status == 200)
            #expect(try other.isClosed())
        }
    }

    @Test func `a client that does not read is cut`() async throws {
        let (events, happened) = AsyncStream.makeStream(of: HTTPServerEvent.self)
        let service = TestService { _, _ in
            .answer(HTTPResponse(status: .ok, body: .bytes([UInt8](repeating: 1, count: 16 << 20))))
        }
        try await withServer(
            service, observer: { happened.yield($0) }, configure: { $0.writeTimeout = Self.short }
        ) { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            for await event in events { if case .connectionClosed = event { break } }
        }
    }

    @Test func `a client that does not close after a refusal is cut`() async throws {
        let (events, happened) = AsyncStream.makeStream(of: HTTPServerEvent.self)
        try await withServer(
            observer: { happened.yield($0) }, configure: { $0.lingerTimeout = Self.short }
        ) { address in
            let client = try TestClient(address)
            try client.send("nonsense\r\n\r\n")
            for await event in events { if case .connectionClosed = event { break } }
            #expect(try client.response().status == 400)
        }
    }

    @Test func `a service has all the time it needs`() async throws {
        let (events, happened) = AsyncStream.makeStream(of: HTTPServerEvent.self)
        let (exchanges, asked) = AsyncStream.makeStream(of: HTTPExchange.self)
        let service = TestService { _, exchange in
            asked.yield(exchange)
            return .later
        }
        try await withServer(
            service, observer: { happened.yield($0) },
            configure: {
                $0.keepAliveTimeout = Self.short
                $0.headTimeout = Self.short
                $0.bodyTimeout = Self.short
            }
        ) { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            for await exchange in exchanges {
                // An idle connection meets its deadline meanwhile.
                let idle = try TestClient(address)
                #expect(try idle.isClosed())
                for await event in events { if case .connectionClosed = event { break } }
                exchange.respond(HTTPResponse(text: "at last"))
                break
            }
            #expect(try client.response().text == "at last")
        }
    }
}
