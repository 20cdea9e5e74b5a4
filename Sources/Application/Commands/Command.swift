/// One command of the program: what its help says, what it takes, and what it does.
struct Command: Sendable {
    /// One or two words, such as `token create`.
    let name: String
    /// What stands after the name in its synopsis, besides options.
    var operands = ""
    /// The most operands that it takes.
    var operandsMax = 0
    /// One sentence for the list of commands.
    let summary: String
    /// More sentences for its own help.
    var details = ""
    /// Its own options.
    var options: [Option] = []
    /// The settings that it uses; others are neither read nor accepted.
    var settings: [Setting] = []
    /// Does it; what is thrown ends up as messages and as the exit code.
    let run: @Sendable (CommandCall) throws(CommandFailure) -> Void

    /// What may be given on its command line.
    var acceptedOptions: [Option] {
        options + settings.compactMap { Option($0) }
            + [Option("--help", "-h", help: "Prints this help.")]
    }
}
