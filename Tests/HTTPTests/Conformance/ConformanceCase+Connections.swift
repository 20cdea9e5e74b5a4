/// RFC 9112 §9 and RFC 9110: when a connection ends, and what methods, statuses and expectations
/// mean for an answer.
extension ConformanceCase {
    private static func old(_ line: String) -> String { "GET / HTTP/1.0\r\n\(line)\r\n\r\n" }

    static let connections: [Self] = [
        last("9112 §9.6", "close", get + "Connection: close\r\n\r\n", "GET /"),
        last("9110 §7.6.1", "CLOSE", get + "CONNECTION: CLOSE\r\n\r\n", "GET /"),
        last("9110 §7.6.1", "close in a list", get + "Connection: x , close, y\r\n\r\n", "GET /"),
        last(
            "9110 §7.6.1", "close in the second line",
            get + "Connection: x\r\nConnection: close\r\n\r\n", "GET /"),
        last(
            "9112 §9.3", "close outranks keep-alive", get + "Connection: keep-alive, close\r\n\r\n",
            "GET /"),
        last(
            "9112 §9.6", "what stands behind a close",
            get + "Connection: close\r\n\r\n" + get + "\r\n", "GET /"),
        last(
            "9112 §9.6", "close with a body",
            post + "Connection: close\r\nContent-Length: 3\r\n\r\nabc", "POST / abc"),
        served("9112 §9.3", "keep-alive", get + "Connection: keep-alive\r\n\r\n", "GET /"),
        served("9110 §7.6.1", "another option", get + "Connection: closed\r\n\r\n", "GET /"),
        served(
            "9110 §7.8", "an upgrade, which is ignored",
            get + "Connection: upgrade\r\nUpgrade: h2c\r\n\r\n", "GET /"),
        served("9110 §7.6.1", "an empty one", get + "Connection:\r\n\r\n", "GET /"),
        last("9112 §9.3", "HTTP/1.0 without a word", old("X: y"), "GET /"),
        last("9112 §9.3", "HTTP/1.0 that closes", old("Connection: close"), "GET /"),
        last("9112 §9.3", "HTTP/1.0 with both", old("Connection: keep-alive, close"), "GET /"),
        served("9112 §9.3", "HTTP/1.0 that keeps it", old("Connection: Keep-Alive"), "GET /"),
        served("9112 §9.3.2", "two requests", get + "\r\n" + post + "\r\n", "GET /", "POST /"),
        served(
            "9112 §9.3.2", "many requests",
            (1...20).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined(),
            (1...20).map { "GET /\($0)" }),
        served(
            "9112 §9.3.2", "bodies between them",
            post + "Content-Length: 1\r\n\r\nx" + chunked + "1\r\ny\r\n0\r\n\r\n" + get + "\r\n",
            "POST / x", "POST / y", "GET /"),
        served(
            "9112 §2.2", "an empty line between them", get + "\r\n\r\n" + get + "\r\n", "GET /",
            "GET /"),
        Self(
            "9112 §9.3.2", "a fault behind a request", get + "\r\nGET\r\n" + get,
            [Answer(status: 200), Answer(status: 400)], closes: true),
        Self(
            "9112 §9.3.2", "a request behind a close in HTTP/1.0", old("X: y") + get + "\r\n",
            [Answer(status: 200)], closes: true),
        Self("9112 §9.6", "an end without a request", "", [], closes: true).ended,
        Self("9112 §8", "an end in the request line", "GET / HT", [], closes: true).ended,
        Self("9112 §8", "an end in the fields", get, [], closes: true).ended,
        Self("9112 §8", "an end in a body", post + "Content-Length: 4\r\n\r\nabc", [], closes: true)
            .ended,
        Self("9112 §8", "an end in a chunk", chunked + "4\r\nabc", [], closes: true).ended,
        Self("9112 §8", "an end behind a chunk", chunked + "3\r\nabc\r\n", [], closes: true).ended,
        Self(
            "9112 §8", "an end before the very end", chunked + "3\r\nabc\r\n0\r\n", [], closes: true
        ).ended,
        last("9112 §9.6", "half a close behind a request", get + "\r\n", "GET /").ended,
        last(
            "9112 §9.6", "half a close behind two", get + "\r\n" + post + "\r\n", "GET /", "POST /"
        ).ended,
        last(
            "9112 §9.6", "half a close behind a body", post + "Content-Length: 3\r\n\r\nabc",
            "POST / abc"
        ).ended,
        last("9112 §9.6", "half a close behind half a request", get + "\r\nGET /", "GET /").ended,
        Self(
            "9112 §9.6", "half a close behind a fault", "GET\r\n", [Answer(status: 400)],
            closes: true
        ).ended,
    ]

    private static let waiting = post + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
    private static let interim = Answer(status: 100)

    private static func status(_ code: Int, _ method: String = "GET") -> String {
        "\(method) /\(code) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    static let semantics: [Self] = [
        Self(
            "9110 §10.1.1", "an expectation", waiting + "abc",
            [interim, Answer(status: 200, content: "POST / abc")], closes: false),
        Self(
            "9110 §10.1.1", "an expectation in any case",
            post + "EXPECT: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
            [interim, Answer(status: 200, content: "POST / x")], closes: false),
        Self(
            "9110 §10.1.1", "an expectation before chunks",
            post + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            [interim, Answer(status: 200, content: "POST /")], closes: false),
        served(
            "9110 §10.1.1", "an expectation of no body", post + "Expect: 100-continue\r\n\r\n",
            "POST /"),
        served(
            "9110 §10.1.1", "an expectation of an empty body",
            post + "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n", "POST /"),
        last(
            "9110 §10.1.1", "an expectation that is not met",
            "POST /unread HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
            "unread"),
        last(
            "9110 §10.1.1", "an expectation of HTTP/1.0",
            "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
            "POST / abc"),
        refused("9110 §10.1.1", "another expectation", get + "Expect: 200-ok\r\n\r\n", 417),
        refused("9110 §10.1.1", "one too many", get + "Expect: 100-continue, x\r\n\r\n", 417),
        refused("9110 §10.1.1", "one with a value", get + "Expect: 100-continue=x\r\n\r\n", 417),
        refused(
            "9110 §15.5.14", "an expectation over the limit",
            post + "Expect: 100-continue\r\nContent-Length: 65\r\n\r\n", 413),
        Self(
            "9110 §9.3.2", "HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
            [Answer(status: 200, isHead: true)], closes: false),
        Self(
            "9110 §9.3.2", "HEAD and GET", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get + "\r\n",
            [Answer(status: 200, isHead: true), Answer(status: 200, content: "GET /")],
            closes: false),
        Self(
            "9110 §9.3.2", "HEAD in HTTP/1.0", "HEAD / HTTP/1.0\r\n\r\n",
            [Answer(status: 200, isHead: true)], closes: true),
        Self(
            "9110 §9.3.2", "HEAD without Host", "HEAD / HTTP/1.1\r\n\r\n",
            [Answer(status: 400, isHead: true)], closes: true),
        Self(
            "9110 §9.3.2", "HEAD of a faulty target", "HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            [Answer(status: 400, isHead: true)], closes: true),
        Self(
            "9110 §9.3.2", "HEAD of another version", "HEAD / HTTP/1.2\r\nHost: a\r\n\r\n",
            [Answer(status: 505, isHead: true)], closes: true),
        Self(
            "9110 §9.3.2", "a fault behind HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET\r\n",
            [Answer(status: 200, isHead: true), Answer(status: 400)], closes: true),
        Self("9110 §15.3.5", "204", status(204), [Answer(status: 204)], closes: false),
        Self("9110 §15.4.5", "304", status(304), [Answer(status: 304)], closes: false),
        Self(
            "9110 §9.3.2", "HEAD of 204", status(204, "HEAD"), [Answer(status: 204, isHead: true)],
            closes: false),
        Self(
            "9110 §15.3.5", "204 twice", status(204) + status(204),
            [Answer(status: 204), Answer(status: 204)], closes: false),
        served(
            "9112 §9.3", "a body that nobody wants",
            "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "unread"),
        served(
            "9112 §9.3", "chunks that nobody wants",
            "POST /unread HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n0\r\n\r\n",
            "unread"),
        last(
            "9112 §9.3", "a long body that nobody wants",
            "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 33\r\n\r\n" + get, "unread"),
    ]

    static let limits: [Self] = [
        served(
            "9110 §15.5.15", "a target as long as may be",
            "GET /\(String(repeating: "a", count: 63)) HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /" + String(repeating: "a", count: 63)),
        refused(
            "9110 §15.5.15", "a target longer than that",
            "GET /\(String(repeating: "a", count: 64)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        refused(
            "9110 §15.5.15", "a target without end", "GET /" + String(repeating: "a", count: 200),
            414),
        refused(
            "9110 §15.5.15", "a query without end", "GET /?" + String(repeating: "a", count: 200),
            414),
        served(
            "6585 §5", "as many fields as may be",
            get + String(repeating: "X: y\r\n", count: 7) + "\r\n", "GET /"),
        refused(
            "6585 §5", "one field more", get + String(repeating: "X: y\r\n", count: 8) + "\r\n", 431
        ),
        refused(
            "6585 §5", "a field value too long",
            get + "X: " + String(repeating: "y", count: 256) + "\r\n\r\n", 431),
        refused(
            "6585 §5", "a field name too long",
            get + String(repeating: "X", count: 256) + ": y\r\n\r\n", 431),
        refused(
            "6585 §5", "a field without end", get + "X: " + String(repeating: "y", count: 400),
            431),
        served(
            "9110 §15.5.14", "a body as long as may be",
            post + "Content-Length: 64\r\n\r\n" + String(repeating: "a", count: 64),
            "POST / " + String(repeating: "a", count: 64)),
    ]
}
