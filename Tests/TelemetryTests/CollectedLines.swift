import Glibc
import Synchronization

@testable import Telemetry

/// Keeps the lines that a log writes.
final class CollectedLines: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    var sink: Log.Sink {
        .closure { bytes in
            self.kept.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
    }

    /// A log whose every event happens at 2026-01-02T03:04:05.006Z.
    func log(level: Log.Level = .debug, _ style: LogStyle = .text(isColoured: false)) -> Log {
        Log(level: level, style: style, sink: sink) {
            timespec(tv_sec: 1_767_323_045, tv_nsec: 6_999_999)
        }
    }
}
