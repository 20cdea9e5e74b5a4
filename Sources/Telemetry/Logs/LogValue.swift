/// The value of a field of a log line.
public enum LogValue: Sendable, Hashable {
    /// Text; control characters are escaped when it is written.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// A number; written as `null` in JSON when it is not finite.
    case double(Double)
    /// True or false.
    case bool(Bool)
}

extension LogValue: ExpressibleByStringInterpolation {
    /// The text `value`.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension LogValue: ExpressibleByIntegerLiteral {
    /// The whole number `value`.
    public init(integerLiteral value: Int) { self = .integer(value) }
}

extension LogValue: ExpressibleByFloatLiteral {
    /// The number `value`.
    public init(floatLiteral value: Double) { self = .double(value) }
}

extension LogValue: ExpressibleByBooleanLiteral {
    /// The truth `value`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
