import ArenaCore
import Glibc
import Synchronization

/// A clock that stands still while the one it asks goes backwards.
final class MonotonicClock: Sendable {
    private let source: @Sendable () -> Timestamp
    private let last = Atomic<Int64>(.min)

    init(_ source: @escaping @Sendable () -> Timestamp) {
        self.source = source
    }

    /// The time, never before what was given last to any thread.
    var now: Timestamp {
        let present = source().milliseconds
        return Timestamp(
            milliseconds: last.max(present, ordering: .acquiringAndReleasing).newValue)
    }
}

extension Timestamp {
    /// What the system's clock says.
    static var system: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
