import Glibc
import HTTP
import Synchronization
import Testing

/// How long a loop looks for an answer that is about to come.
struct PatienceTests {
    @Test(.timeLimit(.minutes(1)))
    func `a loop looks on while an answer is about to come, and sleeps where none does`()
        async throws
    {
        let service = Promising()
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().status == 200)
            // Whoever looks asks each time, so that a loop that never sleeps would never be still.
            var asked = service.asked
            var since = ContinuousClock.now
            while since.duration(to: .now) < .milliseconds(50) {
                sched_yield()
                if service.asked == asked { continue }
                asked = service.asked
                since = .now
            }
            #expect(asked >= 400)
        }
    }
}

/// Always about to answer, and has nothing to say.
private final class Promising: HTTPService {
    private let count = Atomic(0)

    var asked: Int { count.load(ordering: .relaxed) }

    var isAboutToAnswer: Bool {
        count.wrappingAdd(1, ordering: .relaxed)
        return true
    }

    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        .answer(HTTPResponse(status: .ok))
    }
}
