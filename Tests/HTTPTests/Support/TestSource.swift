import HTTP
import Synchronization

/// A source that gives the pieces of a list, one a call.
final class TestSource: HTTPBodySource {
    private let pieces: Mutex<[HTTPBodyPiece]>
    private let whenCancelled: @Sendable () -> Void
    let endsWithClient: Bool

    init(
        _ pieces: [HTTPBodyPiece], endsWithClient: Bool = false,
        whenCancelled: @escaping @Sendable () -> Void = {}
    ) {
        self.endsWithClient = endsWithClient
        self.pieces = Mutex(pieces.reversed())
        self.whenCancelled = whenCancelled
    }

    func next() -> HTTPBodyPiece { pieces.withLock { $0.popLast() ?? .end } }

    func cancel() { whenCancelled() }
}
