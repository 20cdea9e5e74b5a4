/// One setting: its names, how it is written, what it does, and its place among the `Settings`.
///
/// Everything about settings comes from the table `Setting.all`: flags, variables, the
/// configuration file, messages, the help text and the table of the README.
package struct Setting: Sendable {
    /// The name in a configuration file, such as `DATA_DIR`.
    package let name: String
    /// The flags that give it; the first is the name itself. A secret has none: command lines
    /// are seen by every user of a machine.
    package let flags: [String]
    /// How a value looks, such as `on|off`.
    let notation: String
    /// What to give, for a message.
    let expected: String
    /// The default in words, where the value itself does not tell.
    let fallback: String?
    /// One or two sentences.
    let help: String
    /// Whether the value is never shown, and may also be read from a file of its own.
    package let isSecret: Bool
    /// Puts the value that a text means among the settings; false where it means none.
    let read: @Sendable (String, inout Settings) -> Bool
    /// The text of the value among the settings; nil where there is none.
    let show: @Sendable (Settings) -> String?

    /// The flag of its name, which no secret has.
    var flag: String { Self.flag(name) }
    /// The environment variable, such as `ARENA_DATA_DIR`.
    package var variable: String { "ARENA_" + name }
    /// The environment variable with the path of a file that holds a secret.
    var fileVariable: String? { isSecret ? variable + "_FILE" : nil }
    /// The default in words.
    var defaultText: String { fallback ?? show(Settings()) ?? "none" }
}

extension Setting {
    /// A setting that always has a value.
    init<Value>(
        _ name: String, _ form: SettingForm<Value>,
        _ place: any WritableKeyPath<Settings, Value> & Sendable,
        alias: String? = nil, fallback: String? = nil, _ help: String
    ) {
        self.init(
            name, notation: form.notation, expected: form.expected, alias: alias,
            fallback: fallback, help,
            read: { text, settings in
                guard let value = form.parse(text) else { return false }
                settings[keyPath: place] = value
                return true
            },
            show: { form.text($0[keyPath: place]) })
    }

    /// A setting that may have no value.
    init<Value>(
        _ name: String, _ form: SettingForm<Value>,
        _ place: any WritableKeyPath<Settings, Value?> & Sendable,
        isSecret: Bool = false, fallback: String? = nil, _ help: String
    ) {
        self.init(
            name, notation: form.notation, expected: form.expected, isSecret: isSecret,
            fallback: fallback, help,
            read: { text, settings in
                guard let value = form.parse(text) else { return false }
                settings[keyPath: place] = value
                return true
            },
            show: { $0[keyPath: place].map(form.text) })
    }

    /// A setting with a place of its own making.
    init(
        _ name: String, notation: String, expected: String, alias: String? = nil,
        isSecret: Bool = false, fallback: String? = nil, _ help: String,
        read: @escaping @Sendable (String, inout Settings) -> Bool,
        show: @escaping @Sendable (Settings) -> String?
    ) {
        self.name = name
        self.notation = notation
        self.expected = expected
        self.isSecret = isSecret
        self.fallback = fallback
        self.help = help
        self.read = read
        self.show = show
        flags = isSecret ? [] : [Self.flag(name), alias].compactMap(\.self)
    }

    private static func flag(_ name: String) -> String {
        "--" + name.lowercased().split(separator: "_").joined(separator: "-")
    }
}
