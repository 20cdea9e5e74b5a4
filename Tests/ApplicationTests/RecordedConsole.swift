import Synchronization

@testable import Application

/// A console that keeps what is written to it.
final class RecordedConsole: Sendable {
    private let texts = Mutex((data: "", messages: ""))

    /// What was written as data so far.
    var data: String { texts.withLock { $0.data } }
    /// What was told so far, a line each.
    var messages: [String] {
        texts.withLock { $0.messages.split(separator: "\n").map(String.init) }
    }

    var console: Console {
        Console(
            data: { [self] text in
                texts.withLock { $0.data += text }
                return 0
            },
            messages: { [self] text in texts.withLock { $0.messages += text } })
    }
}
