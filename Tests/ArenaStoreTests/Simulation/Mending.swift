import Dispatch
import Telemetry

/// Hears from a store's log that the snapshot which is to mend its journal has ended.
struct Mending: Sendable {
    private let ended = DispatchSemaphore(value: 0)

    var log: Log {
        Log(
            level: .notice, format: .text,
            sink: .closure { [ended] line in
                let line = String(decoding: line, as: UTF8.self)
                let isEnd =
                    line.contains("writing works again generation=")
                    || line.contains("snapshot failed")
                if isEnd { ended.signal() }
            })
    }

    /// Whatever was heard by now counts no more.
    func forget() { while ended.wait(timeout: .now()) == .success {} }

    func wait() throws {
        guard ended.wait(timeout: .now() + 30) == .success else {
            throw Simulation.Violation(description: "no snapshot tries to mend the journal")
        }
    }
}
