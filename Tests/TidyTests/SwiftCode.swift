/// Swift source whose comments and string contents are blanked out, line by line as it was, so
/// that braces and words can be counted without being misled by text.
///
/// Regex literals are not known: one with a lone quote or brace makes the file unreadable here,
/// which `isBalanced` tells.
struct SwiftCode {
    private(set) var lines: [String] = [""]
    private(set) var isBalanced = true
    private let source: [Character]
    private var place = 0

    init(_ text: String) {
        source = Array(text)
        blankUntilClosed(nil)
        isBalanced = isBalanced && place == source.count
    }

    /// Reads code up to the parenthesis that ends an interpolation, or to the end of the text.
    private mutating func blankUntilClosed(_ closing: Character?) {
        var open: [Character] = []
        while place < source.count {
            let character = source[place]
            if character == closing && open.isEmpty { return }
            if starts(with: "//") {
                skip { $0.isNewline }
            } else if starts(with: "/*") {
                skipBlockComment()
            } else if character == "\"" || startsRawString {
                skipString()
            } else {
                follow(character, &open)
                keep(character)
            }
        }
        isBalanced = isBalanced && open.isEmpty && closing == nil
    }

    private mutating func follow(_ character: Character, _ open: inout [Character]) {
        switch character {
        case "(", "[", "{": open.append(character)
        case ")", "]", "}":
            let expected: Character = character == ")" ? "(" : character == "]" ? "[" : "{"
            if open.popLast() != expected { isBalanced = false }
        default: break
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                place += 2
            } else if starts(with: "*/") {
                depth -= 1
                place += 2
            } else {
                skipOne()
            }
        } while depth > 0 && place < source.count
    }

    private var startsRawString: Bool {
        let afterHashes = source[place...].drop { $0 == "#" }
        return afterHashes.startIndex > place && afterHashes.first == "\""
    }

    private mutating func skipString() {
        var hashes = ""
        while place < source.count, source[place] == "#" {
            hashes.append("#")
            place += 1
        }
        // `#"""#` is one line that holds a quote: only a line's end makes three of them one mark.
        let isMultiline = starts(with: "\"\"\"\n")
        let quotes = isMultiline ? "\"\"\"" : "\""
        place += quotes.count
        while place < source.count {
            if starts(with: quotes + hashes) {
                place += quotes.count + hashes.count
                return
            }
            if starts(with: "\\" + hashes + "(") {
                place += hashes.count + 2
                blankUntilClosed(")")
                place += 1
            } else if starts(with: "\\" + hashes) {
                place += hashes.count + 1
                skipOne()
            } else {
                skipOne()
            }
        }
        isBalanced = false
    }

    private func starts(with text: String) -> Bool { source[place...].starts(with: text) }

    private mutating func skip(until isEnd: (Character) -> Bool) {
        while place < source.count, !isEnd(source[place]) { place += 1 }
    }

    private mutating func skipOne() {
        guard place < source.count else { return }
        if source[place].isNewline { lines.append("") }
        place += 1
    }

    private mutating func keep(_ character: Character) {
        if character.isNewline {
            lines.append("")
        } else {
            lines[lines.count - 1].append(character)
        }
        place += 1
    }
}
