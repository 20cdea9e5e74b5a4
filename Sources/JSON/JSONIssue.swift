/// What is wrong with a value, for a program to tell and a person to be told in any language.
public struct JSONIssue: Sendable, Equatable {
    /// A stable code in lower kebab case, such as `too-long`.
    public let code: String
    /// What the words for the issue need, such as `max`.
    public let values: [String: String]

    /// An issue.
    public init(_ code: String, _ values: [String: String] = [:]) {
        self.code = code
        self.values = values
    }
}

extension JSONIssue {
    static let required = JSONIssue("required")
    static let notAnObject = JSONIssue("not-an-object")
    static let notAString = JSONIssue("not-a-string")
    static let notABoolean = JSONIssue("not-a-boolean")
    static let notAnInteger = JSONIssue("not-an-integer")
    static let notANumber = JSONIssue("not-a-number")
    static let notAnArray = JSONIssue("not-an-array")
    static let notUnique = JSONIssue("not-unique")
    static let nullNotAllowed = JSONIssue("null-not-allowed")

    static func tooShort(min: Int) -> JSONIssue { JSONIssue("too-short", ["min": "\(min)"]) }

    static func tooLong(max: Int) -> JSONIssue { JSONIssue("too-long", ["max": "\(max)"]) }

    static func tooSmall(min: Int64) -> JSONIssue { JSONIssue("too-small", ["min": "\(min)"]) }

    static func tooLarge(max: Int64) -> JSONIssue { JSONIssue("too-large", ["max": "\(max)"]) }

    static func tooManyItems(max: Int) -> JSONIssue {
        JSONIssue("too-many-items", ["max": "\(max)"])
    }

    static func notAChoice(_ allowed: [String]) -> JSONIssue {
        JSONIssue("not-a-choice", ["allowed": allowed.joined(separator: ", ")])
    }

    static func unknownField(_ name: String, nearest: String?) -> JSONIssue {
        var values = ["name": name]
        values["nearest"] = nearest
        return JSONIssue("unknown-field", values)
    }
}
