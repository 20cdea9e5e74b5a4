import Glibc

/// The listening sockets that systemd has opened for this process (sd_listen_fds(3)).
enum InheritedSockets {
    private static let first: Int32 = 3
    private static let countMax: Int32 = 64

    /// The descriptors, marked to be closed in programs that this one might start; none where the
    /// variables are another process's. To be called once, before other threads run.
    static func take(from environment: [String: String]) -> [Int32] {
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
        guard environment["LISTEN_PID"].flatMap(Int32.init) == getpid(),
            let count = environment["LISTEN_FDS"].flatMap(Int32.init),
            (1...countMax).contains(count)
        else { return [] }
        let descriptors = (first..<first + count).map { $0 }
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return descriptors
    }
}
