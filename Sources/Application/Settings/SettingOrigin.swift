/// Where a value was given. The later cases win over the earlier ones.
package enum SettingOrigin: Sendable, Equatable {
    case file(path: String, line: Int)
    case variable(String)
    case flag(String)

    /// The place as a message names it: `arena.conf:3`, `ARENA_PORT`, `--port`.
    package var label: String {
        switch self {
        case .file(let path, let line): "\(path):\(line)"
        case .variable(let name), .flag(let name): name
        }
    }

    /// A stronger origin has a higher rank.
    var rank: Int {
        switch self {
        case .file: 1
        case .variable: 2
        case .flag: 3
        }
    }
}
