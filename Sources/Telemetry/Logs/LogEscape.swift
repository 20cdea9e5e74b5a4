/// Text on a log line, made harmless: nothing in it can end the line or steer a terminal.
enum LogEscape {
    /// Appends `text` with its control characters as JSON escapes.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        append(text, isQuoted: false, to: &bytes)
    }

    /// Appends `text` as a JSON string (RFC 8259 §7).
    static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        append(text, isQuoted: true, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether `text` reads as one word without quotes.
    static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                !isControl(scalar) && !scalar.properties.isWhitespace && scalar != "\""
                    && scalar != "\\" && scalar != "="
            }
    }

    private static func append(_ text: String, isQuoted: Bool, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": bytes.append(contentsOf: #"\n"#.utf8)
            case "\r": bytes.append(contentsOf: #"\r"#.utf8)
            case "\t": bytes.append(contentsOf: #"\t"#.utf8)
            case "\"" where isQuoted: bytes.append(contentsOf: #"\""#.utf8)
            case "\\" where isQuoted: bytes.append(contentsOf: #"\\"#.utf8)
            case _ where isControl(scalar): appendEscape(scalar, to: &bytes)
            default:
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// Controls of C0 and C1, the line and paragraph separators, and the controls of writing
    /// direction, which can make a terminal show a line other than as it is.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f: true
        case 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    private static func appendEscape(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: #"\u"#.utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        bytes.append(contentsOf: digits.utf8)
    }
}
