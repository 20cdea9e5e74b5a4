import Dispatch
import HTTP
import Synchronization
import Testing

/// What becomes of the body of a request.
struct RequestBodyTests {
    private static let chunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"

    private static func head(length: Int, _ more: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
    }

    @Test func `a body of known length is collected`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            for count in [1, 2, 1000, 100_000, 1 << 20] {
                let content = String(repeating: "x", count: count)
                try client.send(Self.head(length: count) + content)
                #expect(try client.response().text == "POST /" + content)
            }
        }
    }

    @Test func `a chunked body is collected`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send(Self.chunkedHead + "\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nX: y\r\n\r\n")
            #expect(try client.response().text == "POST /hello!")
            try client.send(Self.chunkedHead + "\r\n0\r\n\r\n")
            #expect(try client.response().text == "POST /")
        }
    }

    @Test func `a request without a body is collected as nothing`() async throws {
        let service = TestService { _, _ in
            .collect(limit: 10) { .now(HTTPResponse(text: "\($0.count)")) }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\n\r\n" + Self.head(length: 0))
            #expect(try client.response().text == "0")
            #expect(try client.response().text == "0")
        }
    }

    @Test func `a collected body may be answered from elsewhere`() async throws {
        let service = TestService { _, exchange in
            .collect(limit: 10) { bytes in
                DispatchQueue.global().async {
                    exchange.respond(HTTPResponse(text: "later ", bytes))
                }
                return .later
            }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 3) + "abc" + Self.head(length: 1) + "d")
            #expect(try client.response().text == "later abc")
            #expect(try client.response().text == "later d")
        }
    }

    @Test func `the client is told to go on where the body is wanted`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 3, "Expect: 100-Continue\r\n"))
            #expect(try client.response().status == 100)
            try client.send("abc")
            #expect(try client.response().text == "POST /abc")
        }
    }

    @Test func `the client is not told to go on where the body is not wanted`() async throws {
        let service = TestService { _, _ in .answer(HTTPResponse(status: .forbidden)) }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 3, "Expect: 100-continue\r\n"))
            let response = try client.response()
            #expect(response.status == 403)
            #expect(response["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func `HTTP 1.0 is never told to go on`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send(
                "PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx")
            #expect(try client.response().text == "PUT /x")
        }
    }

    @Test func `a short body that nobody wants is skipped`() async throws {
        let service = TestService { head, exchange in
            guard head.path == "/" else { return .answer(HTTPResponse(text: head.path)) }
            DispatchQueue.global().async { exchange.respond(HTTPResponse(text: "later")) }
            return .later
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"
            try client.send(Self.head(length: 3) + "abc" + next)
            try client.send(Self.chunkedHead + "\r\n3\r\nabc\r\n0\r\n\r\n" + next)
            for text in ["later", "/next", "later", "/next"] {
                #expect(try client.response().text == text)
            }
        }
    }

    @Test func `a long body that nobody wants ends the connection after the answer`() async throws {
        let service = TestService { _, _ in .answer(HTTPResponse(status: .notFound)) }
        try await withServer(service) { address in
            let client = try TestClient(address)
            let content = [UInt8](repeating: 0x78, count: 1 << 20)
            try client.send(Self.head(length: content.count))
            try client.send(content)
            let response = try client.response()
            #expect(response.status == 404)
            #expect(response["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func `a chunked body that nobody wants is skipped up to a bound`() async throws {
        let service = TestService { _, _ in .answer(HTTPResponse(status: .notFound)) }
        try await withServer(service, configure: { $0.discardedBytesMax = 10 }) { address in
            let client = try TestClient(address)
            try client.send(Self.chunkedHead + "\r\nB\r\n12345678901\r\n0\r\n\r\n")
            #expect(try client.response().status == 404)
            #expect(try client.isClosed())
        }
    }

    @Test(arguments: [
        head(length: 11), head(length: 11, "Expect: 100-continue\r\n"),
        chunkedHead + "\r\n6\r\n123456\r\n5\r\n",
        chunkedHead + "\r\n6\r\n123456\r\n5\r\n12345\r\n0\r\n\r\n",
    ])
    func `a body over its limit is refused`(request: String) async throws {
        let service = TestService { _, _ in
            .collect(limit: 10) { .now(HTTPResponse(text: "", $0)) }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(request + (request.hasPrefix(Self.chunkedHead) ? "12345" : ""))
            let response = try client.response()
            #expect(response.status == 413)
            #expect(response["connection"] == "close")
            #expect(response.text == "The body is longer than 10 bytes.\n")
            #expect(try client.isClosed())
        }
    }

    @Test func `a body as long as its limit is taken`() async throws {
        let service = TestService { _, _ in
            .collect(limit: 10) { .now(HTTPResponse(text: "", $0)) }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 10) + "1234567890")
            try client.send(Self.chunkedHead + "\r\n6\r\n123456\r\n4\r\n7890\r\n0\r\n\r\n")
            for _ in 1...2 { #expect(try client.response().text == "1234567890") }
        }
    }

    @Test func `faulty chunks are refused and close`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send(Self.chunkedHead + "\r\n3\r\nabcd")
            let response = try client.response()
            #expect(response.status == 400)
            #expect(response["connection"] == "close")
            #expect(try client.isClosed())
        }
    }
}
