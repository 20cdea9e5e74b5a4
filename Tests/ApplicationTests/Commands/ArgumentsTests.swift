import Testing

@testable import Application

struct ArgumentsTests {
    private let options = [
        Option("--data-dir", "--data", notation: "PATH", help: "Where."),
        Option("--json", help: "As JSON."),
    ]

    private func parse(_ words: String...) throws(CommandFailure) -> Arguments {
        try Arguments(words, options: options)
    }

    @Test func `a value stands after its option or after an equals sign`() throws {
        for words in [["--data", "/x"], ["--data=/x"], ["--data-dir", "/x"], ["--data-dir=/x"]] {
            let arguments = try Arguments(words, options: options)
            #expect(arguments.values["--data-dir"]?.text == "/x")
            #expect(arguments.operands == [])
        }
        #expect(try parse("--data=").values["--data-dir"]?.text == "")
        #expect(try parse("--data=a=b").values["--data-dir"]?.text == "a=b")
        #expect(try parse("--data", "-").values["--data-dir"]?.text == "-")
        #expect(try parse("--data", "a", "--data=b").values["--data-dir"]?.text == "b")
    }

    @Test func `two hyphens end the options`() throws {
        let arguments = try parse("one", "--json", "--", "--data", "--", "-x")
        #expect(arguments.operands == ["one", "--data", "--", "-x"])
        #expect(arguments.values["--json"]?.flag == "--json")
        #expect(arguments.values["--data-dir"] == nil)
    }

    @Test(arguments: [
        (["--dat", "/x"], ["\"--dat\" is no option here; did you mean --data?"]),
        (["-x"], ["\"-x\" is no option here"]),
        (["--data"], ["--data needs a value; write --data PATH"]),
        (["--data", "--json"], ["--data needs a value; write --data PATH"]),
        (["--json=yes"], ["--json takes no value"]),
        (
            ["--nothing", "--json=1"],
            ["\"--nothing\" is no option here", "--json takes no value"]
        ),
    ])
    func `every mistake is told`(words: [String], messages: [String]) {
        let failure = #expect(throws: CommandFailure.self) {
            try Arguments(words, options: options)
        }
        #expect(failure == CommandFailure(.usage, messages))
    }

    @Test(arguments: ["--admin-token", "--admin-token=abc", "--admin-token-file"])
    func `a secret is no option, and its value is not repeated`(word: String) {
        let failure = #expect(throws: CommandFailure.self) {
            try Arguments([word, "abc"], options: options)
        }
        #expect(failure?.messages.count == 1)
        #expect(failure?.messages.first?.contains("ARENA_ADMIN_TOKEN_FILE") == true)
        #expect(failure?.messages.first?.contains("abc") == false)
    }
}
