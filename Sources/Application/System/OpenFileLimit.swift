import Glibc

/// How many files and connections this process may have open.
enum OpenFileLimit {
    /// For the data folder, the log, the loops and what is only being turned away.
    private static let reserved = 256

    /// Raises the limit to what the system allows: the usual one of 1024 is for programs that use
    /// select(2), and would turn connections away. Where that fails, it stays. Answers how many
    /// connections there can be with all files that are needed beside them.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return .max
        }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return connections(among: Int(clamping: limit.rlim_cur))
    }

    /// How many of so many descriptors are for connections: half where there are few.
    static func connections(among descriptors: Int) -> Int {
        max(1, descriptors >= 2 * reserved ? descriptors - reserved : descriptors / 2)
    }
}
