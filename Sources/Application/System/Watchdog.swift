import Dispatch
import Glibc

/// Tells systemd that the service is alive, as often as it asks (sd_watchdog_enabled(3)); without
/// a word for as long as it asked, systemd starts the service anew.
final class Watchdog {
    private let timer: any DispatchSourceTimer

    /// Calls `prove` twice in each interval that the environment names, from `start` on; nil where
    /// it names none for this process.
    init?(environment: [String: String], prove: @escaping @Sendable () -> Void) {
        guard let interval = Self.interval(environment, process: getpid()) else { return nil }
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "arena.watchdog"))
        timer.schedule(deadline: .now(), repeating: .microseconds(interval / 2))
        timer.setEventHandler(handler: prove)
        timer.activate()
    }

    deinit { timer.cancel() }

    /// Microseconds, at least two of them.
    static func interval(_ environment: [String: String], process: Int32) -> Int? {
        guard let interval = environment["WATCHDOG_USEC"].flatMap({ Int($0) }), interval > 1,
            environment["WATCHDOG_PID"].map({ Int32($0) == process }) ?? true
        else { return nil }
        return interval
    }
}
