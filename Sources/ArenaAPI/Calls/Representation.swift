import HTTP

/// What a target has for some callers at one moment, with what tells it from others: the answers
/// of GET and HEAD are made of it (RFC 9110 §3.2).
struct Representation: Sendable {
    /// The usual type of the body, as a field.
    static let json = Array("Content-Type: application/json\r\n".utf8)

    /// For what each answer has of its own.
    private static let roomForVisit = 256

    /// The fields that 304 has too, `ETag` among them.
    private var fields: HTTPResponseFields
    private let tag: String
    /// The type of the body, as a field.
    private let type: [UInt8]
    private let body: [UInt8]

    init(
        _ fields: consuming HTTPResponseFields, tag: String, type: [UInt8] = Self.json,
        body: [UInt8]
    ) {
        self.fields = fields
        self.type = type
        self.tag = tag
        self.body = body
        self.fields.append("ETag", tag)
    }

    var byteCount: Int { fields.bytes.count + body.count }

    /// 304 without the content where the client has it.
    func response(_ status: HTTPStatus, to head: HTTPRequestHead, _ visit: Visit) -> HTTPResponse {
        let isUnchanged = status == .ok && head.isSafe && head.holds(tag)
        var response = HTTPResponse(status: isUnchanged ? .notModified : status)
        response.fields = HTTPResponseFields(capacity: fields.bytes.count + Self.roomForVisit)
        response.fields.append(block: fields.bytes)
        response.fields.append(visit)
        if !isUnchanged {
            response.fields.append(block: type)
            response.body = .bytes(body)
        }
        return response
    }
}

extension HTTPRequestHead {
    /// Whether the client has what that ETag names: RFC 9110 §13.1.2, a weak comparison with each
    /// of the list, or `*`.
    func holds(_ tag: String) -> Bool {
        fields.all("if-none-match").contains { line in
            line == "*"
                || line.split(separator: ",").contains { candidate in
                    var candidate = candidate.drop { $0 == " " || $0 == "\t" }
                    if candidate.hasPrefix("W/") { candidate = candidate.dropFirst(2) }
                    while candidate.last == " " || candidate.last == "\t" {
                        candidate.removeLast()
                    }
                    return candidate == tag
                }
        }
    }
}
