import HTTP
import Synchronization

/// A source that gives the pieces of a list, one a call.
final class TestSource: HTTPBodySource {
    private let pieces: Mutex<[HTTPBodyPiece]>
    private let whenCancelled: @Sendable () -> Void

    init(_ pieces: [HTTPBodyPiece], whenCancelled: @escaping @Sendable () -> Void = {}) {
        self.pieces = Mutex(pieces.reversed())
        self.whenCancelled = whenCancelled
    }

    func next() -> HTTPBodyPiece { pieces.withLock { $0.popLast() ?? .end } }

    func cancel() { whenCancelled() }
}
