import Testing

@testable import HTTP

struct HTTPRequestParserTests {
    /// Heads that are read, with a body or another request behind some of them.
    static let accepted = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET /a/b%20c?d=e&f=%C3%A6 HTTP/1.1\r\nhOST: a:80\r\nX:\t y \t\r\nEmpty:\r\n\r\nGET /",
        "GET http://b.example:8080/p?q HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET https://b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://b?q HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS http://b HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0010\r\n\r\n1234567890",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\tChunked \r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: , chunked,\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-Continue\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive, close\r\n\r\n",
        "GET / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u{80}\u{FF} obs-text\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~09AZaz: x\r\n\r\n",
    ]

    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n"

    static let refused: [(String, HTTPStatus)] = [
        // RFC 9112 §2.2 and §3: lines and the request line.
        ("GET / HTTP/1.1\nHost: a\n\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a\n\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a\r\n\n", .badRequest),
        ("\n", .badRequest), ("\r\n\r\n", .badRequest), ("\rGET / HTTP/1.1\r\n", .badRequest),
        (" GET / HTTP/1.1\r\n", .badRequest), ("GET  / HTTP/1.1\r\n", .badRequest),
        ("GET /  HTTP/1.1\r\n", .badRequest), ("GET / HTTP/1.1 \r\n", .badRequest),
        ("GET\t/ HTTP/1.1\r\n", .badRequest), ("GET / \r\n", .badRequest),
        ("GET /\r\n", .badRequest), ("GET\r\n", .badRequest), ("GET / HTTP/1.1\r\r\n", .badRequest),
        ("GET / http/1.1\r\n", .badRequest), ("GET / HTTP/11\r\n", .badRequest),
        ("GET / HTTP/1.10\r\n", .badRequest), ("GET / HTTP/1,1\r\n", .badRequest),
        ("\u{0}", .badRequest), ("\u{16}\u{3}\u{1}", .badRequest),
        ("G@T / HTTP/1.1\r\n", .badRequest),
        ("GET / HTTP/2.0\r\n", .versionNotSupported), ("GET / HTTP/0.9\r\n", .versionNotSupported),
        ("GET / HTTP/1.2\r\n", .versionNotSupported),
        ("PRI * HTTP/2.0\r\n\r\n", .versionNotSupported),
        ("get / HTTP/1.1\r\n", .notImplemented), ("BREW / HTTP/1.1\r\n", .notImplemented),
        ("CONNECT a:80 HTTP/1.1\r\n", .notImplemented),
        // RFC 9112 §3.2: the target and Host.
        ("GET * HTTP/1.1\r\n", .badRequest), ("GET a HTTP/1.1\r\n", .badRequest),
        ("GET ftp://a/ HTTP/1.1\r\n", .badRequest), ("GET http:// HTTP/1.1\r\n", .badRequest),
        ("GET http:///a HTTP/1.1\r\n", .badRequest), ("GET http://u@a/ HTTP/1.1\r\n", .badRequest),
        ("GET /# HTTP/1.1\r\n", .badRequest), ("GET /\u{7F} HTTP/1.1\r\n", .badRequest),
        ("GET / HTTP/1.1\r\n\r\n", .badRequest),
        ("GET http://a/ HTTP/1.1\r\n\r\n", .badRequest),
        (request + "Host: a\r\n", .badRequest), (request + "HOST: b\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a b\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a, b:80\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: u@a\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a:b\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: a:123456\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: [::1\r\n", .badRequest),
        ("GET / HTTP/1.1\r\nHost: [::1]x\r\n", .badRequest),
        // RFC 9112 §5: fields.
        (request + "X : y\r\n", .badRequest), (request + "X\t: y\r\n", .badRequest),
        (request + " X: y\r\n", .badRequest), (request + "X: y\r\n z\r\n", .badRequest),
        (request + "X: y\r\n\tz\r\n", .badRequest), (request + ": y\r\n", .badRequest),
        (request + "X\r\n", .badRequest), (request + "X(: y\r\n", .badRequest),
        (request + "X: a\rb\r\n", .badRequest), (request + "X: a\u{0}b\r\n", .badRequest),
        (request + "X: 12345678\u{7F}\r\n", .badRequest),
        (request + "X: 1234567\u{1F}\r\n", .badRequest),
        ("GET / HTTP/1.1\r\n Host: a\r\n", .badRequest),
        // RFC 9112 §6: framing.
        (request + "Content-Length: 1\r\nContent-Length: 1\r\n", .badRequest),
        (request + "Content-Length: 1\r\nContent-Length: 2\r\n", .badRequest),
        (request + "Content-Length: 1, 1\r\n", .badRequest),
        (request + "Content-Length: +1\r\n", .badRequest),
        (request + "Content-Length: -1\r\n", .badRequest),
        (request + "Content-Length: 1 1\r\n", .badRequest),
        (request + "Content-Length: 0x1\r\n", .badRequest),
        (request + "Content-Length: 1.0\r\n", .badRequest),
        (request + "Content-Length:\r\n", .badRequest),
        (request + "Content-Length: 9223372036854775808\r\n", .badRequest),
        (request + "Content-Length: 99999999999999999999999\r\n", .badRequest),
        (request + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", .badRequest),
        (request + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", .badRequest),
        (request + "Transfer-Encoding: chunked, gzip\r\n", .badRequest),
        (request + "Transfer-Encoding: chunked, chunked\r\n", .badRequest),
        (request + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", .badRequest),
        (request + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", .badRequest),
        (request + "Transfer-Encoding:\r\n", .badRequest),
        (request + "Transfer-Encoding: ,\r\n", .badRequest),
        (request + "Transfer-Encoding: \"chunked\"\r\n", .badRequest),
        (request + "Transfer-Encoding: \u{B}chunked\r\n", .badRequest),
        ("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .badRequest),
        (request + "Transfer-Encoding: gzip, chunked\r\n", .notImplemented),
        (request + "Transfer-Encoding: xchunked\r\n", .notImplemented),
        (request + "Transfer-Encoding: identity\r\n", .notImplemented),
        // RFC 9110 §10.1.1.
        (request + "Expect: 100-continue, x\r\n", .expectationFailed),
        (request + "Expect:\r\n", .expectationFailed),
    ]

    @Test(arguments: accepted)
    func `a head is read wherever it is cut`(request: String) {
        let bytes = Array(request.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        let whole = Parsed(bytes)
        guard case .head(_, let consumed) = whole else {
            Issue.record("\(whole)")
            return
        }
        #expect(consumed <= bytes.count)
        for first in 0..<consumed {
            #expect(Parsed(Array(bytes[..<first])) == .incomplete)
            #expect(Parsed(bytes, given: [first]) == whole)
        }
        #expect(Parsed(bytes, given: Array(0..<consumed)) == whole)
    }

    @Test(arguments: refused)
    func `a head is refused wherever it is cut`(request: String, status: HTTPStatus) {
        let bytes = Array(request.utf8)
        let whole = Parsed(bytes)
        guard case .invalid(let refusal) = whole else {
            Issue.record("\(whole)")
            return
        }
        #expect(refusal.status == status)
        #expect(refusal.reason.hasSuffix("."))
        for first in 0...bytes.count { #expect(Parsed(bytes, given: [first]) == whole) }
        #expect(Parsed(bytes, given: Array(0...bytes.count)) == whole)
    }

    @Test func `limits are met exactly`() {
        var limits = HTTPHeadLimits()
        limits.targetBytesMax = 10
        limits.fieldBytesMax = 30
        limits.fieldCountMax = 2
        func parse(_ text: String) -> Parsed { Parsed(Array(text.utf8), limits: limits) }
        let nine = "123456789"
        #expect(parse("GET /\(nine) HTTP/1.0\r\n") == .incomplete)
        #expect(parse("GET /\(nine)0 HTTP/1.0\r\n") == .invalid(.targetTooLong))
        let endless = "GET /" + String(repeating: "a", count: 200)
        #expect(parse(endless) == .invalid(.targetTooLong))
        // Two lines of 14 bytes and the empty line are 30.
        let line = "X: \(nine)\r\n"
        let start = "GET / HTTP/1.0\r\n" + line
        #expect(parse(start + line + "\r") == .incomplete)
        guard case .head = parse(start + line + "\r\n") else {
            Issue.record("30 bytes are refused")
            return
        }
        #expect(parse(start + "Y" + line + "\r\n") == .invalid(.fieldsTooLarge))
        #expect(parse(start + "Y: \(nine)012345") == .invalid(.fieldsTooLarge))
        #expect(parse("GET / HTTP/1.0\r\nA:\r\nB:\r\nC:\r\n") == .invalid(.fieldsTooLarge))
    }

    @Test func `what is read is what was sent`() throws {
        let head = try HTTPRequestHead.parsing(
            "PUT /a%20b/%C3%A6/?x=1+2&x=%26&=&y HTTP/1.1\r\nHost: h:1\r\nX-A: 1\r\n"
                + "x-a: 2\r\nContent-Length: 7\r\nExpect: 100-continue\r\n\r\n")
        #expect(head.method == .put)
        #expect(head.version == .http11)
        #expect(head.path == "/a%20b/%C3%A6/")
        #expect(head.pathSegments == ["a b", "æ", ""])
        #expect(head.rawQuery == "x=1+2&x=%26&=&y")
        #expect(head.query.map(\.name) == ["x", "x", "", "y"])
        #expect(head.query.map(\.value) == ["1 2", "&", "", ""])
        #expect(head.host == "h:1")
        #expect(head.fields.first("X-a") == "1")
        #expect(head.fields.all("x-A") == ["1", "2"])
        #expect(head.fields.first("missing") == nil)
        #expect(head.fields.contains("EXPECT"))
        #expect(head.fields.count == 5)
        #expect(
            head.fields.lines.map(\.name) == ["Host", "X-A", "x-a", "Content-Length", "Expect"])
        #expect(head.contentLength == 7)
        #expect(head.hasBody && head.expectsContinue && head.allowsKeepAlive)
    }

    @Test func `an incomplete head is no head`() {
        #expect(throws: HTTPRefusal.malformed(.headIsIncomplete)) {
            try HTTPRequestHead.parsing("GET / HTTP/1.1\r\n")
        }
    }
}
