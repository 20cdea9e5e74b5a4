/// A rule that each file keeps: what it finds in a file is against it.
struct Rule: Sendable {
    let violations: @Sendable (SourceFile) -> [Violation]

    static let all: [Rule] = [
        .fileLength, .lineWidth, .functionLength, .imports, .words, .waiting,
    ]
}

extension Rule {
    static let linesMax = 400
    static let columnsMax = 100
    static let functionLinesMax = 70

    static let fileLength = Rule { file in
        guard file.lines.count > linesMax else { return [] }
        return [file.violation(linesMax + 1, "\(file.lines.count) lines, \(linesMax) at most")]
    }

    static let lineWidth = Rule { file in
        file.lines.enumerated().filter { $0.element.count > columnsMax }.map {
            file.violation($0.offset + 1, "\($0.element.count) columns, \(columnsMax) at most")
        }
    }

    static let functionLength = Rule { file in
        guard let code = file.code else { return [] }
        guard code.isBalanced else { return [file.violation(1, "braces do not match")] }
        return FunctionLengths(code).functions.filter { $0.length > functionLinesMax }.map {
            file.violation(
                $0.line, "a function of \($0.length) lines, \(functionLinesMax) at most")
        }
    }
}
