/// The escapes of strings (RFC 8259 §7).
enum JSONEscape {
    /// What the letter after a backslash stands for; nil for `u` and for letters without meaning.
    static func scalar(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The value of a hexadecimal digit, nil for other bytes.
    static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte &- UInt8(ascii: "a") &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }

    /// The scalar of the checked escape whose backslash is at `index`, which moves past it.
    static func scalar(in content: UnsafeRawBufferPointer, at index: inout Int) -> Unicode.Scalar {
        if let simple = scalar(of: content[index + 1]) {
            index += 2
            return Unicode.Scalar(simple)
        }
        let first = unit(in: content, at: index + 2)
        index += 6
        guard UTF16.isLeadSurrogate(first) else {
            return Unicode.Scalar(first) ?? "\u{FFFD}"
        }
        let second = unit(in: content, at: index + 2)
        index += 6
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private static func unit(in content: UnsafeRawBufferPointer, at start: Int) -> UInt16 {
        var unit: UInt16 = 0
        for index in start..<start + 4 {
            unit = unit << 4 | (hexadecimalValue(content[index]) ?? 0)
        }
        return unit
    }
}
