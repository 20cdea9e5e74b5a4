extension JSONCursor {
    /// An integer without fraction and exponent that fits 64 bits; another number throws
    /// `invalidNumber`.
    public mutating func integer() throws(JSONSyntaxError) -> Int64 {
        skipWhitespace()
        let start = position
        guard let integer = try readNumber() else { throw fault(.invalidNumber, at: start) }
        return integer
    }

    /// An integer, or nil for `null`.
    public mutating func integerOrNull() throws(JSONSyntaxError) -> Int64? {
        try null() ? nil : integer()
    }

    /// The nearest double of any number; beyond the range of finite doubles throws
    /// `invalidNumber`.
    public mutating func double() throws(JSONSyntaxError) -> Double {
        let start = position
        guard let double = try number().double else { throw fault(.invalidNumber, at: start) }
        return double
    }

    /// `true` or `false`.
    public mutating func bool() throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        guard position < bytes.count else { throw unexpected() }
        switch bytes[position] {
        case UInt8(ascii: "t"):
            try readWord("true")
            return true
        case UInt8(ascii: "f"):
            try readWord("false")
            return false
        default: throw unexpected()
        }
    }

    /// Takes a `null` if it is next; otherwise reads nothing but white space.
    public mutating func null() throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "n") else { return false }
        try readWord("null")
        return true
    }

    /// Any number: `JSONValue.integer` or `JSONValue.number`.
    mutating func number() throws(JSONSyntaxError) -> JSONValue {
        skipWhitespace()
        let start = position
        if let integer = try readNumber() { return .integer(integer) }
        return .number(
            JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self)))
    }

    private mutating func readWord(_ word: StaticString) throws(JSONSyntaxError) {
        let length = word.utf8CodeUnitCount
        for index in 0..<length {
            guard position < bytes.count, bytes[position] == word.utf8Start[index] else {
                throw unexpected()
            }
            position &+= 1
        }
    }

    /// Reads a number (RFC 8259 §6); its value where it is a 64-bit integer and not `-0`.
    mutating func readNumber() throws(JSONSyntaxError) -> Int64? {
        guard position < bytes.count else { throw unexpected() }
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if !isNegative, Self.digit(bytes[position]) == nil { throw unexpected() }
        if isNegative { position &+= 1 }
        let first = position
        var value: Int64? = 0
        while position < bytes.count, let digit = Self.digit(bytes[position]) {
            value = value.flatMap { Self.appending(digit, to: $0) }
            position &+= 1
        }
        guard position > first else { throw numberFault() }
        if position &- first > 1, bytes[first] == UInt8(ascii: "0") {
            throw fault(.invalidNumber, at: first)
        }
        var isInteger = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position &+= 1
            try readDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            position &+= 1
            if position < bytes.count,
                bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
            {
                position &+= 1
            }
            try readDigits()
        }
        guard isInteger, let value else { return nil }
        // Kept as the negative, which reaches one further.
        if isNegative { return value == 0 ? nil : value }
        return value == .min ? nil : 0 &- value
    }

    private mutating func readDigits() throws(JSONSyntaxError) {
        let first = position
        while position < bytes.count, Self.digit(bytes[position]) != nil { position &+= 1 }
        guard position > first else { throw numberFault() }
    }

    private func numberFault() -> JSONSyntaxError {
        fault(position < bytes.count ? .invalidNumber : .unexpectedEnd)
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt8? {
        let digit = byte &- UInt8(ascii: "0")
        return digit < 10 ? digit : nil
    }

    /// Ten times the negative value, less the digit; nil below the range.
    @inline(__always)
    private static func appending(_ digit: UInt8, to value: Int64) -> Int64? {
        let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
        let (difference, isTooSmall) = product.subtractingReportingOverflow(Int64(digit))
        return isTooLarge || isTooSmall ? nil : difference
    }
}
