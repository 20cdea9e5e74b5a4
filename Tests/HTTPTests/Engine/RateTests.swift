import HTTP
import Testing

/// Clients that never rest and are too slow all the same.
struct RateTests {
    private static let length = 100_000
    private static let head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
    private static let pace: Int32 = 10

    private static func limit(_ configuration: inout HTTPServerConfiguration) {
        configuration.bodyTimeout = .milliseconds(150)
        configuration.bodyRateMin = 10_000
    }

    @Test func `a body that trickles is refused though no byte is late`() async throws {
        try await withServer(configure: Self.limit) { address in
            let client = try TestClient(address)
            try client.send(Self.head)
            var sent = 0
            while try sent < Self.length && !client.isAnswered(within: Self.pace) {
                try client.send("x")
                sent += 1
            }
            #expect(sent < 100)
            let response = try client.response()
            #expect(response.status == 408)
            #expect(response["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func `chunks that trickle are refused, extensions and all`() async throws {
        try await withServer(configure: Self.limit) { address in
            let client = try TestClient(address)
            try client.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a=")
            while try !client.isAnswered(within: Self.pace) { try client.send("x") }
            #expect(try client.response().status == 408)
        }
    }

    @Test func `a slow body that is fast enough is taken, however long it takes`() async throws {
        try await withServer(configure: Self.limit) { address in
            let client = try TestClient(address)
            try client.send(Self.head)
            let piece = String(repeating: "x", count: Self.length / 50)
            for _ in 0..<50 {
                #expect(try !client.isAnswered(within: Self.pace))
                try client.send(piece)
            }
            #expect(try client.response().status == 200)
        }
    }

    @Test func `an answer that is taken too slowly is cut though some is taken always`()
        async throws
    {
        let content = [UInt8](repeating: 1, count: 64 << 20)
        let service = TestService { _, _ in
            .answer(HTTPResponse(status: .ok, body: .bytes(content)))
        }
        try await withServer(
            service,
            configure: {
                $0.writeTimeout = .milliseconds(150)
                $0.writeRateMin = 1_000_000_000
            }
        ) { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            var count = 0
            let silence = try TestClient(address)
            while let piece = try? client.take(100_000) {
                count += piece.count
                // Nothing comes there: this is only a while.
                _ = try silence.isAnswered(within: Self.pace)
            }
            #expect(count < content.count)
        }
    }
}
