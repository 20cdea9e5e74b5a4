/// Durations as people write them: `500ms`, `8s`, `5m`, `24h`, `90d`.
enum DurationText {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// A whole number and a unit, or a bare `0`; nil for anything else and beyond 64 bits.
    static func parse(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let name = text[digits.endIndex...]
        guard let number = Int64(digits),
            let unit = units.first(where: { $0.name == name })
        else { return nil }
        let (milliseconds, isOver) = number.multipliedReportingOverflow(by: unit.milliseconds)
        return isOver ? nil : .milliseconds(milliseconds)
    }

    /// The duration in the greatest unit that divides it, cut to milliseconds.
    static func text(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds == 0 { return "0" }
        for unit in units where milliseconds % unit.milliseconds == 0 {
            // A day is for the life of tokens; a time to wait reads better in hours.
            if unit.name == "d" && milliseconds < 7 * unit.milliseconds { continue }
            return "\(milliseconds / unit.milliseconds)\(unit.name)"
        }
        return "\(milliseconds)ms"
    }
}

extension Duration {
    /// Whole milliseconds, as many as fit.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, isOver) = seconds.multipliedReportingOverflow(by: 1000)
        if isOver { return seconds < 0 ? .min : .max }
        let (sum, sumIsOver) = product.addingReportingOverflow(
            attoseconds / 1_000_000_000_000_000)
        return sumIsOver ? (seconds < 0 ? .min : .max) : sum
    }
}
