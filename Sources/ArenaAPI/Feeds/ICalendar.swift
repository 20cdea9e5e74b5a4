/// A calendar as text (RFC 5545), a property at a time.
struct ICalendar {
    /// Octets of a line without its end (RFC 5545 §3.1).
    private static let lineMax = 75

    private(set) var bytes: [UInt8] = []

    /// A property whose value stands as it is.
    mutating func line(_ name: String, _ value: String) {
        append("\(name):\(value)")
    }

    /// A property whose value is text, with what has a meaning there escaped (RFC 5545 §3.3.11).
    mutating func text(_ name: String, _ value: String) {
        append("\(name):\(Self.escaped(value))")
    }

    /// A property of a moment, in UTC (RFC 5545 §3.3.5).
    mutating func time(_ name: String, _ time: String) {
        // 2026-01-01T09:00:00.000Z without its separators and thousandths.
        let digits = time.prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" }
        line(name, digits + "Z")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                escaped.append(contentsOf: ["\\", "n"])
            case "\t": escaped.append(scalar)
            // RFC 5545 §3.1 has no other control characters.
            case "\0"..."\u{1F}", "\u{7F}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
            previous = scalar
        }
        return String(escaped)
    }

    /// Folds where the line gets too long, never inside a character's octets.
    private mutating func append(_ line: String) {
        var room = Self.lineMax
        for scalar in line.unicodeScalars {
            let octets = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            if octets.count > room {
                bytes += [0x0D, 0x0A, 0x20]
                room = Self.lineMax - 1
            }
            bytes += octets
            room -= octets.count
        }
        bytes += [0x0D, 0x0A]
    }
}
