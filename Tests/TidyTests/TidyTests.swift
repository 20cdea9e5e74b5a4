import Testing

/// The house rules that no compiler and no formatter keeps.
struct TidyTests {
    @Test func `every file keeps the rules`() throws {
        let files = try Repository.sourceFiles()
        #expect(files.count > 200)
        let found = files.flatMap { file in Rule.all.flatMap { $0.violations(file) } }
        #expect(found.isEmpty, "\n\(found.map(\.description).joined(separator: "\n"))")
    }

    @Test func `nothing stands at the top but what belongs there`() throws {
        let expected: Set = [
            "Docker", "Package.swift", "Public", "README.md", "Sources", "Tests",
        ]
        #expect(try Repository.visibleTopLevel() == expected)
    }
}
