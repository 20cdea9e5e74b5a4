/// Where the content of a request body goes.
final class HTTPBodyReceiver {
    private enum Kind {
        case discard
        case collect([UInt8], then: @Sendable ([UInt8]) -> HTTPAnswer)
        case sink(any HTTPBodySink)
    }

    /// What follows a piece.
    enum Outcome {
        case more
        case answer(HTTPResponse)
        case tooLarge
    }

    private var kind: Kind
    private var remaining: Int
    private(set) var isPaused = false
    /// Of the request; nil where nobody wants the body.
    let head: HTTPRequestHead?
    /// The most that is taken.
    let limit: Int

    private static let reserveMax = 64 << 10

    private init(_ kind: Kind, of head: HTTPRequestHead?, limit: Int) {
        self.kind = kind
        self.head = head
        self.limit = limit
        remaining = limit
    }

    static func discarding(limit: Int) -> HTTPBodyReceiver {
        HTTPBodyReceiver(.discard, of: nil, limit: limit)
    }

    /// Takes a whole body.
    static func collecting(
        _ head: HTTPRequestHead, limit: Int, then: @escaping @Sendable ([UInt8]) -> HTTPAnswer
    ) -> HTTPBodyReceiver {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(head.contentLength ?? 0, limit, reserveMax))
        return HTTPBodyReceiver(.collect(bytes, then: then), of: head, limit: limit)
    }

    static func streaming(_ head: HTTPRequestHead, limit: Int, to sink: any HTTPBodySink)
        -> HTTPBodyReceiver
    {
        HTTPBodyReceiver(.sink(sink), of: head, limit: limit)
    }

    /// Whether the content is wanted by nobody.
    var isDiscarding: Bool {
        if case .discard = kind { return true }
        return false
    }

    /// How much is held in memory.
    var heldBytes: Int {
        if case .collect(let bytes, _) = kind { return bytes.capacity }
        return 0
    }

    func receive(_ piece: UnsafeRawBufferPointer) -> Outcome {
        if piece.count > remaining { return .tooLarge }
        remaining -= piece.count
        switch kind {
        case .discard: return .more
        case .collect(var bytes, let then):
            kind = .discard
            bytes.append(contentsOf: piece)
            kind = .collect(bytes, then: then)
            return .more
        case .sink(let sink):
            return follow(sink.receive(piece))
        }
    }

    private func follow(_ decision: HTTPSinkDecision) -> Outcome {
        switch decision {
        case .more: return .more
        case .pause:
            isPaused = true
            return .more
        case .answer(let response):
            kind = .discard
            return .answer(response)
        }
    }

    /// What follows when a sink that paused is told to go on.
    func resume() -> Outcome {
        isPaused = false
        guard case .sink(let sink) = kind else { return .more }
        return follow(sink.resume())
    }

    /// The body is complete; nil where nobody wanted it.
    func finish() -> HTTPAnswer? {
        let finished = kind
        kind = .discard
        switch finished {
        case .discard: return nil
        case .collect(let bytes, let then): return then(bytes)
        case .sink(let sink): return sink.finish()
        }
    }

    /// The body will never be complete.
    func cancel() {
        if case .sink(let sink) = kind { sink.cancel() }
        kind = .discard
    }
}
