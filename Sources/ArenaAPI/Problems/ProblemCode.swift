/// Every problem that the API answers with, by the code that scripts test; the same on every
/// installation and in every language (RFC 9457, CONVENTIONS §2). `ProblemKind` holds its status
/// and words.
package enum ProblemCode: String, CaseIterable, Sendable {
    case malformedRequest = "malformed-request"
    case invalidJSON = "invalid-json"
    case invalidParameter = "invalid-parameter"
    case invalidCursor = "invalid-cursor"
    case invalidAuthorization = "invalid-authorization"
    case authenticationRequired = "authentication-required"
    case invalidToken = "invalid-token"
    case insufficientScope = "insufficient-scope"
    case notAllowed = "not-allowed"
    case notMember = "not-a-member"
    case registrationClosed = "registration-closed"
    case organisationNotActive = "organisation-not-active"
    case tokenExceedsOwn = "token-exceeds-own"
    case notFound = "not-found"
    case gone = "gone"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case requestTimeout = "request-timeout"
    case duplicateSlug = "duplicate-slug"
    case duplicateOrgNumber = "duplicate-org-number"
    case alreadyExists = "already-exists"
    case arenaNotOpen = "arena-not-open"
    case arenaNotProposed = "arena-not-proposed"
    case lastCurator = "last-curator"
    case illegalStateChange = "illegal-state-change"
    case tooMany = "too-many"
    case lengthRequired = "length-required"
    case preconditionFailed = "precondition-failed"
    case contentTooLarge = "content-too-large"
    case targetTooLong = "uri-too-long"
    case unsupportedMediaType = "unsupported-media-type"
    case rangeNotSatisfiable = "range-not-satisfiable"
    case expectationFailed = "expectation-failed"
    case validation = "validation-error"
    case importRefused = "import-refused"
    case idempotencyKeyReused = "idempotency-key-reused"
    case tlpRedNotAccepted = "tlp-red-not-accepted"
    case nationalIdentityNumber = "national-id-not-allowed"
    case fieldsTooLarge = "header-fields-too-large"
    case quotaExceeded = "quota-exceeded"
    case internalError = "internal-error"
    case notImplemented = "not-implemented"
    case unavailable = "unavailable"
    case versionNotSupported = "http-version-not-supported"
}

/// Text in the two languages that Arena answers in.
package struct Bilingual: Sendable {
    package let nb: String
    package let en: String

    init(_ nb: String, _ en: String) {
        self.nb = nb
        self.en = en
    }

    subscript(language: Language) -> String {
        switch language {
        case .nb: nb
        case .en: en
        }
    }

    /// The text with `{name}` replaced by the value of that name.
    func filled(_ values: [String: String], in language: Language) -> String {
        values.reduce(self[language]) { text, value in
            text.split(separator: "{\(value.key)}", omittingEmptySubsequences: false)
                .joined(separator: value.value)
        }
    }
}

/// A language that problems and pages are written in.
package enum Language: String, CaseIterable, Sendable {
    case nb, en
}
