/// A status code (RFC 9110 §15).
public struct HTTPStatus: Sendable, Hashable {
    /// Three digits.
    public let code: Int

    /// A code outside 100…599 becomes 500.
    @inlinable
    public init(code: Int) {
        self.code = (100...599).contains(code) ? code : 500
    }

    /// Whether an answer of this status ends with its head (RFC 9110 §6.4.1).
    var hasNoBody: Bool { code < 200 || code == 204 || code == 304 }
}

extension HTTPStatus {
    /// 200 OK.
    public static var ok: Self { Self(code: 200) }
    /// 201 Created.
    public static var created: Self { Self(code: 201) }
    /// 202 Accepted.
    public static var accepted: Self { Self(code: 202) }
    /// 204 No Content.
    public static var noContent: Self { Self(code: 204) }
    /// 206 Partial Content.
    public static var partialContent: Self { Self(code: 206) }
    /// 301 Moved Permanently.
    public static var movedPermanently: Self { Self(code: 301) }
    /// 303 See Other.
    public static var seeOther: Self { Self(code: 303) }
    /// 304 Not Modified.
    public static var notModified: Self { Self(code: 304) }
    /// 308 Permanent Redirect.
    public static var permanentRedirect: Self { Self(code: 308) }
    /// 400 Bad Request.
    public static var badRequest: Self { Self(code: 400) }
    /// 401 Unauthorized.
    public static var unauthorized: Self { Self(code: 401) }
    /// 403 Forbidden.
    public static var forbidden: Self { Self(code: 403) }
    /// 404 Not Found.
    public static var notFound: Self { Self(code: 404) }
    /// 405 Method Not Allowed.
    public static var methodNotAllowed: Self { Self(code: 405) }
    /// 406 Not Acceptable.
    public static var notAcceptable: Self { Self(code: 406) }
    /// 408 Request Timeout.
    public static var requestTimeout: Self { Self(code: 408) }
    /// 409 Conflict.
    public static var conflict: Self { Self(code: 409) }
    /// 410 Gone.
    public static var gone: Self { Self(code: 410) }
    /// 411 Length Required.
    public static var lengthRequired: Self { Self(code: 411) }
    /// 412 Precondition Failed.
    public static var preconditionFailed: Self { Self(code: 412) }
    /// 413 Content Too Large.
    public static var contentTooLarge: Self { Self(code: 413) }
    /// 414 URI Too Long.
    public static var targetTooLong: Self { Self(code: 414) }
    /// 415 Unsupported Media Type.
    public static var unsupportedMediaType: Self { Self(code: 415) }
    /// 416 Range Not Satisfiable.
    public static var rangeNotSatisfiable: Self { Self(code: 416) }
    /// 417 Expectation Failed.
    public static var expectationFailed: Self { Self(code: 417) }
    /// 422 Unprocessable Content.
    public static var unprocessableContent: Self { Self(code: 422) }
    /// 428 Precondition Required.
    public static var preconditionRequired: Self { Self(code: 428) }
    /// 429 Too Many Requests.
    public static var tooManyRequests: Self { Self(code: 429) }
    /// 431 Request Header Fields Too Large.
    public static var fieldsTooLarge: Self { Self(code: 431) }
    /// 500 Internal Server Error.
    public static var internalServerError: Self { Self(code: 500) }
    /// 501 Not Implemented.
    public static var notImplemented: Self { Self(code: 501) }
    /// 503 Service Unavailable.
    public static var serviceUnavailable: Self { Self(code: 503) }
    /// 505 HTTP Version Not Supported.
    public static var versionNotSupported: Self { Self(code: 505) }
}

extension HTTPStatus {
    /// The registered reason phrase, empty for a code that has none here.
    public var reason: String { Self.reasons[code] ?? "" }

    private static let reasons: [Int: String] = [
        100: "Continue", 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content",
        206: "Partial Content", 301: "Moved Permanently", 302: "Found", 303: "See Other",
        304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict",
        410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Content Too Large",
        414: "URI Too Long", 415: "Unsupported Media Type", 416: "Range Not Satisfiable",
        417: "Expectation Failed", 421: "Misdirected Request", 422: "Unprocessable Content",
        428: "Precondition Required", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 500: "Internal Server Error",
        501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    ]

    /// The status line with its line end (RFC 9112 §4). The version is the server's own whatever
    /// the request's was (RFC 9110 §2.5).
    var line: [UInt8] { Self.lines[code - 100] }

    private static let lines: [[UInt8]] = (100...599).map { code in
        Array("HTTP/1.1 \(code) \(reasons[code] ?? "")\r\n".utf8)
    }
}
