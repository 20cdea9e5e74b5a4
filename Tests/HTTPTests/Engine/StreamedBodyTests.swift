import Dispatch
import HTTP
import Synchronization
import Testing

/// Bodies of requests that go to a sink as they come.
struct StreamedBodyTests {
    private static func head(length: Int, _ more: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
    }
    private static let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func service(
        _ sink: @escaping @Sendable (HTTPExchange) -> RecordingSink
    ) -> TestService {
        TestService { head, exchange in
            head.path == "/next"
                ? .answer(HTTPResponse(text: "next")) : .stream(limit: 1 << 20, sink(exchange))
        }
    }

    @Test func `a sink gets all content and then answers`() async throws {
        try await withServer(Self.service { _ in RecordingSink() }) { address in
            let client = try TestClient(address)
            let content = String(repeating: "abc", count: 100_000)
            try client.send(Self.head(length: content.utf8.count) + content + Self.next)
            #expect(try client.response().text == "finished " + content)
            #expect(try client.response().text == "next")
            try client.send(Self.head(length: 0))
            #expect(try client.response().text == "finished ")
        }
    }

    @Test func `a sink that pauses gets the rest when it resumes`() async throws {
        let service = Self.service { exchange in
            RecordingSink { _ in
                DispatchQueue.global().async { exchange.resume() }
                return .pause
            }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            let content = String(repeating: "abc", count: 100_000)
            try client.send(Self.head(length: content.utf8.count) + content + Self.next)
            #expect(try client.response().text == "finished " + content)
            #expect(try client.response().text == "next")
            try client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n" + Self.next)
            #expect(try client.response().text == "finished abcdef")
            #expect(try client.response().text == "next")
        }
    }

    @Test func `a sink that cannot go on when it resumes is neither given more nor finished`()
        async throws
    {
        let refusals = Mutex(3)
        let service = Self.service { exchange in
            let goOn: @Sendable () -> HTTPSinkDecision = {
                DispatchQueue.global().async { exchange.resume() }
                return .pause
            }
            return RecordingSink(
                decide: { content in
                    // Every pause of this connection ends by as many refusals.
                    refusals.withLock { $0 = content.count }
                    return goOn()
                },
                whenResumed: {
                    let isOver = refusals.withLock { left in
                        left -= 1
                        return left <= 0
                    }
                    return isOver ? .more : goOn()
                })
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n" + Self.next)
            #expect(try client.response().text == "finished abcdef")
            #expect(try client.response().text == "next")
            #expect(refusals.withLock { $0 } == 0)
            try client.send(Self.head(length: 3) + "xyz" + Self.next)
            #expect(try client.response().text == "finished xyz")
            #expect(refusals.withLock { $0 } == 0)
        }
    }

    @Test func `a sink may answer when it resumes`() async throws {
        let service = Self.service { exchange in
            RecordingSink(
                decide: { _ in
                    DispatchQueue.global().async { exchange.resume() }
                    return .pause
                }, whenResumed: { .answer(HTTPResponse(status: .conflict)) })
        }
        try await withServer(service) { address in
            for content in ["x", "xyz"] {
                let client = try TestClient(address)
                try client.send(Self.head(length: 3) + content)
                #expect(try client.response().status == 409)
                try client.send(String("xyz".dropFirst(content.count)) + Self.next)
                #expect(try client.response().text == "next")
            }
        }
    }

    @Test(arguments: ["x", "xyz"])
    func `a sink may answer before the end`(content: String) async throws {
        let service = Self.service { _ in
            RecordingSink { _ in .answer(HTTPResponse(status: .conflict)) }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 3) + content)
            #expect(try client.response().status == 409)
            try client.send(String("xyz".dropFirst(content.count)) + Self.next)
            #expect(try client.response().text == "next")
        }
    }

    @Test func `an early answer ends the connection where much is still to come`() async throws {
        let service = Self.service { _ in
            RecordingSink { _ in .answer(HTTPResponse(status: .conflict)) }
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 1 << 20) + "x")
            let response = try client.response()
            #expect(response.status == 409)
            #expect(response["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test(arguments: ["xyz", "x"])
    func `a sink that pauses may be answered for through its exchange`(
        content: String
    ) async throws {
        let service = Self.service { exchange in
            RecordingSink { _ in
                DispatchQueue.global().async { exchange.respond(HTTPResponse(status: .conflict)) }
                return .pause
            }
        }
        let patience: (inout HTTPServerConfiguration) -> Void = {
            $0.keepAliveTimeout = .milliseconds(50)
        }
        try await withServer(service, configure: patience) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 3) + content)
            #expect(try client.response().status == 409)
            try client.send(String("xyz".dropFirst(content.count)) + Self.next)
            #expect(try client.response().text == "next")
            let other = try TestClient(address)
            try other.send(Self.head(length: 3) + "xyz")
            #expect(try other.response().status == 409)
            #expect(try other.isClosed())
        }
    }

    @Test func `a sink is cancelled when the client goes`() async throws {
        let (cancellations, cancelled) = AsyncStream.makeStream(of: Void.self)
        let service = Self.service { _ in RecordingSink(whenCancelled: { cancelled.yield() }) }
        try await withServer(service) { address in
            do {
                let client = try TestClient(address)
                try client.send(Self.head(length: 3) + "x")
            }
            for await _ in cancellations { break }
        }
    }

    @Test func `a sink is cancelled when its body is refused`() async throws {
        let (cancellations, cancelled) = AsyncStream.makeStream(of: Void.self)
        let service = Self.service { _ in RecordingSink(whenCancelled: { cancelled.yield() }) }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.head(length: 2 << 20))
            #expect(try client.response().status == 413)
            for await _ in cancellations { break }
        }
    }
}
