/// Finds Norwegian national identity numbers in text, which Arena refuses (CONVENTIONS §18).
package enum NationalIdentityNumber {
    private static let firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2]
    private static let secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]

    /// Whether 11 digits, one space after the sixth allowed, stand alone in the text and have a
    /// plausible day and both check digits.
    package static func occurs(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { occurs(in: $0) }
    }

    /// The same of text as UTF-8.
    package static func occurs(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while let start = nextDigit(in: bytes, from: index) {
            index = start
            var end = index
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            if end - index == 11, isValid(Array(bytes[index..<end])) { return true }
            if end - index == 6, end < bytes.count, bytes[end] == UInt8(ascii: " ") {
                var tail = end + 1
                while tail < bytes.count, isDigit(bytes[tail]) { tail += 1 }
                if tail - end == 6, isValid(Array(bytes[index..<end]) + bytes[end + 1..<tail]) {
                    return true
                }
            }
            index = end
        }
        return false
    }

    @inline(__always)
    private static func nextDigit(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        bytes.firstIndex(
            from: start,
            mayMatch: { word in
                ByteWord.hasLess(word ^ ByteWord.ones &* UInt64(UInt8(ascii: "0")), than: 10)
            }, matches: isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    private static func isValid(_ bytes: [UInt8]) -> Bool {
        let digits = bytes.map { Int($0) - 48 }
        let day = digits[0] * 10 + digits[1]
        guard (1...31).contains(day) || (41...71).contains(day) else { return false }
        return checkDigit(digits, firstWeights) == digits[9]
            && checkDigit(digits, secondWeights) == digits[10]
    }

    private static func checkDigit(_ digits: [Int], _ weights: [Int]) -> Int {
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return rest == 0 ? 0 : 11 - rest
    }
}
