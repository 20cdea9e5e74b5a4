/// The names that Prometheus allows in the text format 0.0.4.
enum MetricName {
    /// Whether `text` matches `[a-zA-Z_:][a-zA-Z0-9_:]*`.
    static func isMetric(_ text: String) -> Bool {
        isName(text, allowsColon: true)
    }

    /// Whether `text` matches `[a-zA-Z_][a-zA-Z0-9_]*` and does not begin with `__`, which
    /// Prometheus keeps for itself.
    static func isLabel(_ text: String) -> Bool {
        isName(text, allowsColon: false) && !text.hasPrefix("__")
    }

    private static func isName(_ text: String, allowsColon: Bool) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                true
            case UInt8(ascii: ":"): allowsColon
            default: isDigit(byte)
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
