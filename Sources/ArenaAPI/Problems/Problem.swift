import ArenaCore
import HTTP
import JSON

/// One answer that says no: RFC 9457, with all that stands in the way at once.
package struct Problem: Error, Sendable {
    /// One field, parameter or header that stands in the way.
    struct Fault: Sendable {
        enum Place: Sendable {
            case pointer(String)
            case parameter(String)
            case header(String)
        }

        let place: Place
        let code: String
        let values: [String: String]
    }

    /// One line of a body of many that stands in the way.
    struct Line: Sendable {
        let number: Int
        let problem: Problem

        func write(to json: inout JSONWriter, _ language: Language) {
            json.beginObject()
            json.member("line", number)
            json.member("status", ProblemKind.of(problem.code).status)
            json.member("code", problem.code.rawValue)
            json.key("errors")
            Problem.write(problem.faults, to: &json, language)
            json.endObject()
        }
    }

    let code: ProblemCode
    var faults: [Fault] = []
    var values: [String: String] = [:]
    /// The quotas that are used up, where that is the problem.
    var violatedPolicies: [String] = []
    /// The lines of the body that stand in the way.
    var lines: [Line] = []
    /// Further header lines, such as `Allow`.
    var fields = HTTPResponseFields()

    init(_ code: ProblemCode, values: [String: String] = [:]) {
        self.code = code
        self.values = values
    }

    init(_ code: ProblemCode, parameter: String, _ fault: String, _ values: [String: String] = [:])
    {
        self.code = code
        faults = [Fault(place: .parameter(parameter), code: fault, values: values)]
    }

    init(_ code: ProblemCode, header: String, _ fault: String) {
        self.code = code
        faults = [Fault(place: .header(header), code: fault, values: [:])]
    }

    init(_ error: JSONSyntaxError) {
        code = .invalidJSON
        values = [
            "offset": String(error.offset), "reason": error.reason.description,
            "grunn": error.reason.norwegian,
        ]
        faults = [Fault(place: .pointer(error.pointer.fragment), code: "not-json", values: values)]
    }

    init(_ refusal: HTTPRefusal) {
        switch refusal {
        case .malformed(let fault):
            code = .malformedRequest
            values = fault.reasons
        case .requestTimeout: code = .requestTimeout
        case .contentTooLarge(let limit):
            code = .contentTooLarge
            values["limitBytes"] = String(limit)
        case .targetTooLong: code = .targetTooLong
        case .expectationFailed: code = .expectationFailed
        case .fieldsTooLarge: code = .fieldsTooLarge
        case .notImplemented(let fault):
            code = .notImplemented
            values = fault.reasons
        case .unavailable: code = .unavailable
        case .versionNotSupported: code = .versionNotSupported
        }
    }

    init(_ refusal: Refusal) {
        if refusal.code == .invalidToken {
            self = .invalidToken("The token has expired or was revoked")
            return
        }
        if refusal.code == .idempotencyKeyReused {
            self = Problem(.idempotencyKeyReused, header: IdempotencyKey.fieldName, "used-before")
            return
        }
        let codes = refusal.problems.map(\.code)
        // What must never be stored is told before what is only misspelt.
        if codes.contains("tlp-red-not-accepted") {
            code = .tlpRedNotAccepted
        } else if codes.contains("national-id-not-allowed") {
            code = .nationalIdentityNumber
        } else {
            code = ProblemCode(rawValue: refusal.code.rawValue) ?? .internalError
        }
        values = refusal.values
        // So that the next attempt needs no GET (CONVENTIONS §3).
        if let tag = refusal.values["etag"] { fields.append("ETag", tag) }
        faults = refusal.problems.map {
            Fault(place: .pointer(Self.fragment($0.pointer)), code: $0.code, values: $0.values)
        }
    }
}

extension HTTPFault {
    fileprivate var reasons: [String: String] { ["reason": rawValue, "grunn": norwegian] }
}

extension Problem {
    /// What names the sort of problem: a page of this server, or the type that IANA has registered.
    private var type: String {
        code == .quotaExceeded
            ? "https://iana.org/assignments/http-problem-types#quota-exceeded"
            : "/problems/\(code.rawValue)"
    }

    private static func fragment(_ path: String) -> String {
        (JSONPointer(path) ?? .root).fragment
    }

    /// The answer as `application/problem+json`, in the caller's language.
    func response(_ visit: Visit, _ language: Language) -> HTTPResponse {
        let kind = ProblemKind.of(code)
        var response = HTTPResponse(status: HTTPStatus(code: kind.status))
        response.fields = fields
        response.fields.append(block: Self.constantFields)
        response.fields.append("Content-Language", language.rawValue)
        response.fields.append(visit)
        if code == .unavailable { response.fields.append("Retry-After", "5") }
        response.body = .bytes(body(kind, requestID: visit.requestID, language: language))
        return response
    }

    private static let constantFields: [UInt8] = Array(
        """
        Content-Type: application/problem+json\r
        Cache-Control: no-store\r
        Vary: Accept-Language, Authorization\r
        X-Content-Type-Options: nosniff\r
        Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r

        """.utf8)

    private func body(_ kind: ProblemKind, requestID: String, language: Language) -> [UInt8] {
        var filled = values
        filled["count"] = String(faults.count)
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.member("type", type)
        json.member("title", kind.title[language])
        json.member("status", kind.status)
        json.member("detail", kind.detail.filled(filled, in: language))
        json.member("instance", Self.instance(requestID))
        json.member("code", code.rawValue)
        json.member("requestId", requestID)
        if !violatedPolicies.isEmpty { json.member("violated-policies", violatedPolicies) }
        if let existing = values["existing"] { json.member("existing", existing) }
        if let limit = values["limitBytes"].flatMap(Int.init) { json.member("limitBytes", limit) }
        if !faults.isEmpty {
            json.key("errors")
            Self.write(faults, to: &json, language)
        }
        if !lines.isEmpty {
            json.key("lines")
            json.beginArray()
            for line in lines { line.write(to: &json, language) }
            json.endArray()
        }
        json.endObject()
        json.newline()
        return json.finish()
    }

    // What a proxy calls a request need not be a UUID.
    private static func instance(_ requestID: String) -> String {
        ID<Visit>(requestID) == nil ? "urn:x-request-id:\(requestID)" : "urn:uuid:\(requestID)"
    }

    static func write(_ faults: [Fault], to json: inout JSONWriter, _ language: Language) {
        json.beginArray()
        for fault in faults {
            json.beginObject()
            switch fault.place {
            case .pointer(let pointer): json.member("pointer", pointer)
            case .parameter(let name): json.member("parameter", name)
            case .header(let name): json.member("header", name)
            }
            json.member("code", fault.code)
            let words =
                fault.values["nearest"] != nil && fault.code == "unknown-field"
                ? "unknown-field-nearest" : fault.code
            json.member("detail", FieldWords.detail(words, fault.values, in: language))
            json.endObject()
        }
        json.endArray()
    }
}
