/// How values of one sort are written in a setting: on a command line, in the environment and in
/// a file alike.
struct SettingForm<Value: Sendable>: Sendable {
    /// The value in a synopsis, such as `on|off`.
    let notation: String
    /// What to give, after the word "give" in a message: `on or off`.
    let expected: String
    /// The value that a text means; nil where it means none.
    let parse: @Sendable (String) -> Value?
    /// The text that means a value, the same again for `parse`.
    let text: @Sendable (Value) -> String
}

extension SettingForm where Value: Equatable {
    /// One of a few words.
    static func choice(_ choices: [(word: String, value: Value)]) -> Self {
        let words = choices.map(\.word)
        let listed = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        return Self(
            notation: words.joined(separator: "|"), expected: listed,
            parse: { text in choices.first { $0.word == text }?.value },
            text: { value in choices.first { $0.value == value }?.word ?? "" })
    }
}

extension SettingForm where Value: Equatable & CaseIterable & RawRepresentable<String> {
    /// One of the cases, written as its raw value.
    static var caseName: Self { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}

extension SettingForm where Value == Bool {
    /// `on` or `off`.
    static var switched: Self { choice([("on", true), ("off", false)]) }
}

extension SettingForm where Value == Int {
    /// A whole number within `range`.
    static func whole(_ range: ClosedRange<Int>) -> Self {
        Self(
            notation: "NUMBER",
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            parse: { text in
                guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
                return Int(text).flatMap { range.contains($0) ? $0 : nil }
            },
            text: { String($0) })
    }

    /// A number of bytes within `range`.
    static func size(_ range: ClosedRange<Int>) -> Self {
        let bounds = "from \(SizeText.text(range.lowerBound)) to \(SizeText.text(range.upperBound))"
        return Self(
            notation: "SIZE", expected: "a size such as 512KiB or 1MiB, \(bounds)",
            parse: { text in SizeText.parse(text).flatMap { range.contains($0) ? $0 : nil } },
            text: { SizeText.text($0) })
    }
}

extension SettingForm where Value == [Int]? {
    /// TCP ports, or `any`.
    static var ports: Self {
        Self(
            notation: "PORTS", expected: "ports such as 443,8443 with commas between, or any",
            parse: { text in
                if text == "any" { return .some(nil) }
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                let ports = parts.compactMap { part in
                    SettingForm<Int>.whole(1...65535).parse(part.filter { $0 != " " })
                }
                return ports.count == parts.count ? .some(ports) : nil
            },
            text: { $0?.map(String.init).joined(separator: ",") ?? "any" })
    }
}

extension SettingForm where Value == Duration {
    /// A time of at most `max`.
    static func duration(max: Duration) -> Self {
        Self(
            notation: "DURATION",
            expected: "a duration such as 500ms, 8s, 5m or 24h, at most \(DurationText.text(max))",
            parse: { text in DurationText.parse(text).flatMap { $0 <= max ? $0 : nil } },
            text: { DurationText.text($0) })
    }
}

extension SettingForm where Value == String {
    /// A path in the file system.
    static var path: Self {
        Self(
            notation: "PATH", expected: "a path",
            parse: { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }, text: { $0 })
    }
}
