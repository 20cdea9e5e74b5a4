/// Finds functions, initialisers, subscripts and computed properties with their lengths.
struct FunctionLengths {
    struct Function: Equatable {
        let line: Int
        let length: Int
    }

    private(set) var functions: [Function] = []
    /// Of each open brace, the line that its function began on; nil where it is no function's.
    private var braces: [Int?] = []
    /// The line of a declaration whose body has not come yet.
    private var declared: Int?
    private var parentheses = 0

    init(_ code: SwiftCode) {
        for (index, line) in code.lines.enumerated() {
            read(line, number: index + 1)
        }
    }

    private mutating func read(_ line: String, number: Int) {
        var word = ""
        var beforeWord: Character = " "
        for character in line + "\n" {
            if character.isLetter || character == "_" || character == "@" || character == "#" {
                word.append(character)
                continue
            }
            if !word.isEmpty, parentheses == 0, beforeWord != "." { read(word, on: number) }
            word = ""
            beforeWord = character
            read(character, on: number)
        }
    }

    private mutating func read(_ word: String, on line: Int) {
        switch word {
        case "func", "init", "deinit", "subscript", "var": declared = line
        case "let", "case", "struct", "class", "enum", "actor", "protocol", "extension",
            "typealias":
            declared = nil
        default: break
        }
    }

    private mutating func read(_ character: Character, on line: Int) {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{":
            braces.append(parentheses == 0 ? declared : nil)
            if parentheses == 0 { declared = nil }
        case "}":
            if parentheses == 0 { declared = nil }
            guard let begin = braces.popLast() ?? nil else { return }
            functions.append(Function(line: begin, length: line - begin + 1))
        default: break
        }
    }
}
