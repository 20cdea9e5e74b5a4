import Dispatch
import HTTP
import Synchronization
import Testing

/// Answers that a service gives later.
struct LaterAnswerTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `an answer is made on the loop and not where it is given`() async throws {
        let key = DispatchSpecificKey<Bool>()
        let elsewhere = DispatchQueue(label: "elsewhere")
        elsewhere.setSpecific(key: key, value: true)
        let service = TestService { head, exchange in
            elsewhere.async {
                exchange.respond {
                    let isElsewhere = DispatchQueue.getSpecific(key: key) ?? false
                    return HTTPResponse(text: isElsewhere ? "elsewhere" : "on the loop")
                }
                exchange.respond { HTTPResponse(text: "too late") }
            }
            return .later
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send(Self.request + Self.request)
            #expect(try client.response().text == "on the loop")
            #expect(try client.response().text == "on the loop")
        }
    }

    @Test func `an answer that nobody waits for is not made`() async throws {
        let (exchanges, asked) = AsyncStream.makeStream(of: HTTPExchange.self)
        let (closings, closed) = AsyncStream.makeStream(of: Void.self)
        let isMade = Atomic<Bool>(false)
        let service = TestService { _, exchange in
            asked.yield(exchange)
            return .later
        }
        let observer: @Sendable (HTTPServerEvent) -> Void = { event in
            if case .connectionClosed = event { closed.yield() }
        }
        try await withServer(service, observer: observer) { address in
            var client: TestClient? = try TestClient(address)
            try client?.send(Self.request)
            for await exchange in exchanges {
                client?.resetAtEnd()
                client = nil
                for await _ in closings { break }
                exchange.respond {
                    isMade.store(true, ordering: .relaxed)
                    return HTTPResponse(text: "nobody")
                }
                break
            }
        }
        // The loop has read all its letters before the server is drained.
        let wasMade = isMade.load(ordering: .relaxed)
        #expect(!wasMade)
    }
}
