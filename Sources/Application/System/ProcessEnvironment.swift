// The C library gives the environment as a global variable.
@preconcurrency import Glibc

/// The variables that the process was started with.
enum ProcessEnvironment {
    /// All of them. To be called before other threads run: setenv(3) may move them.
    static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // The first of two with one name counts, as for getenv(3).
            if parts.count == 2, variables[String(parts[0])] == nil {
                variables[String(parts[0])] = String(parts[1])
            }
            entry += 1
        }
        return variables
    }
}
