/// Why the engine answers by itself, and then closes: the request could not be read as HTTP, went
/// over a limit, or came too slowly.
public enum HTTPRefusal: Error, Sendable, Equatable {
    /// 400: the request is no HTTP/1 message as RFC 9112 defines it.
    case malformed(HTTPFault)
    /// 408: the head or the body did not come in time.
    case requestTimeout
    /// 413: the body is longer than `limit` bytes.
    case contentTooLarge(limit: Int)
    /// 414: the request target is too long.
    case targetTooLong
    /// 417: an expectation other than `100-continue`.
    case expectationFailed
    /// 431: the fields are too many or too long.
    case fieldsTooLarge
    /// 501: a method or a transfer coding that the server does not know.
    case notImplemented(HTTPFault)
    /// 503: too many connections, in all or from one address, or too little memory for them.
    case unavailable
    /// 505: neither HTTP/1.1 nor HTTP/1.0.
    case versionNotSupported

    /// The status of the answer.
    public var status: HTTPStatus {
        switch self {
        case .malformed: .badRequest
        case .requestTimeout: .requestTimeout
        case .contentTooLarge: .contentTooLarge
        case .targetTooLong: .targetTooLong
        case .expectationFailed: .expectationFailed
        case .fieldsTooLarge: .fieldsTooLarge
        case .notImplemented: .notImplemented
        case .unavailable: .serviceUnavailable
        case .versionNotSupported: .versionNotSupported
        }
    }

    /// What is wrong, in one English sentence that repeats nothing of the request.
    public var reason: String {
        switch self {
        case .malformed(let fault), .notImplemented(let fault): fault.rawValue
        case .requestTimeout: "The request did not come in time."
        case .contentTooLarge(let limit): "The body is longer than \(limit) bytes."
        case .targetTooLong: "The request target is too long."
        case .expectationFailed: "Only the expectation 100-continue is understood."
        case .fieldsTooLarge: "The header fields are too many or too long."
        case .unavailable: "The server has too much to do now."
        case .versionNotSupported: "Only HTTP/1.1 and HTTP/1.0 are spoken."
        }
    }
}
