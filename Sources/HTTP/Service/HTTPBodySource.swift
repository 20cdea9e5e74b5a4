/// What a source has to give.
public enum HTTPBodyPiece: Sendable {
    /// More content; an empty array is skipped.
    case bytes([UInt8])
    /// Nothing for now: `HTTPExchange.wake()` makes the engine ask again.
    case wait
    /// No more content.
    case end
}

/// Content that is made while it is sent.
public protocol HTTPBodySource: AnyObject, Sendable {
    /// Called on the connection's loop when the connection can take more. Must not block.
    func next() -> HTTPBodyPiece

    /// Whether there is no end to wait for: a client that has shut down its half of the connection
    /// is taken to be gone, and not only to have said all it has to say.
    var endsWithClient: Bool { get }

    /// Called once on the loop when the connection is gone, or wants no content, before `.end`.
    func cancel()
}

extension HTTPBodySource {
    /// It has an end.
    public var endsWithClient: Bool { false }

    /// Nothing is to be given back.
    public func cancel() {}
}
