import Dispatch
import Glibc
import Synchronization

/// SIGTERM and SIGINT: the first one asks the program to end, every later one ends it at once
/// with 128 and the signal's number.
///
/// Before `whenAsked(_:)` is called there is nothing to finish, so that the first one ends the
/// program at once as well.
final class ShutdownSignals: Sendable {
    private enum State: Sendable {
        case endsAtOnce
        case asks(@Sendable (Int32) -> Void)
    }

    private let state = Mutex(State.endsAtOnce)
    private let queue = DispatchQueue(label: "arena.signals")

    /// Takes the signals over from here on, for as long as the process lives.
    init() {
        for number in [SIGTERM, SIGINT] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in
                // The source keeps itself and this object alive: it is never cancelled.
                _ = source
                receive(number)
            }
            source.activate()
        }
    }

    /// Calls `ask` with the number of the first signal, on a queue of its own; it must be quick.
    func whenAsked(_ ask: @escaping @Sendable (Int32) -> Void) {
        state.withLock { $0 = .asks(ask) }
    }

    private func receive(_ number: Int32) {
        let state = state.withLock { state in
            defer { state = .endsAtOnce }
            return state
        }
        switch state {
        case .endsAtOnce: _exit(128 + number)
        case .asks(let ask): ask(number)
        }
    }
}
