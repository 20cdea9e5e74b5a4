/// The settings that hold, and where each one that is no default was given.
package struct EffectiveSettings: Sendable {
    package let settings: Settings
    /// By the name of the setting.
    package let origins: [String: SettingOrigin]
    /// What is suspicious and no mistake for certain, a line each.
    package let warnings: [String]

    /// A text that is a configuration file with these settings, secrets left out.
    package var configuration: String {
        var lines: [String] = []
        for setting in Setting.all {
            let origin = origins[setting.name]
            guard let text = setting.show(settings) else {
                lines.append("# \(setting.name) is not set.")
                continue
            }
            if let origin { lines.append("# \(origin.label):") }
            let isData = !setting.isSecret && setting.name != "CONFIG"
            lines.append(
                isData
                    ? "\(setting.name) = \(oneLine(text))"
                    : "# \(setting.name) = \(setting.isSecret ? "********" : oneLine(text))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
