import Glibc

/// Reads the fixed texts and numbers of one line, front to back.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    /// Passes over `text`, or tells that something else is there.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard let base = bytes.baseAddress, count <= bytes.count - offset,
            memcmp(base + offset, text.utf8Start, count) == 0
        else { return false }
        offset += count
        return true
    }

    /// A decimal number without leading zeros that fits in 63 bits, so that adding 1 is safe.
    mutating func takeNumber() -> UInt64? {
        let start = offset
        var value: UInt64 = 0
        while offset < bytes.count {
            let digit = bytes[offset] &- 0x30
            if digit > 9 { break }
            if offset - start >= 19 { return nil }
            value = value &* 10 &+ UInt64(digit)
            offset += 1
        }
        let count = offset - start
        if count == 0 || value > UInt64(Int64.max) { return nil }
        if count > 1 && bytes[start] == 0x30 { return nil }
        return value
    }

    /// The text up to the next quotation mark, which is passed over too.
    mutating func takeQuoted() -> String? {
        guard let end = bytes[offset...].firstIndex(of: 0x22) else { return nil }
        let text = String(decoding: bytes[offset..<end], as: UTF8.self)
        offset = end + 1
        return text
    }

    /// A check value of 8 lower-case hexadecimal digits.
    mutating func takeCheck() -> UInt32? {
        guard bytes.count - offset >= 8 else { return nil }
        var value: UInt32 = 0
        for index in offset..<offset + 8 {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte &- 0x30)
            case 0x61...0x66: value = value << 4 | UInt32(byte &- 0x57)
            default: return nil
            }
        }
        offset += 8
        return value
    }
}

/// The offset of the next line end at or after `offset`.
func lineEnd(in bytes: UnsafeRawBufferPointer, from offset: Int) -> Int? {
    guard let base = bytes.baseAddress, offset < bytes.count,
        let found = memchr(base + offset, 0x0a, bytes.count - offset)
    else { return nil }
    return UnsafeRawPointer(found) - base
}
