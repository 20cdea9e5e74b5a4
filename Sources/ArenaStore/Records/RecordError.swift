import JSON

/// Why a record whose check was right cannot be used; the description is one clause.
struct RecordError: Error, Equatable, CustomStringConvertible {
    let description: String

    static func unknownKind(_ kind: String) -> Self {
        Self(description: "this version knows no record of the kind \"\(kind)\"")
    }

    static func unknownMember(_ key: JSONText) -> Self {
        Self(description: "this version knows no member \"\(key.string)\" there")
    }

    static func missing(_ member: StaticString) -> Self {
        Self(description: "the member \"\(member)\" is missing")
    }

    static func unknownWord(_ text: JSONText) -> Self {
        Self(description: "the value \"\(text.string)\" is not one that this version knows")
    }
}

/// The value of a member that every record of its kind has.
func required<Value>(_ value: Value?, _ member: StaticString) throws -> Value {
    guard let value else { throw RecordError.missing(member) }
    return value
}
