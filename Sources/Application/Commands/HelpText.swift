/// The texts of `arena help`, made of the tables of commands and settings.
enum HelpText {
    private static let width = 80

    /// What the program is and which commands it has.
    static var overview: String {
        let widest = Command.all.map(\.name.count).max() ?? 0
        let commands = Command.all.map { command in
            "  " + padded(command.name, widest) + "  " + command.summary
        }
        return
            (["Arena: where organisations share what they learned.", ""]
            + ["Usage: arena COMMAND [OPTIONS]", ""] + commands
            + ["", "arena help COMMAND tells more; arena help settings lists every setting."])
            .joined(separator: "\n") + "\n"
    }

    /// How one command is used.
    static func of(_ command: Command) -> String {
        let hasOptions = !command.options.isEmpty || !command.settings.isEmpty
        let usage = ["Usage: arena", command.name, command.operands, hasOptions ? "[OPTIONS]" : ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
        var lines = [usage, ""] + wrapped(command.summary + " " + command.details, width)
        if !command.options.isEmpty {
            lines += ["", "Options:"] + command.options.flatMap(entry)
        }
        if !command.settings.isEmpty {
            lines += ["", "Settings, each also as ARENA_NAME or in the file of --config:"]
            lines += command.settings.flatMap(entry)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Every setting as a Markdown table, for people and for the README.
    static var settings: String {
        let rows = Setting.all.map { setting in
            let flags = setting.flags.isEmpty ? "none" : code(setting.flags)
            let variables = code([setting.variable, setting.fileVariable].compactMap(\.self))
            let values = code(setting.notation.split(separator: "|").map(String.init))
            let value = setting.show(Settings()).map { code([$0]) } ?? "none"
            return "| \(variables) | \(flags) | \(values) | \(setting.fallback ?? value) |"
                + " \(setting.help) |"
        }
        let head = "| variable | flag | value | default | what it does |\n|---|---|---|---|---|\n"
        return head + rows.joined(separator: "\n") + "\n"
    }

    private static func code(_ words: [String]) -> String {
        words.map { "`\($0)`" }.joined(separator: " ")
    }

    private static func entry(_ option: Option) -> [String] {
        let flags = option.flags.joined(separator: ", ")
        return entry([flags, option.notation ?? ""], option.help)
    }

    private static func entry(_ setting: Setting) -> [String] {
        let variable = setting.fileVariable.map { "\(setting.variable) or \($0)" }
        let flags = setting.flags.joined(separator: ", ")
        return entry(
            [variable ?? flags, variable == nil ? setting.notation : ""],
            setting.help + " Default: \(setting.defaultText).")
    }

    private static func entry(_ head: [String], _ help: String) -> [String] {
        let title = head.filter { !$0.isEmpty }.joined(separator: " ")
        return ["  " + title] + wrapped(help, width - 6).map { "      " + $0 }
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count + 1 <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
