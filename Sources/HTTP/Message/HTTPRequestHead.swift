/// Everything before the body of a request, already checked: the target is percent-decoded once,
/// holds no dot segment, encoded slash, NUL or invalid UTF-8, and the framing is unambiguous
/// (RFC 9112 §6). By reference, for it passes through many hands.
public final class HTTPRequestHead: Sendable {
    /// The request method.
    public let method: HTTPMethod
    /// HTTP/1.1 or HTTP/1.0.
    public let version: HTTPVersion
    /// The header fields.
    public let fields: HTTPFields
    /// The other end of the connection, which may be a proxy.
    public let remoteAddress: SocketAddress
    /// The length of the body where `Content-Length` tells it.
    public let contentLength: Int?
    /// Whether the body comes chunked.
    let isChunked: Bool
    /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
    public let expectsContinue: Bool
    /// Whether the client lets the connection stay open (RFC 9112 §9.3).
    let allowsKeepAlive: Bool
    let target: HTTPTarget

    init(
        method: HTTPMethod, version: HTTPVersion, fields: HTTPFields,
        remoteAddress: SocketAddress, contentLength: Int?, isChunked: Bool, expectsContinue: Bool,
        allowsKeepAlive: Bool, target: HTTPTarget
    ) {
        self.method = method
        self.version = version
        self.fields = fields
        self.remoteAddress = remoteAddress
        self.contentLength = contentLength
        self.isChunked = isChunked
        self.expectsContinue = expectsContinue
        self.allowsKeepAlive = allowsKeepAlive
        self.target = target
    }

    /// Whether a body follows: chunked, or of a length above zero.
    public var hasBody: Bool { isChunked || (contentLength ?? 0) > 0 }

    /// Whether the target is the `*` of `OPTIONS *` (RFC 9112 §3.2.4).
    public var isAsterisk: Bool { target.isAsterisk }

    /// The path as it was sent, escapes and all; `*` for `OPTIONS *`.
    public var rawPath: String {
        if isAsterisk { return "*" }
        return target.path.isEmpty ? "/" : text(target.path)
    }

    /// The same as `rawPath`.
    public var path: String { rawPath }

    /// The segments of the path, percent-decoded: `/v1/arenas/` gives `v1`, `arenas` and an empty
    /// one, `/` gives none.
    public var pathSegments: [String] {
        withPath { path in
            if path.count <= 1 { return [] }
            return path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The query as it was sent, without the `?`; nil where there is none.
    public var rawQuery: String? { target.query.map(text) }

    /// The path and the query as they were sent.
    public var rawTarget: String {
        guard let query = target.query, !isAsterisk else { return rawPath }
        return "\(rawPath)?\(text(query))"
    }

    /// The decoded pairs of the query, in order; `+` is a space, and a name without `=` has an
    /// empty value.
    public var query: [(name: String, value: String)] {
        guard let range = target.query else { return [] }
        return fields.bytes.withUnsafeBytes { bytes in
            bytes[range].split(separator: 0x26).map { part in
                let pair = UnsafeRawBufferPointer(rebasing: part)
                let equals = pair.firstOffset(of: 0x3D) ?? pair.count
                return (
                    PercentEncoding.text(pair.slice(0, equals), plusIsSpace: true),
                    PercentEncoding.text(
                        pair.slice(min(equals + 1, pair.count), pair.count), plusIsSpace: true)
                )
            }
        }
    }

    /// Host and port as the client named them: of the absolute target, else of `Host`
    /// (RFC 9112 §3.2.2). Never to be trusted for links.
    public var host: String? { target.authority.map(text) ?? fields.first("host") }

    /// Calls `body` with the decoded bytes of the path.
    func withPath<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        if !target.decodedPath.isEmpty {
            return try target.decodedPath.withUnsafeBytes { try body($0) }
        }
        return try fields.bytes.withUnsafeBytes { try body($0.slice(target.path)) }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: fields.bytes[range], as: UTF8.self)
    }
}

extension HTTPRequestHead {
    /// Reads a whole head from text, as if it had come from `address`: for tests of services.
    public static func parsing(
        _ text: String, from address: SocketAddress = .ipv4(0x7F00_0001, port: 0)
    ) throws(HTTPRefusal) -> HTTPRequestHead {
        let bytes = Array(text.utf8)
        var parser = HTTPRequestParser()
        let outcome = bytes.withUnsafeBytes {
            parser.parse($0, limits: HTTPHeadLimits(), from: address)
        }
        switch outcome {
        case .head(let head, _): return head
        case .invalid(let refusal): throw refusal
        case .incomplete: throw .malformed(.headIsIncomplete)
        }
    }
}
