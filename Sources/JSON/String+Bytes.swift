import Glibc

/// Text compared by its bytes. Swift's `==` takes canonically equivalent texts for equal, which
/// RFC 8259 §8.3 does not.
extension String {
    /// Lends the bytes of the text: `withUTF8` asks for a copy that can be changed, which counts
    /// one reference more.
    @inlinable @inline(__always)
    public func lendingUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = self
        return copy.withUTF8(body)
    }

    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return other.lendingUTF8 { hasBytes($0) }
    }

    /// Whether the text is made of these bytes.
    func hasBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Most texts that differ do so in their length, which is at hand.
        guard utf8.count == bytes.count else { return false }
        return lendingUTF8 { own in
            guard let ownStart = own.baseAddress, let start = bytes.baseAddress else { return true }
            return memcmp(ownStart, start, bytes.count) == 0
        }
    }

    func hashBytes(into hasher: inout Hasher) {
        lendingUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // A terminator, so that neighbouring texts cannot be shifted into each other.
        hasher.combine(UInt8.max)
    }
}
