/// Why a command did not do its work: how it exits, and lines that say what to do.
package struct CommandFailure: Error, Sendable, Equatable {
    /// How the process is to exit.
    package let code: ExitCode
    /// One line a problem, without the program's name.
    package let messages: [String]

    /// A failure with one line.
    package init(_ code: ExitCode, _ message: String) {
        self.init(code, [message])
    }

    /// A failure with a line for each problem.
    package init(_ code: ExitCode, _ messages: [String]) {
        self.code = code
        self.messages = messages
    }
}
