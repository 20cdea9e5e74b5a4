/// Finds the content of a request body by the length that its head tells (RFC 9112 §6.3).
struct HTTPBodyDecoder {
    private enum Framing {
        case length(remaining: Int)
        case chunked(HTTPChunkedDecoder)
    }

    private var framing: Framing

    init(_ head: HTTPRequestHead) {
        framing =
            head.isChunked
            ? .chunked(HTTPChunkedDecoder()) : .length(remaining: head.contentLength ?? 0)
    }

    /// How much content is still to come, nil where only the end will tell.
    var remaining: Int? {
        if case .length(let remaining) = framing { return remaining }
        return nil
    }

    /// Reads on; see `HTTPChunkedDecoder.Step`.
    mutating func next(_ input: UnsafeRawBufferPointer) -> HTTPChunkedDecoder.Step {
        switch framing {
        case .length(let remaining):
            if remaining == 0 { return .end(consumed: 0) }
            let count = min(remaining, input.count)
            if count == 0 { return .more(consumed: 0) }
            framing = .length(remaining: remaining - count)
            return .content(0..<count)
        case .chunked(var decoder):
            let step = decoder.next(input)
            framing = .chunked(decoder)
            return step
        }
    }
}
