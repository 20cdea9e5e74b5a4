/// A number that is no 64-bit integer, kept as it was written (RFC 8259 §6). Numbers are equal
/// when they are written alike.
public struct JSONNumber: Sendable, Hashable {
    /// The number's text, which follows the grammar of RFC 8259 §6.
    public let lexeme: String

    /// The nearest double, nil where the number is beyond the range of finite doubles.
    public var double: Double? {
        guard let nearest = Double(lexeme), nearest.isFinite else { return nil }
        return nearest
    }

    /// The shortest text that reads back as the same double and keeps a fraction or exponent,
    /// so that it is never taken for an integer; nil for infinities and NaN.
    public init?(_ double: Double) {
        guard double.isFinite else { return nil }
        lexeme = double.description
    }

    /// `lexeme` has been found to follow the grammar and to be no 64-bit integer.
    init(checked lexeme: String) { self.lexeme = lexeme }

    /// Whether neither fraction nor exponent is written.
    var isWritingOfInteger: Bool {
        lexeme.utf8.dropFirst(lexeme.utf8.first == UInt8(ascii: "-") ? 1 : 0).allSatisfy {
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
    }
}
