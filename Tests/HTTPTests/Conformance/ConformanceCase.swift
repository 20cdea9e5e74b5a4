import Testing

/// Bytes that a client sends, and what the standard has the server make of them.
struct ConformanceCase: Sendable {
    /// One answer. Its content is compared where one is given.
    struct Answer: Sendable {
        let status: Int
        var content: String?
        /// Whether it ends with its head, as it answers HEAD.
        var isHead = false
    }

    /// The section that decides, such as `9112 §6.3`.
    let section: String
    let name: String
    let request: [UInt8]
    let answers: [Answer]
    /// Whether the server closes; else another request on the same connection is answered.
    let closes: Bool
    /// Whether the client ends its half behind the last byte.
    var endsSending = false

    /// Each scalar of `request` is one byte.
    init(_ section: String, _ name: String, _ request: String, _ answers: [Answer], closes: Bool) {
        self.section = section
        self.name = name
        self.request = request.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        self.answers = answers
        self.closes = closes
    }

    /// A request that is refused; what stands behind it is never taken for another.
    static func refused(
        _ section: String, _ name: String, _ request: String, _ status: Int = 400
    ) -> Self {
        let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
        return Self(section, name, request + smuggled, [Answer(status: status)], closes: true)
    }

    /// Requests that are answered with those contents, on a connection that stays open.
    static func served(
        _ section: String, _ name: String, _ request: String, _ contents: String...
    ) -> Self {
        let answers = contents.map { Answer(status: 200, content: $0) }
        return Self(section, name, request, answers, closes: false)
    }

    /// The same of a list.
    static func served(
        _ section: String, _ name: String, _ request: String, _ contents: [String]
    ) -> Self {
        let answers = contents.map { Answer(status: 200, content: $0) }
        return Self(section, name, request, answers, closes: false)
    }

    /// The same with the close behind the last answer.
    static func last(
        _ section: String, _ name: String, _ request: String, _ contents: String...
    ) -> Self {
        let answers = contents.map { Answer(status: 200, content: $0) }
        return Self(section, name, request, answers, closes: true)
    }

    /// The same from a client that ends its half behind the last byte.
    var ended: Self {
        var copy = self
        copy.endsSending = true
        return copy
    }
}

extension ConformanceCase: CustomTestStringConvertible {
    var testDescription: String { "\(section): \(name)" }
}

extension ConformanceCase {
    static let all =
        requestLines + targets + versions + hosts + fields + lengths + codings + chunks
        + trailers + connections + semantics + limits

    /// The beginning of a request, to which fields may be added.
    static let get = "GET / HTTP/1.1\r\nHost: a\r\n"
    static let post = "POST / HTTP/1.1\r\nHost: a\r\n"
    /// A whole head before chunks.
    static let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"
}
