import Foundation
import Testing

@testable import Application

struct HelpTextTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: [
        "README.md", "Docker/README.md", "Docker/Dockerfile", "Docker/compose.yaml",
        "Docker/arena.service",
    ])
    func `variables that the texts around the program name are settings`(file: String) throws {
        let url = Self.root.appending(path: file)
        guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
            return
        }
        let text = try String(contentsOf: url, encoding: .utf8)
        let known = Setting.all.flatMap { [$0.variable, $0.fileVariable].compactMap(\.self) }
        for match in text.matches(of: /ARENA_[A-Z_]*[A-Z]/) {
            #expect(known.contains(String(match.output)))
        }
    }

    @Test func `the table of settings has a row for every one`() {
        let table = HelpText.settings
        for setting in Setting.all {
            #expect(table.contains("| `\(setting.variable)`"))
            #expect(table.contains(setting.help))
        }
        #expect(table.split(separator: "\n").count == Setting.all.count + 2)
        #expect(!table.contains("||"))
    }

    @Test func `lines of help fit in 80 columns`() {
        for command in Command.all {
            for line in HelpText.of(command).split(separator: "\n") {
                #expect(line.count <= 80, "\(command.name): \(line)")
            }
        }
        for line in HelpText.overview.split(separator: "\n") { #expect(line.count <= 80) }
    }
}
