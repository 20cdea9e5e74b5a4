import Testing

/// The rules can fail, and do not where they should not.
struct RuleTests {
    private func lines(
        _ rule: Rule, _ text: String, at path: String = "Sources/HTTP/Snippet.swift"
    ) -> [Int] {
        rule.violations(SourceFile(path: path, text: text)).map(\.line)
    }

    private func function(lines: Int) -> String {
        "func long() {\n" + String(repeating: "    step()\n", count: lines - 2) + "}\n"
    }

    @Test func `a file ends at its ceiling`() {
        let full = String(repeating: "\n", count: Rule.linesMax)
        #expect(lines(.fileLength, full) == [])
        #expect(lines(.fileLength, full + "\n") == [Rule.linesMax + 1])
        #expect(lines(.fileLength, full + "last", at: "Tests/run.sh") == [Rule.linesMax + 1])
    }

    @Test func `a line ends at its ceiling, counted in characters`() {
        let full = String(repeating: "ø", count: Rule.columnsMax)
        #expect(lines(.lineWidth, full + "\n" + full) == [])
        #expect(lines(.lineWidth, "\n\(full)x\n") == [2])
    }

    @Test func `a function ends at its ceiling`() {
        #expect(lines(.functionLength, function(lines: Rule.functionLinesMax)) == [])
        let long = function(lines: Rule.functionLinesMax + 1)
        #expect(lines(.functionLength, long) == [1])
        #expect(lines(.functionLength, "struct A {\n\(long)}\n") == [2])
        #expect(lines(.functionLength, "protocol P {\n    func a()\n}\n\(long)") == [4])
        #expect(lines(.functionLength, "struct A {\n    var x: Int {\n\(long)}}\n") == [3, 2])
    }

    @Test func `a long type of short functions is no long function`() {
        let short = function(lines: 4)
        let type = "extension A {\n" + String(repeating: short, count: 50) + "}\n"
        #expect(lines(.functionLength, type) == [])
        let requirement = "protocol P {\n    init()\n    func a() -> Int\n}\n"
        #expect(lines(.functionLength, requirement + type) == [])
    }

    @Test(arguments: [
        #"let a = "{ \(map { "}" }) \" {""#, ##"a(#"{ " \("#, #"""#)"##, "// {",
        "/* { /* } */ { */",
        "let a = \"\"\"\n    { \" \"\" \\\"\"\"\n    \"\"\"",
    ])
    func `text and comments hold no braces`(snippet: String) {
        let code = SwiftCode(snippet + "\nfunc a() {}\n")
        #expect(code.isBalanced)
        #expect(code.lines.count == snippet.split(separator: "\n").count + 2)
        #expect(FunctionLengths(code).functions.map(\.length) == [1])
    }

    @Test(arguments: ["{", "a(]", "\"open", "let a = \"\\(b\""])
    func `what does not match is told`(snippet: String) {
        #expect(lines(.functionLength, snippet) == [1])
    }

    @Test(arguments: [
        ("Sources/HTTP/A.swift", "import ArenaCore"),
        ("Sources/HTTP/A.swift", "@preconcurrency public import Foundation"),
        ("Sources/ArenaCore/A.swift", "import Foundation"),
        ("Sources/ArenaCore/A.swift", "import struct Dispatch.DispatchTime"),
        ("Sources/ArenaStore/A.swift", "import HTTP"),
        ("Sources/Unknown/A.swift", "import Glibc"),
        ("Tests/HTTPTests/A.swift", "@testable import ArenaAPI"),
    ])
    func `an import against the direction is told`(path: String, text: String) {
        #expect(lines(.imports, "\n\(text)\n", at: path).count == 1)
    }

    @Test(arguments: [
        ("Sources/HTTP/A.swift", "import CSystem // import ArenaCore\n\"import JSON\"\n"),
        ("Sources/ArenaCore/Values/String+Normalised.swift", "@_spi(_Unicode) import Swift"),
        ("Tests/StorageTests/A.swift", "@testable import Storage\nimport Foundation"),
        ("Package.swift", "import PackageDescription"),
    ])
    func `an import in the direction is not`(path: String, text: String) {
        #expect(lines(.imports, text, at: path) == [])
    }

    @Test(arguments: [
        "final class A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 0", "try! a()",
        "fatalError(\"\")", "// TODO: later", "# FIXME", "@Test(.disabled())",
    ])
    func `what stands for something unfinished is told`(text: String) {
        #expect(lines(.words, "\n" + text) == [2])
    }

    @Test(arguments: [
        "Thread.sleep(forTimeInterval: 1)", "try await Task.sleep(for: .seconds(1))",
        "usleep(1)", "    sleep(1)", "time.sleep(1)", "sleep 1", "do sleep 1; done",
    ])
    func `a test that waits for the clock is told`(text: String) {
        #expect(lines(.waiting, text, at: "Tests/Acceptance/a.sh") == [1])
        #expect(lines(.waiting, text, at: "Sources/HTTP/A.swift") == [])
    }
}
