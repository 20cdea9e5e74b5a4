import ArenaCore
import JSON

extension ID {
    /// Reads the 36-character form where it lies, eight characters at a time: recovery reads
    /// several ids a record.
    init?(_ text: JSONText) {
        let bytes = text.content
        let hyphen = UInt8(ascii: "-")
        guard bytes.count == 36, bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen,
            bytes[23] == hyphen,
            let first = Self.value(of: Self.word(bytes, 0)),
            let second = Self.value(of: Self.half(bytes, 9) << 32 | Self.half(bytes, 14)),
            let third = Self.value(of: Self.half(bytes, 19) << 32 | Self.half(bytes, 24)),
            let fourth = Self.value(of: Self.word(bytes, 28))
        else { return nil }
        self.init(high: first << 32 | second, low: third << 32 | fourth)
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func half(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    /// The 32 bits that eight hexadecimal digits of either case spell.
    @inline(__always)
    private static func value(of digits: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let letters = digits >> 6 & ones
        var value = (digits & (ones &* 0x0F)) &+ letters &* 9
        let aboveNine = (value &+ ones &* 6) >> 4 & ones
        // What is not a digit does not come out again when the values are spelled anew.
        let spelled = value &+ ones &* 0x30 &+ aboveNine &* 0x27
        guard value & (ones &* 0xF0) == 0, spelled == digits | letters << 5 else { return nil }
        value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
        value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
        return (value | value >> 16) & 0xFFFF_FFFF
    }
}
