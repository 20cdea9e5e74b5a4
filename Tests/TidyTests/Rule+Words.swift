extension Rule {
    /// Each stands for something unchecked, unfinished or switched off.
    private static let forbiddenWords = [
        "@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError(", "TODO", "FIXME",
        "XXX:", "HACK:", "XCTSkip", ".disabled(",
    ]

    private static let sleeps = [
        "Thread.sleep", "Task.sleep", "usleep(", "nanosleep(", " sleep(", "time.sleep(",
        "asyncio.sleep(", "wait_for_timeout(", " sleep ",
    ]

    static let words = Rule { file in find(forbiddenWords, in: file) }

    /// A test waits for the thing itself, never for the clock.
    static let waiting = Rule { file in
        guard file.folders.first == "Tests" else { return [] }
        return find(sleeps, in: file)
    }

    private static func find(_ words: [String], in file: SourceFile) -> [Violation] {
        // The rules themselves and their tests name what they forbid.
        guard !file.folders.starts(with: ["Tests", "TidyTests"]) else { return [] }
        return file.lines.enumerated().flatMap { index, line in
            words.filter { " \(line) ".contains($0) }.map {
                file.violation(index + 1, "“\($0.trimmed)” is not written here")
            }
        }
    }
}

extension String {
    fileprivate var trimmed: Substring { drop { $0 == " " }.prefix { $0 != " " } }
}
