extension Command {
    /// Every command, in the order of the help text.
    static let all: [Command] = [
        serve, createToken, listTokens, check, backup, restore, importLines, export, configuration,
        healthcheck, version, help,
    ]

    private static let configuration = Command(
        name: "config", summary: "Prints the settings that hold and where they were given.",
        details: "The text is a configuration file; secrets are not shown.", settings: Setting.all
    ) { call throws(CommandFailure) in
        let effective = try call.settings()
        for warning in effective.warnings { call.console.tell(warning) }
        try call.console.write(effective.configuration)
    }

    private static let version = Command(
        name: "version", summary: "Prints the version."
    ) { call throws(CommandFailure) in
        try call.console.write("arena \(Program.version)\n")
    }

    private static let help = Command(
        name: "help", operands: "[COMMAND|settings]", operandsMax: 2,
        summary: "Prints help on a command, or the table of all settings."
    ) { call throws(CommandFailure) in
        let words = call.arguments.operands
        if words.isEmpty { return try call.console.write(HelpText.overview) }
        if words == ["settings"] { return try call.console.write(HelpText.settings) }
        let commands = all.filter { $0.words.starts(with: words) }
        guard !commands.isEmpty else {
            let name = words.joined(separator: " ")
            let clause = NearestName.clause(name, in: all.map(\.name) + ["settings"])
            throw CommandFailure(.usage, "there is no help on \(quoted(name))\(clause)")
        }
        try call.console.write(commands.map(HelpText.of).joined(separator: "\n"))
    }
}
