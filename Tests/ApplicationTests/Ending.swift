@testable import Application

/// How one call of the program ended.
struct Ending {
    let code: ExitCode
    let data: String
    let messages: [String]
}

/// Runs the program in this process.
func run(_ words: String..., environment: [String: String] = [:]) -> Ending {
    let recorded = RecordedConsole()
    let code = Program(words: words, environment: environment, console: recorded.console).run()
    return Ending(code: code, data: recorded.data, messages: recorded.messages)
}
