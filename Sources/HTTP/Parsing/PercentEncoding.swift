/// Percent-encoding (RFC 3986 §2.1).
enum PercentEncoding {
    /// The bytes with each escape decoded once, and `+` as a space where the text is of a form.
    /// Nil where an escape is malformed.
    static func decode(_ text: UnsafeRawBufferPointer, plusIsSpace: Bool) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == 0x25 {
                guard index + 2 < text.count,
                    let high = text[index + 1].hexadecimalValue,
                    let low = text[index + 2].hexadecimalValue
                else { return nil }
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(byte == 0x2B && plusIsSpace ? 0x20 : byte)
                index += 1
            }
        }
        return decoded
    }

    /// A path with everything but unreserved characters and slashes escaped (RFC 3986 §2.3).
    static func encode(path: String) -> String {
        var encoded = ""
        for byte in path.utf8 {
            switch byte {
            case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += byte < 16 ? "%0" + digits : "%" + digits
            }
        }
        return encoded
    }

    /// Decoded text; what is malformed, which a parsed head never holds, stays as it is.
    static func text(_ bytes: UnsafeRawBufferPointer, plusIsSpace: Bool) -> String {
        guard let decoded = decode(bytes, plusIsSpace: plusIsSpace) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
