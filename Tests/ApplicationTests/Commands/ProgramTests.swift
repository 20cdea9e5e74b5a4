import Testing

@testable import Application

struct ProgramTests {
    @Test(arguments: ["help", "--help", "-h"])
    func `help lists every command`(word: String) {
        let ending = run(word)
        #expect(ending.code == .success)
        #expect(ending.messages == [])
        for command in Command.all { #expect(ending.data.contains("  \(command.name) ")) }
    }

    @Test(arguments: ["version", "--version"])
    func `the version is one line`(word: String) {
        let ending = run(word)
        #expect(ending.code == .success)
        #expect(ending.data == "arena \(Program.version)\n")
    }

    @Test(arguments: [
        ([], "no command; arena help lists them"),
        (["confg"], "\"confg\" is no command; did you mean config?; arena help lists them"),
        (["nothing"], "\"nothing\" is no command; arena help lists them"),
        (
            ["--port", "1"],
            "the command comes first and then its options, as in arena serve --port"
        ),
        (["version", "1.0"], "\"1.0\" is one word too many; see arena help version"),
        (["config", "--prot", "1"], "\"--prot\" is no option here; did you mean --port?"),
        (["help", "confi"], "there is no help on \"confi\"; did you mean config?"),
    ])
    func `a command line that is wrong is refused with what to write`(
        words: [String], message: String
    ) {
        let recorded = RecordedConsole()
        let program = Program(words: words, environment: [:], console: recorded.console)
        #expect(program.run() == .usage)
        #expect(recorded.messages == ["arena: " + message])
        #expect(recorded.data == "")
    }

    @Test(arguments: Command.all.map(\.name))
    func `each command has help by both ways, with all that it accepts`(name: String) throws {
        let command = try #require(Command.all.first { $0.name == name })
        let recorded = RecordedConsole()
        let words = command.words + ["--help"]
        #expect(
            Program(words: words, environment: [:], console: recorded.console).run() == .success)
        #expect(recorded.messages == [])
        for option in command.options + command.settings.compactMap({ Option($0) }) {
            #expect(recorded.data.contains("\n  " + option.flags.joined(separator: ", ")))
        }
        let other = RecordedConsole()
        let helpWords = ["help"] + command.words
        #expect(
            Program(words: helpWords, environment: [:], console: other.console).run() == .success)
        #expect(other.data == recorded.data)
    }

    @Test func `data that cannot be written is an error`() {
        let recorded = RecordedConsole()
        let console = Console(data: { _ in 28 }, messages: { recorded.console.tell($0) })
        #expect(
            Program(words: ["version"], environment: [:], console: console).run()
                == .inputOutput)
        #expect(recorded.messages.first?.contains("No space left on device") == true)
    }

    @Test func `a message stays on its line whatever is in it`() {
        let ending = run("a\nb\u{1b}[31m\u{2028}")
        #expect(ending.messages.count == 1)
        #expect(ending.messages.first?.contains("\u{1b}") == false)
    }
}
