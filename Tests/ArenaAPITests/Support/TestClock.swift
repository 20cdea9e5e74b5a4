import ArenaCore
import Synchronization

/// A clock that the test moves.
final class TestClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ text: String = "2026-03-01T09:30:00.000Z") {
        time = Mutex(Timestamp(text) ?? Timestamp(milliseconds: 0))
    }

    var now: Timestamp { time.withLock { $0 } }

    func advance(days: Int64) { advance(seconds: days * 86_400) }

    func advance(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
