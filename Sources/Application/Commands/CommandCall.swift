/// One call of a command: what was given to it, and where it writes.
struct CommandCall: Sendable {
    let arguments: Arguments
    /// The settings that the command uses.
    let usedSettings: [Setting]
    let environment: [String: String]
    let console: Console

    /// The settings that the command uses, by flags, environment and file.
    func settings() throws(CommandFailure) -> EffectiveSettings {
        var flags: [String: SettingSources.Given] = [:]
        for setting in usedSettings {
            guard let name = setting.flags.first, let value = arguments.values[name] else {
                continue
            }
            flags[setting.name] = .init(text: value.text, origin: .flag(value.flag))
        }
        return try SettingSources.read(
            usedSettings, flags: flags, environment: environment)
    }

    /// The text of an option; nil where it was not given.
    func value(_ option: String) -> String? { arguments.values[option]?.text }

    /// Whether an option was given.
    func has(_ option: String) -> Bool { arguments.values[option] != nil }
}
