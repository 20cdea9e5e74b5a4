/// A JSON value (RFC 8259 §3) that loses nothing of what was read but insignificant white space
/// and the spelling of strings.
///
/// Two values are equal when they hold the same bytes of text (RFC 8259 §8.3: no Unicode
/// normalisation), the same numbers as written, and objects with the same members in any order.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A number without fraction and exponent that fits 64 bits; `-0` is a `number`.
    case integer(Int64)
    /// Every other number, kept as it was written.
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// The text of a string, nil for any other value.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of an integer, nil for any other value, also for `1.0`.
    public var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    /// The nearest finite double of an integer or another number, nil for any other value.
    public var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number.double
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The value of `true` or `false`, nil for any other value.
    public var bool: Bool? {
        if case .bool(let bool) = self { bool } else { nil }
    }

    /// The elements of an array, nil for any other value.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The object, nil for any other value.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// Whether the value is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The member's value, nil where the value is no object or has no such member. A member
    /// that is null gives `JSONValue.null`, not nil.
    public subscript(_ key: String) -> JSONValue? { object?[key] }

    /// The value's shortest JSON text in UTF-8, members in their order, without a newline.
    public func encoded() -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.value(self)
        return writer.finish()
    }
}
