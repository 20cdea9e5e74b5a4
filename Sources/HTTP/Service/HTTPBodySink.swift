/// What a sink wants after a chunk.
public enum HTTPSinkDecision {
    /// More content.
    case more
    /// No more before `HTTPExchange.resume()`; the client is held back meanwhile.
    case pause
    /// The answer, before all content has come. No further call of the sink follows.
    case answer(HTTPResponse)
}

/// Takes the content of a request as it arrives. All calls are on the connection's loop.
public protocol HTTPBodySink: AnyObject {
    /// A piece of the content, valid during the call only, cut anywhere. Must not block.
    func receive(_ chunk: UnsafeRawBufferPointer) -> HTTPSinkDecision

    /// `HTTPExchange.resume()` was called: whether more can be taken now, after whatever was kept
    /// back at the pause. The content is not complete before this is `.more`.
    func resume() -> HTTPSinkDecision

    /// The content is complete.
    func finish() -> HTTPAnswer

    /// The content will never be complete: the connection is gone or the request was refused.
    func cancel()
}

extension HTTPBodySink {
    /// Nothing was kept back.
    public func resume() -> HTTPSinkDecision { .more }
}
