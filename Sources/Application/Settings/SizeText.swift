/// Sizes as people write them: `65536`, `64KiB`, `1MiB`, `2GiB`.
enum SizeText {
    private static let units: [(name: String, bytes: Int)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1), ("", 1),
    ]

    /// A whole number of bytes or of a binary unit; nil for anything else and beyond 64 bits.
    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let name = text[digits.endIndex...]
        guard let number = Int(digits), let unit = units.first(where: { $0.name == name })
        else { return nil }
        let (bytes, isOver) = number.multipliedReportingOverflow(by: unit.bytes)
        return isOver ? nil : bytes
    }

    /// The size in the greatest unit that divides it.
    static func text(_ bytes: Int) -> String {
        for unit in units where bytes != 0 && unit.bytes > 1 && bytes % unit.bytes == 0 {
            return "\(bytes / unit.bytes)\(unit.name)"
        }
        return "\(bytes)"
    }
}
