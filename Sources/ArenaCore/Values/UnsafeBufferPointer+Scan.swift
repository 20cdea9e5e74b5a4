extension UnsafeBufferPointer<UInt8> {
    /// The first byte from `start` on that `matches`. `mayMatch` tells of eight bytes, in any
    /// order, whether one of them may: most text is passed over by it.
    @inline(__always)
    func firstIndex(
        from start: Int, mayMatch: (UInt64) -> Bool, matches: (UInt8) -> Bool
    ) -> Int? {
        let raw = UnsafeRawBufferPointer(self)
        var index = start
        while index < count {
            if count - index >= 8,
                !mayMatch(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index += 8
            } else {
                let end = Swift.min(index + 8, count)
                while index < end {
                    if matches(self[index]) { return index }
                    index += 1
                }
            }
        }
        return nil
    }
}

/// Eight bytes at once (S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a byte less
/// than n").
enum ByteWord {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Whether one of the bytes is less than `bound`, which is at most 128.
    @inline(__always)
    static func hasLess(_ word: UInt64, than bound: UInt64) -> Bool {
        (word &- ones &* bound) & ~word & highs != 0
    }
}
