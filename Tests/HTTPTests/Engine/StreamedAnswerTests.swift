import Dispatch
import HTTP
import Synchronization
import Testing

/// Answers that are made while they are sent.
struct StreamedAnswerTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func service(
        _ source: @escaping @Sendable (HTTPExchange) -> any HTTPBodySource
    ) -> TestService {
        TestService { _, exchange in
            .answer(HTTPResponse(status: .ok, body: .stream(source(exchange))))
        }
    }

    @Test func `a stream is sent in chunks and keeps the connection`() async throws {
        let service = Self.service { _ in
            TestSource([.bytes(Array("abc".utf8)), .bytes([]), .bytes(Array("defg".utf8))])
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.request + Self.request)
            for _ in 1...2 {
                let response = try client.response()
                #expect(response["transfer-encoding"] == "chunked")
                #expect(response["content-length"] == nil)
                #expect(response.text == "abcdefg")
            }
        }
    }

    @Test func `a long stream comes whole to a client that reads late`() async throws {
        let piece = [UInt8](repeating: 7, count: 20_000)
        let service = Self.service { _ in
            TestSource(Array(repeating: .bytes(piece), count: 1000))
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.request)
            #expect(try client.response().body == Array(repeating: 7, count: 20_000_000))
        }
    }

    @Test func `a stream that waits goes on when it is woken`() async throws {
        let service = Self.service { exchange in WaitingSource(exchange, rounds: 20) }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.request)
            #expect(try client.response().text == String(repeating: "x", count: 20))
        }
    }

    @Test func `a stream to HTTP 1.0 ends with the close`() async throws {
        let service = Self.service { _ in TestSource([.bytes(Array("abc".utf8))]) }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let response = try client.response()
            #expect(response["connection"] == "close")
            #expect(response["transfer-encoding"] == nil)
            #expect(response.text == "abc")
        }
    }

    @Test func `a stream is not asked for HEAD and is cancelled`() async throws {
        let (cancellations, cancelled) = AsyncStream.makeStream(of: Void.self)
        let service = Self.service { _ in TestSource([.wait], whenCancelled: { cancelled.yield() })
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response(isHead: true)["transfer-encoding"] == "chunked")
            for await _ in cancellations { break }
        }
    }

    @Test func `a stream is cancelled when its reader is gone`() async throws {
        let (cancellations, cancelled) = AsyncStream.makeStream(of: Void.self)
        let service = Self.service { _ in
            TestSource(
                Array(repeating: .bytes([UInt8](repeating: 1, count: 60_000)), count: 1000),
                whenCancelled: { cancelled.yield() })
        }
        try await withServer(service) { address in
            do {
                let client = try TestClient(address)
                try client.send(Self.request)
                _ = try client.take(10)
            }
            for await _ in cancellations { break }
        }
    }

    @Test func `without an end whoever sends no more is gone, with one it is waited for`()
        async throws
    {
        let (cancellations, cancelled) = AsyncStream.makeStream(of: Void.self)
        let service = Self.service { exchange in
            TestSource([.wait], endsWithClient: true, whenCancelled: { cancelled.yield() })
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.request)
            client.finishSending()
            for await _ in cancellations { break }
        }
        try await withServer(Self.service { WaitingSource($0, rounds: 3) }) { address in
            let client = try TestClient(address)
            try client.send(Self.request)
            client.finishSending()
            #expect(try client.response().text == "xxx")
        }
    }
}

/// Waits before each of its pieces.
private final class WaitingSource: HTTPBodySource {
    private let exchange: HTTPExchange
    private let left: Mutex<Int>

    init(_ exchange: HTTPExchange, rounds: Int) {
        self.exchange = exchange
        left = Mutex(rounds * 2)
    }

    func next() -> HTTPBodyPiece {
        let left = self.left.withLock { left in
            left -= 1
            return left
        }
        if left < 0 { return .end }
        if left % 2 == 0 { return .bytes([0x78]) }
        DispatchQueue.global().async { [exchange] in exchange.wake() }
        return .wait
    }
}
