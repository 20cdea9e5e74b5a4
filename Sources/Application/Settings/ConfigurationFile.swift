/// Settings in a file: one `NAME = value` a line, empty lines, and lines that begin with `#`.
///
/// A name may carry the prefix `ARENA_`, and a value may stand in double quotes, so that a file
/// of environment variables serves as well.
struct ConfigurationFile: Equatable {
    struct Entry: Equatable {
        let name: String
        let value: String
        let line: Int
    }

    /// A line that is not understood.
    struct Problem: Equatable {
        let line: Int
        let reason: String
    }

    private(set) var entries: [Entry] = []
    private(set) var problems: [Problem] = []

    init(_ text: String) {
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            read(Self.trimmed(line), number: index + 1)
        }
    }

    private mutating func read(_ line: Substring, number: Int) {
        if line.isEmpty || line.hasPrefix("#") { return }
        guard let equals = line.firstIndex(of: "=") else {
            problems.append(Problem(line: number, reason: "it is no NAME = value"))
            return
        }
        var name = Self.trimmed(line[..<equals])
        if name.hasPrefix("ARENA_") { name = name.dropFirst(6) }
        var value = Self.trimmed(line[line.index(after: equals)...])
        if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
            value = value.dropFirst().dropLast()
        }
        if let first = entries.first(where: { $0.name == name }) {
            problems.append(
                Problem(line: number, reason: "\(name) stands in line \(first.line) already"))
            return
        }
        entries.append(Entry(name: String(name), value: String(value), line: number))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return text
    }
}
