/// A Norwegian organisation number: nine digits of which the last is a mod-11 check digit.
package struct OrgNumber: Hashable, Sendable, CustomStringConvertible {
    /// The nine digits without spaces.
    package let description: String

    /// Why a text is no organisation number.
    package enum Fault: Error, Equatable {
        case format
        case checkDigit
    }

    /// Takes spaces, a `NO` prefix and an `MVA` suffix away before it checks (CONVENTIONS §9).
    package init(_ text: String) throws(Fault) {
        var digits = text.filter { !$0.isWhitespace }.uppercased()
        if digits.hasPrefix("NO") { digits.removeFirst(2) }
        if digits.hasSuffix("MVA") { digits.removeLast(3) }
        let values = digits.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
        guard values.count == 9, values.allSatisfy((0...9).contains) else { throw .format }
        let weights = [3, 2, 7, 6, 5, 4, 3, 2]
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let check = 11 - sum % 11
        guard check != 10, check % 11 == values[8] else { throw .checkDigit }
        description = digits
    }
}
