/// Why a write is not done: a code that scripts test, and what stands in the way. What a code
/// means in words and as a status is the business of whoever answers.
package struct Refusal: Error, Sendable, Equatable {
    package enum Code: String, CaseIterable, Sendable {
        case validation = "validation-error"
        case notFound = "not-found"
        case notAllowed = "not-allowed"
        case invalidToken = "invalid-token"
        case notMember = "not-a-member"
        case registrationClosed = "registration-closed"
        case organisationNotActive = "organisation-not-active"
        case duplicateSlug = "duplicate-slug"
        case duplicateOrgNumber = "duplicate-org-number"
        case alreadyExists = "already-exists"
        case arenaNotOpen = "arena-not-open"
        case arenaNotProposed = "arena-not-proposed"
        case lastCurator = "last-curator"
        case illegalStateChange = "illegal-state-change"
        case preconditionFailed = "precondition-failed"
        case tokenExceedsOwn = "token-exceeds-own"
        case tooMany = "too-many"
        case idempotencyKeyReused = "idempotency-key-reused"
        /// Something that cannot be went wrong in the server itself.
        case `internal` = "internal-error"
    }

    /// One field that stands in the way.
    package struct Problem: Sendable, Equatable {
        /// An RFC 6901 pointer into the body, such as `/alsoIn/0`.
        package let pointer: String
        package let code: String
        package let values: [String: String]

        package init(_ pointer: String, _ code: String, _ values: [String: String] = [:]) {
            self.pointer = pointer
            self.code = code
            self.values = values
        }
    }

    package let code: Code
    package let problems: [Problem]
    /// What the words of the answer name, such as the id of what is there already.
    package let values: [String: String]

    package init(_ code: Code, _ problems: [Problem] = [], values: [String: String] = [:]) {
        self.code = code
        self.problems = problems
        self.values = values
    }

    package static func invalid(_ pointer: String, _ code: String, _ values: [String: String] = [:])
        -> Refusal
    {
        Refusal(.validation, [Problem(pointer, code, values)])
    }
}
