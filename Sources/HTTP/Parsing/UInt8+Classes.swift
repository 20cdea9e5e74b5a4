/// Classes of bytes as the grammars name them.
extension UInt8 {
    /// `tchar` of RFC 9110 §5.6.2.
    @inline(__always)
    var isTokenCharacter: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E,
            0x5E...0x60, 0x7C, 0x7E:
            true
        default: false
        }
    }

    /// What a field value may hold (RFC 9110 §5.5): visible characters, obs-text, space and tab.
    @inline(__always)
    var isFieldValueCharacter: Bool { (self >= 0x20 && self != 0x7F) || self == 0x09 }

    /// What a path may hold unescaped: `pchar` and `/` of RFC 3986 §3.3, and the few more that
    /// browsers leave as they are (`[ ] ^ { | }` and the grave accent).
    @inline(__always)
    var isPathCharacter: Bool {
        switch self {
        // Space, `"`, `#`, `<`, `>`, `?` and `\` are left out.
        case 0x21, 0x24...0x3B, 0x3D, 0x40...0x5B, 0x5D...0x7E: true
        default: false
        }
    }

    /// What a query may hold unescaped (RFC 3986 §3.4, with the same leniency).
    @inline(__always)
    var isQueryCharacter: Bool { isPathCharacter || self == 0x3F }

    /// What the name of a host may hold: unreserved, sub-delims and the percent sign of
    /// RFC 3986 §3.2.2.
    @inline(__always)
    var isHostCharacter: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x24...0x2E, 0x3B, 0x3D, 0x5F, 0x7E: true
        default: false
        }
    }

    @inline(__always)
    var isDigit: Bool { self &- 0x30 <= 9 }

    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 <= 25 ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    @inline(__always)
    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
