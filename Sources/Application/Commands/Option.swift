/// One option of a command, but for those that are settings.
package struct Option: Sendable, Equatable {
    /// Its spellings; the first is its name.
    let flags: [String]
    /// How the value looks; nil for an option without one.
    let notation: String?
    /// One sentence.
    let help: String

    init(_ flags: String..., notation: String? = nil, help: String) {
        self.flags = flags
        self.notation = notation
        self.help = help
    }

    /// The option that a setting is on a command line; nil for a secret.
    init?(_ setting: Setting) {
        if setting.flags.isEmpty { return nil }
        flags = setting.flags
        notation = setting.notation
        help = setting.help
    }

    /// Its name, by which its value is found.
    var name: String { flags.first ?? "" }
}
