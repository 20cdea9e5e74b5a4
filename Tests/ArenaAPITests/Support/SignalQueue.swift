import Dispatch
import HTTP
import Synchronization

/// What the API says to the engine about one exchange, for a test that waits for it.
final class SignalQueue: Sendable {
    private let signals = Mutex<[HTTPExchange.Signal]>([])
    private let count = DispatchSemaphore(value: 0)

    var exchange: HTTPExchange {
        HTTPExchange { [self] signal in
            signals.withLock { $0.append(signal) }
            count.signal()
        }
    }

    /// The next signal; nil after two minutes without one.
    func next() -> HTTPExchange.Signal? {
        guard count.wait(timeout: .now() + 120) == .success else { return nil }
        return signals.withLock { $0.removeFirst() }
    }

    /// The answer, which must come.
    func response() throws -> HTTPResponse {
        while let signal = next() {
            if case .respond(let make) = signal { return make() }
        }
        throw NoAnswer()
    }
}

struct NoAnswer: Error {}
