import HTTP
import Testing

/// What the engine refuses by itself.
struct RefusalTests {
    /// A request and the status of its refusal.
    struct Case: Sendable, CustomTestStringConvertible {
        let request: String
        let status: Int
        let testDescription: String

        init(_ name: String, _ status: Int, _ request: String) {
            testDescription = name
            self.request = request
            self.status = status
        }
    }

    static let cases = [
        Case("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
        Case("two Hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        Case("bare LF", 400, "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        Case("obs-fold", 400, "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n"),
        Case("TLS", 400, "\u{16}\u{03}\u{01}"),
        Case("no version", 400, "GET /\r\n\r\n"),
        Case(
            "both framings", 400,
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Case(
            "no known coding", 501, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"),
        Case("long target", 414, "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n"),
        Case(
            "long field", 431,
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 17_000))"),
        Case(
            "many fields", 431,
            "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 101))\r\n"),
        Case("expectation", 417, "GET / HTTP/1.1\r\nHost: a\r\nExpect: 200-maybe\r\n\r\n"),
        Case("method", 501, "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("version", 505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
        Case("HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ]

    @Test(arguments: cases)
    func `a request is refused, the connection closes and the next is served`(
        refused: Case
    ) async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send("HEAD /first HTTP/1.1\r\nHost: a\r\n\r\n" + refused.request)
            #expect(try client.response(isHead: true).status == 200)
            let response = try client.response()
            #expect(response.status == refused.status)
            #expect(response["connection"] == "close")
            #expect(response["content-type"] == "text/plain; charset=utf-8")
            #expect(response.text.hasSuffix(".\n"))
            #expect(try client.isClosed())
            let next = try TestClient(address)
            try next.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try next.response().status == 200)
        }
    }

    @Test func `the service words the refusal and the observer hears of it`() async throws {
        let (events, happened) = AsyncStream.makeStream(of: HTTPServerEvent.self)
        try await withServer(WordyService(), observer: { happened.yield($0) }) { address in
            let client = try TestClient(address)
            try client.send("nonsense\r\n\r\n")
            #expect(try client.response().text == "The request line has no valid method.")
            for await event in events {
                guard case .refused(let refusal, let peer) = event else { continue }
                #expect(refusal == .malformed(.requestLineHasNoMethod))
                #expect(peer.host == "127.0.0.1")
                break
            }
        }
    }

    @Test func `what comes after a refusal is dropped until the client has read it`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send("nonsense\r\n\r\n")
            try client.send([UInt8](repeating: 0, count: 1 << 20))
            #expect(try client.response().status == 400)
            #expect(try client.isClosed())
        }
    }
}

private struct WordyService: HTTPService {
    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        .answer(HTTPResponse(status: .noContent))
    }

    func refuse(_ refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPResponse {
        HTTPResponse(status: refusal.status, body: .bytes(Array(refusal.reason.utf8)))
    }
}
