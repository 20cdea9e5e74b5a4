import HTTP

/// A service made of a closure.
struct TestService: HTTPService {
    let plan: @Sendable (HTTPRequestHead, HTTPExchange) -> HTTPPlan

    init(_ plan: @escaping @Sendable (HTTPRequestHead, HTTPExchange) -> HTTPPlan) {
        self.plan = plan
    }

    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        plan(head, exchange)
    }

    /// Answers each request with its method and path, and with its body where it has one.
    static let echo = TestService { head, _ in
        let title = "\(head.method.rawValue) \(head.path)"
        if !head.hasBody { return .answer(HTTPResponse(text: title)) }
        return .collect(limit: 1 << 20) { .now(HTTPResponse(text: title, $0)) }
    }
}

extension HTTPResponse {
    init(text: String, _ more: [UInt8] = []) {
        self.init(status: .ok, body: .bytes(Array(text.utf8) + more))
    }
}
