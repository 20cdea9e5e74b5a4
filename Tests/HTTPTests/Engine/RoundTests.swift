import Glibc
import HTTP
import Synchronization
import Testing

/// When a service is told that what it put off is to begin.
struct RoundTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `what was put off begins though the loop never runs dry`() async throws {
        try await withServer(PuttingOff()) { address in
            let client = try TestClient(address)
            try client.send(Self.request)
            #expect(try client.response().text == "begun")
        }
    }
}

/// Puts something off with each request, and keeps the loop busy until that has begun there: the
/// others have nothing to do.
private final class PuttingOff: HTTPService {
    /// The thread of the loop that has put something off; 0 for none.
    private let thread = Atomic<UInt>(0)

    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        thread.store(pthread_self(), ordering: .relaxed)
        return .answer(HTTPResponse(status: .ok, body: .stream(Source(self, exchange))))
    }

    func roundEnded() {
        _ = thread.compareExchange(expected: pthread_self(), desired: 0, ordering: .relaxed)
    }

    private final class Source: HTTPBodySource {
        private let service: PuttingOff
        private let exchange: HTTPExchange
        private let isTold = Atomic<Bool>(false)

        init(_ service: PuttingOff, _ exchange: HTTPExchange) {
            self.service = service
            self.exchange = exchange
        }

        func next() -> HTTPBodyPiece {
            if service.thread.load(ordering: .relaxed) != 0 {
                // There is a letter in every turn.
                exchange.wake()
                return .wait
            }
            let isFirst = !isTold.exchange(true, ordering: .relaxed)
            return isFirst ? .bytes(Array("begun".utf8)) : .end
        }

        func cancel() {}
    }
}
