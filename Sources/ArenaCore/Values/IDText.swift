/// The 36-character form of an id (RFC 9562 §4), eight characters at a time: every request reads
/// some, every answer writes many, and recovery reads several a record.
enum IDText {
    static let count = 36

    /// The bits that 36 characters of either case spell; nil for anything else.
    static func words(_ bytes: UnsafeRawBufferPointer) -> (high: UInt64, low: UInt64)? {
        let hyphen = UInt8(ascii: "-")
        guard bytes.count == count, bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen,
            bytes[23] == hyphen,
            let first = value(of: word(bytes, 0)),
            let second = value(of: half(bytes, 9) << 32 | half(bytes, 14)),
            let third = value(of: half(bytes, 19) << 32 | half(bytes, 24)),
            let fourth = value(of: word(bytes, 28))
        else { return nil }
        return (first << 32 | second, third << 32 | fourth)
    }

    /// Appends the 36 lower-case characters.
    static func append(high: UInt64, low: UInt64, to room: inout OutputSpan<UInt8>) {
        let parts = (
            spelling(of: high >> 32), spelling(of: high & 0xFFFF_FFFF),
            spelling(of: low >> 32), spelling(of: low & 0xFFFF_FFFF)
        )
        room.append(byteCount: count) { buffer in
            let hyphen = UInt8(ascii: "-")
            buffer.storeBytes(of: parts.0.bigEndian, toByteOffset: 0, as: UInt64.self)
            buffer[8] = hyphen
            buffer.storeBytes(of: half(parts.1 >> 32), toByteOffset: 9, as: UInt32.self)
            buffer[13] = hyphen
            buffer.storeBytes(of: half(parts.1), toByteOffset: 14, as: UInt32.self)
            buffer[18] = hyphen
            buffer.storeBytes(of: half(parts.2 >> 32), toByteOffset: 19, as: UInt32.self)
            buffer[23] = hyphen
            buffer.storeBytes(of: half(parts.2), toByteOffset: 24, as: UInt32.self)
            buffer.storeBytes(of: parts.3.bigEndian, toByteOffset: 28, as: UInt64.self)
        }
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func half(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }

    private static func half(_ word: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: word).bigEndian
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The 32 bits that eight hexadecimal digits of either case spell.
    private static func value(of digits: UInt64) -> UInt64? {
        let letters = digits >> 6 & ones
        var value = (digits & (ones &* 0x0F)) &+ letters &* 9
        // What is not a digit does not come out again when the values are spelled anew.
        guard value & (ones &* 0xF0) == 0, characters(of: value) == digits | letters << 5 else {
            return nil
        }
        value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
        value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
        return (value | value >> 16) & 0xFFFF_FFFF
    }

    /// The eight lower-case digits of 32 bits, the first in the highest byte.
    private static func spelling(of bits: UInt64) -> UInt64 {
        var value = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
        value = (value | value << 8) & 0x00FF_00FF_00FF_00FF
        value = (value | value << 4) & (ones &* 0x0F)
        return characters(of: value)
    }

    /// Eight values under 16, a byte each, as lower-case digits.
    private static func characters(of values: UInt64) -> UInt64 {
        let aboveNine = (values &+ ones &* 6) >> 4 & ones
        return values &+ ones &* 0x30 &+ aboveNine &* 0x27
    }
}
