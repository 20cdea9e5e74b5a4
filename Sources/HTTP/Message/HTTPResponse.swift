/// An answer as a service gives it.
public struct HTTPResponse: Sendable {
    /// The status.
    public var status: HTTPStatus
    /// The fields but for those that the engine writes.
    public var fields: HTTPResponseFields
    /// The content. For HEAD it is given as for GET, and only its length is sent.
    public var body: HTTPBody
    /// Whether the content is held elsewhere anyway, as that of a static file is. It is not counted
    /// as memory of the connection then.
    public var bodyIsShared = false

    /// An answer, by default without fields and content.
    public init(
        status: HTTPStatus, fields: HTTPResponseFields = HTTPResponseFields(),
        body: HTTPBody = .none
    ) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// The content of an answer.
public enum HTTPBody: Sendable {
    /// Nothing: `Content-Length: 0`, but for a status that has no content at all.
    case none
    /// All of it; large arrays are sent from where they are.
    case bytes([UInt8])
    /// What comes bit by bit: chunked in HTTP/1.1, ended by the close in HTTP/1.0.
    case stream(any HTTPBodySource)

    /// How many bytes, nil for a stream.
    public var count: Int? {
        switch self {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .stream: nil
        }
    }
}
