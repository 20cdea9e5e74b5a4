/// One file of the project, and what can be read from it.
struct SourceFile {
    let path: String
    let lines: [Substring]
    /// The lines without comments and contents of strings, for Swift alone.
    let code: SwiftCode?

    init(path: String, text: String) {
        self.path = path
        // A last newline ends a line and begins none.
        lines = (text.hasSuffix("\n") ? text.dropLast() : text[...])
            .split(separator: "\n", omittingEmptySubsequences: false)
        code = path.hasSuffix(".swift") ? SwiftCode(text) : nil
    }

    var folders: [Substring] { path.split(separator: "/").dropLast() }

    func violation(_ line: Int, _ rule: String) -> Violation {
        Violation(path: path, line: line, rule: rule)
    }
}
