/// The text exposition format of Prometheus, version 0.0.4.
struct ExpositionText {
    private(set) var bytes: [UInt8] = []

    /// Begins a family: its help and its type.
    mutating func appendHeader(_ name: String, help: String, type: String) {
        append("# HELP \(name) ")
        appendEscaped(help, isQuoted: false)
        append("\n# TYPE \(name) \(type)\n")
    }

    /// One sample; `value` is written as it is.
    mutating func appendSample(_ name: String, _ labels: MetricLabels, _ value: String) {
        append(name)
        for (index, pair) in labels.pairs.enumerated() {
            append(index == 0 ? "{" : ",")
            append(pair.name)
            append("=\"")
            appendEscaped(pair.value, isQuoted: true)
            append("\"")
        }
        append(labels.pairs.isEmpty ? " " : "} ")
        append(value)
        append("\n")
    }

    /// `value` as the format writes numbers: `+Inf`, `-Inf`, `NaN`, whole numbers without point.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        if value == 0 { return "0" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func appendEscaped(_ text: String, isQuoted: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): append(#"\\"#)
            case UInt8(ascii: "\n"): append(#"\n"#)
            case UInt8(ascii: "\"") where isQuoted: append(#"\""#)
            default: bytes.append(byte)
            }
        }
    }
}
