import HTTP

/// Answers with what it was asked: method, path and query, and then the body.
struct ConformanceService: HTTPService {
    static let bodyBytesMax = 64

    /// Limits that short requests meet.
    static func configure(_ configuration: inout HTTPServerConfiguration) {
        configuration.headLimits.targetBytesMax = 64
        configuration.headLimits.fieldBytesMax = 256
        configuration.headLimits.fieldCountMax = 8
        configuration.discardedBytesMax = 32
    }

    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        switch head.path {
        case "/host": return .answer(HTTPResponse(text: head.host ?? "none"))
        case "/decoded":
            return .answer(HTTPResponse(text: head.pathSegments.joined(separator: "|")))
        case "/204": return .answer(HTTPResponse(status: .noContent, body: .bytes([1])))
        case "/304": return .answer(HTTPResponse(status: .notModified, body: .bytes([1])))
        case "/unread": return .answer(HTTPResponse(text: "unread"))
        default: break
        }
        let query = head.rawQuery.map { "?" + $0 } ?? ""
        let title = "\(head.method.rawValue) \(head.path)\(query)"
        return .collect(limit: Self.bodyBytesMax) { body in
            .now(HTTPResponse(text: body.isEmpty ? title : title + " ", body))
        }
    }
}
