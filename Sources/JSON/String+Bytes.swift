import Glibc

/// Text compared by its bytes. Swift's `==` takes canonically equivalent texts for equal, which
/// RFC 8259 §8.3 does not.
extension String {
    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var left = self
        var right = other
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else {
                    return left.count == right.count
                }
                return memcmp(leftStart, rightStart, left.count) == 0
            }
        }
    }

    func hashBytes(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // A terminator, so that neighbouring texts cannot be shifted into each other.
        hasher.combine(UInt8.max)
    }
}
