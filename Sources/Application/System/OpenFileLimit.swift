import Glibc

/// How many files and connections this process may have open.
enum OpenFileLimit {
    /// Raises the limit to what the system allows: the usual one of 1024 is for programs that use
    /// select(2), and would turn connections away. Where that fails, it stays.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
