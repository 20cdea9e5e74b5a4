/// Looks at eight bytes of text at once.
@usableFromInline
enum JSONWord {
    @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
    @usableFromInline static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Not zero when a byte is a quotation mark, a backslash or a control character; the lowest
    /// bit set marks the first of them.
    @inlinable @inline(__always)
    static func escaped(_ word: UInt64) -> UInt64 {
        let word = UInt64(littleEndian: word)
        // A borrow can only mark bytes above one that is marked rightly.
        let controls = word &- ones &* 0x20
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        return (controls | quotes | backslashes) & ~word & highs
    }

    /// As `escaped`, and marks bytes beyond ASCII too.
    @inline(__always)
    static func special(_ word: UInt64) -> UInt64 {
        escaped(word) | UInt64(littleEndian: word) & highs
    }

    /// Which byte the lowest bit set marks.
    @inlinable @inline(__always)
    static func index(_ marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }
}
