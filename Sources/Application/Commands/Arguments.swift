/// The words of a command line after the command, told apart into options and operands.
struct Arguments: Equatable {
    struct Value: Equatable {
        /// The spelling that was used.
        let flag: String
        let text: String
    }

    /// By the option's name; the last of several counts. An option without a value has an empty
    /// text.
    private(set) var values: [String: Value] = [:]
    private(set) var operands: [String] = []

    /// Reads `--x v`, `--x=v`, operands, and after `--` nothing but operands. Throws all problems
    /// at once.
    init(_ words: [String], options: [Option]) throws(CommandFailure) {
        var problems: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let parts = word.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let flag = String(parts[0])
            guard let option = options.first(where: { $0.flags.contains(flag) }) else {
                problems.append(Self.unknown(flag, options))
                // What follows an option that is unknown may be its value: one problem is enough.
                if parts.count == 1, !(rest.first?.hasPrefix("-") ?? true) { rest.removeFirst() }
                continue
            }
            let attached = parts.count == 2 ? String(parts[1]) : nil
            if let problem = take(option, flag, attached, &rest) { problems.append(problem) }
        }
        if !problems.isEmpty { throw CommandFailure(.usage, problems) }
    }

    private mutating func take(
        _ option: Option, _ flag: String, _ attached: String?, _ rest: inout ArraySlice<String>
    ) -> String? {
        guard let notation = option.notation else {
            if attached != nil { return "\(flag) takes no value" }
            values[option.name] = Value(flag: flag, text: "")
            return nil
        }
        if let attached {
            values[option.name] = Value(flag: flag, text: attached)
            return nil
        }
        guard let next = rest.first, !next.hasPrefix("--") else {
            return "\(flag) needs a value; write \(flag) \(notation)"
        }
        rest.removeFirst()
        values[option.name] = Value(flag: flag, text: next)
        return nil
    }

    private static func unknown(_ flag: String, _ options: [Option]) -> String {
        if let secret = Setting.all.first(where: { $0.isSecret && flag.hasPrefix($0.flag) }) {
            return "\(flag): a secret is no option, for other users see command lines; set"
                + " \(secret.variable) or \(secret.variable)_FILE"
        }
        return "\(quoted(flag)) is no option here"
            + NearestName.clause(flag, in: options.flatMap(\.flags))
    }
}
