/// What answers the requests of a server.
public protocol HTTPService: Sendable {
    /// Called on the connection's loop when a head is complete. Must not block.
    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan

    /// Called on a loop when every request that was there to be read has been given to the service,
    /// or more of it than others can wait for: what was put off to share its cost begins now. Must
    /// not block.
    func roundEnded()

    /// Whether answers that were put off are about to come, most likely within a millisecond. Asked
    /// on a loop that has nothing to do: it then keeps looking for so long instead of sleeping.
    var isAboutToAnswer: Bool { get }

    /// Called on a loop where the engine refuses by itself: the answer to send before the close.
    /// `head` is that of the request where it could be read and the body was the trouble.
    func refuse(_ refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPResponse
}

extension HTTPService {
    /// Nothing was put off.
    public func roundEnded() {}

    /// Nobody knows.
    public var isAboutToAnswer: Bool { false }

    /// The reason as one line of text.
    public func refuse(_ refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPResponse {
        var response = HTTPResponse(status: refusal.status)
        response.fields.append("Content-Type", "text/plain; charset=utf-8")
        response.body = .bytes(Array((refusal.reason + "\n").utf8))
        return response
    }
}

extension HTTPService {
    /// The answer with which the engine refuses.
    func answer(to refusal: HTTPRefusal, of head: HTTPRequestHead?) -> HTTPResponse {
        var response = refuse(refusal, of: head)
        // RFC 9110 §15.6.4: when to come again.
        if refusal == .unavailable, response.fields["retry-after"] == nil {
            response.fields.append("Retry-After", "5")
        }
        return response
    }
}

/// What a service makes of a request when it has seen its head.
public enum HTTPPlan {
    /// The answer. A body that still comes is discarded up to a bound, else the connection closes.
    case answer(HTTPResponse)
    /// One of `HTTPExchange.respond` is called exactly once, from any thread. A body is discarded.
    case later
    /// The whole body is collected and then given to `then` on the loop; a longer one than
    /// `limit` bytes is refused by 413.
    case collect(limit: Int, then: @Sendable ([UInt8]) -> HTTPAnswer)
    /// The body goes to the sink as it comes; a longer one than `limit` bytes is refused by 413.
    case stream(limit: Int, any HTTPBodySink)
}

/// What a service makes of a request when it has seen all of it.
public enum HTTPAnswer: Sendable {
    /// The answer.
    case now(HTTPResponse)
    /// One of `HTTPExchange.respond` is called exactly once, from any thread.
    case later
}
