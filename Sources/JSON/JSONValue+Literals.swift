extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// An integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }

    /// A number in its shortest form that keeps a fraction or exponent, such as `1.0`.
    public init(floatLiteral value: Double) {
        self = JSONNumber(value).map(JSONValue.number) ?? .null
    }

    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// `null`. Where an optional value is expected, Swift reads `nil` as the absence of one.
    public init(nilLiteral: ()) { self = .null }

    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// An object in the order written; of equal keys the last value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(listed: elements))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object in the order written; of equal keys the last value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(listed: elements)
    }

    fileprivate init(listed elements: [(String, JSONValue)]) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}
