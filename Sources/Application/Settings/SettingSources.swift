/// Collects what flags, variables and the configuration file give for each setting, and makes
/// settings of it: a flag wins over a variable, that over the file, and that over the default.
struct SettingSources {
    /// A text for a setting, and where it was given.
    struct Given {
        let text: String
        let origin: SettingOrigin
    }

    private static let fileBytesMax = 64 << 10

    private let used: [Setting]
    private var given: [String: Given] = [:]
    private var problems: [String] = []
    private var warnings: [String] = []

    private init(used: [Setting]) {
        self.used = used
    }

    /// The `used` settings of a command line whose flags are given by the setting's name, and of an
    /// environment. Throws all problems at once.
    static func read(
        _ used: [Setting], flags: [String: Given], environment: [String: String]
    ) throws(CommandFailure) -> EffectiveSettings {
        var sources = SettingSources(used: used)
        sources.collectVariables(environment)
        sources.given.merge(flags) { _, flag in flag }
        sources.collectFile()
        sources.warnOfUnknown(environment)
        return try sources.settings()
    }

    private mutating func collectVariables(_ environment: [String: String]) {
        // An empty variable is how scripts and compose files say that there is none.
        for setting in used {
            if let text = environment[setting.variable], !text.isEmpty {
                given[setting.name] = Given(text: text, origin: .variable(setting.variable))
            }
            if let variable = setting.fileVariable, let path = environment[variable],
                !path.isEmpty
            {
                readSecret(setting, path, .variable(variable))
            }
        }
    }

    private mutating func readSecret(
        _ setting: Setting, _ path: String, _ origin: SettingOrigin
    ) {
        if let other = given[setting.name], other.origin.rank == origin.rank {
            problems.append("\(origin.label): \(other.origin.label) is set too; give one of them")
            return
        }
        do {
            var text = Substring(try SmallFile.text(path, limit: Self.fileBytesMax))
            while text.last?.isNewline ?? false { text = text.dropLast() }
            given[setting.name] = Given(text: String(text), origin: origin)
        } catch {
            problems.append(
                "\(origin.label): cannot read \(quoted(path)): \(error.reason);"
                    + " give the path of a file that holds the secret")
        }
    }

    private mutating func collectFile() {
        guard let place = given["CONFIG"] else { return }
        let path = place.text
        do {
            let file = ConfigurationFile(
                try SmallFile.text(path, limit: Self.fileBytesMax))
            problems += file.problems.map { "\(path):\($0.line): \($0.reason)" }
            for entry in file.entries { collect(entry, path) }
        } catch {
            problems.append(
                "\(place.origin.label): cannot read \(quoted(path)): \(error.reason);"
                    + " give the path of a configuration file")
        }
    }

    private mutating func collect(_ entry: ConfigurationFile.Entry, _ path: String) {
        let origin = SettingOrigin.file(path: path, line: entry.line)
        if let secret = Setting.all.first(where: { $0.isSecret && $0.name == entry.name }) {
            problems.append(
                "\(origin.label): \(secret.name) is a secret and has no place here; give"
                    + " \(secret.name)_FILE, \(secret.variable) or \(secret.variable)_FILE")
            return
        }
        if let secret = Setting.all.first(where: {
            $0.isSecret && $0.name + "_FILE" == entry.name
        }) {
            let isWanted = given[secret.name] == nil && used.contains { $0.name == secret.name }
            if isWanted { readSecret(secret, entry.value, origin) }
            return
        }
        let names = Setting.all.map(\.name).filter { $0 != "CONFIG" }
        guard names.contains(entry.name) else {
            let clause = NearestName.clause(entry.name, in: names)
            problems.append("\(origin.label): \(quoted(entry.name)) is no setting\(clause)")
            return
        }
        if given[entry.name] == nil {
            given[entry.name] = Given(text: entry.value, origin: origin)
        }
    }

    private mutating func warnOfUnknown(_ environment: [String: String]) {
        let known = Setting.all.flatMap { [$0.variable, $0.fileVariable].compactMap(\.self) }
        for name in environment.keys.sorted()
        where name.hasPrefix("ARENA_") && !known.contains(name) {
            let clause = NearestName.clause(name, in: known)
            warnings.append("warning: \(name) is no setting and does nothing\(clause)")
        }
    }

    private mutating func settings() throws(CommandFailure) -> EffectiveSettings {
        var settings = Settings()
        // From the weakest to the strongest: a port that was given as a flag changes an address
        // from the environment, and not the other way round.
        let ordered = used.enumerated()
            .compactMap { index, setting in
                given[setting.name].map { (index: index, setting: setting, given: $0) }
            }
            .sorted {
                ($0.given.origin.rank, $0.index) < ($1.given.origin.rank, $1.index)
            }
        for (_, setting, given) in ordered where !setting.read(given.text, &settings) {
            let value = setting.isSecret ? "the value" : quoted(given.text)
            problems.append(
                "\(given.origin.label): \(value) is not valid; give \(setting.expected)")
        }
        if !problems.isEmpty { throw CommandFailure(.configuration, problems) }
        return EffectiveSettings(
            settings: settings, origins: given.mapValues(\.origin), warnings: warnings)
    }
}

/// A value of someone's in a message: in quotes, on one line, and not endless.
func quoted(_ text: String) -> String {
    let line = oneLine(text)
    return line.count > 80 ? "\"\(line.prefix(80))…\"" : "\"\(line)\""
}
