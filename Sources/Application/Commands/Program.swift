import Glibc

/// The program `arena` as one call: finds the command and runs it.
package struct Program: Sendable {
    /// The version, as `arena version` prints it.
    package static let version = "0.1.0"

    private let words: [String]
    private let environment: [String: String]
    private let console: Console

    /// A call with those words after the program's name.
    package init(words: [String], environment: [String: String], console: Console) {
        self.words = words
        self.environment = environment
        self.console = console
    }

    /// Runs the command that this process was started with, and answers how it is to exit.
    package static func runCurrent() -> Int32 {
        if CommandLine.arguments.dropFirst().first == Command.serve.name {
            Allocator.beginWithLargerCaches()
        }
        // A reader that has gone shows as an error of the write.
        signal(SIGPIPE, SIG_IGN)
        let program = Program(
            words: Array(CommandLine.arguments.dropFirst()),
            environment: ProcessEnvironment.variables(), console: .standard)
        return program.run().rawValue
    }

    /// Runs the command and answers how the process is to exit; failures are told on the console.
    package func run() -> ExitCode {
        do {
            try dispatch()
            return .success
        } catch {
            for message in error.messages { console.tell(message) }
            return error.code
        }
    }

    private func dispatch() throws(CommandFailure) {
        guard let first = words.first else {
            throw CommandFailure(.usage, "no command; arena help lists them")
        }
        if first == "--help" || first == "-h" { return try console.write(HelpText.overview) }
        let spelled = first == "--version" ? ["version"] + words.dropFirst() : words
        let command = try find(spelled)
        let rest = Array(spelled.dropFirst(command.name.split(separator: " ").count))
        // Help is wanted also where the rest of the line is wrong.
        if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            return try console.write(HelpText.of(command))
        }
        let arguments = try Arguments(rest, options: command.acceptedOptions)
        if let excess = arguments.operands.dropFirst(command.operandsMax).first {
            throw CommandFailure(
                .usage, "\(quoted(excess)) is one word too many; see arena help \(command.name)")
        }
        try command.run(
            CommandCall(
                arguments: arguments, usedSettings: command.settings, environment: environment,
                console: console))
    }

    private func find(_ words: [String]) throws(CommandFailure) -> Command {
        let commands = Command.all
        if let command = commands.first(where: { words.starts(with: $0.words) }) {
            return command
        }
        let first = words.first ?? ""
        if first.hasPrefix("-") {
            throw CommandFailure(
                .usage, "the command comes first and then its options, as in arena serve \(first)")
        }
        let family = commands.filter { $0.words.first == first }
        guard !family.isEmpty else {
            let clause = NearestName.clause(first, in: Set(commands.flatMap(\.words)).sorted())
            throw CommandFailure(
                .usage, "\(quoted(first)) is no command\(clause); arena help lists them")
        }
        let names = family.map { "arena " + $0.name }.joined(separator: " or ")
        guard words.count > 1, !words[1].hasPrefix("-") else {
            throw CommandFailure(.usage, "one word is missing; write \(names)")
        }
        let clause = NearestName.clause(words[1], in: family.compactMap(\.words.last))
        throw CommandFailure(
            .usage, "\(quoted(words[1])) is no command of \(first)\(clause); write \(names)")
    }
}

extension Command {
    /// The words of its name.
    var words: [String] { name.split(separator: " ").map(String.init) }
}
