import ArenaCore
import Crypto
import HTTP

/// Who sent a request, by its `Authorization` (RFC 6750, CONVENTIONS §6).
struct Authentication {
    let viewer: Viewer
    let token: Box<Token>?

    /// Throws where the field cannot be read, or its token is not good.
    init(_ head: HTTPRequestHead, _ state: Box<State>, _ api: API, now: Timestamp) throws(Problem) {
        guard let text = try Self.credentials(head) else {
            viewer = .anonymous
            token = nil
            return
        }
        let hash = Digest(of: text)
        if let admin = api.configuration.adminToken, constantTimeEqual(admin.bytes, hash.bytes) {
            viewer = Viewer(
                standing: .admin, token: nil, scopes: [.admin], arenas: nil, isActive: true)
            token = nil
            return
        }
        guard let (viewer, token) = state.authenticate(hash) else {
            // A checksum that does not fit tells that there was never such a token.
            let wasOnce = TokenText.isPlausible(text) ? " or was revoked" : ""
            throw .invalidToken("The token is unknown\(wasOnce)")
        }
        guard token.value.isValid(at: now) else { throw .invalidToken("The token has expired") }
        self.viewer = viewer
        self.token = token
    }

    /// Throws where a caller of this kind may not use the route at all.
    func permit(_ route: Route, _ head: HTTPRequestHead) throws(Problem) {
        switch route.caller {
        case .anyone:
            // A token that may not read is told so, not taken for nobody.
            if isKnown, route.method == .get, !viewer.has(.read), route.isResource {
                throw .insufficientScope(.read)
            }
        case .identified:
            guard isKnown else { throw .unauthenticated }
        case .scope(let scope):
            guard isKnown else { throw .unauthenticated }
            guard viewer.has(scope) else { throw .insufficientScope(scope) }
            guard viewer.isActive else { throw Problem(.organisationNotActive) }
        case .admin:
            guard isKnown else { throw .unauthenticated }
            guard viewer.isAdmin else { throw .insufficientScope(.admin) }
        }
    }

    private var isKnown: Bool { viewer.standing != .anonymous }

    private static func credentials(_ head: HTTPRequestHead) throws(Problem) -> String? {
        var lineCount = 0
        var token: String?
        head.fields.forEachValue("authorization") { value in
            lineCount += 1
            token = bearerToken(in: value)
            return true
        }
        if lineCount == 0 { return nil }
        guard lineCount == 1, let token else { throw .invalidAuthorization }
        return token
    }

    /// RFC 6750 §2.1, where it holds visible characters only; schemes have no case (RFC 9110
    /// §11.1).
    private static func bearerToken(in value: UnsafeRawBufferPointer) -> String? {
        let scheme: StaticString = "bearer "
        var start = scheme.utf8CodeUnitCount
        guard value.count > start else { return nil }
        for index in 0..<start where value[index] | 0x20 != scheme.utf8Start[index] { return nil }
        while start < value.count, value[start] == 0x20 { start += 1 }
        guard (1...1024).contains(value.count - start) else { return nil }
        for index in start..<value.count where !(0x21...0x7E).contains(value[index]) { return nil }
        return String(
            decoding: UnsafeRawBufferPointer(rebasing: value[start...]), as: UTF8.self)
    }
}

extension Problem {
    private func challenging(_ parameters: String) -> Problem {
        var problem = self
        problem.fields.append("WWW-Authenticate", "Bearer realm=\"arena\"\(parameters)")
        return problem
    }

    fileprivate static var unauthenticated: Problem {
        Problem(.authenticationRequired).challenging("")
    }

    fileprivate static var invalidAuthorization: Problem {
        Problem(.invalidAuthorization).challenging(", error=\"invalid_request\"")
    }

    static func invalidToken(_ description: String) -> Problem {
        Problem(.invalidToken)
            .challenging(", error=\"invalid_token\", error_description=\"\(description)\"")
    }

    fileprivate static func insufficientScope(_ scope: Token.Scope) -> Problem {
        Problem(.insufficientScope, values: ["scope": scope.rawValue])
            .challenging(", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\"")
    }
}
