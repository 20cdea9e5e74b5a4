import CSystem
import Glibc

/// The system's memory allocator, as a server uses it.
enum Allocator {
    /// How many freed pieces of a size each thread keeps for itself, where glibc keeps 7: a loop
    /// takes memory for all requests of a round and gives it back with all their answers, and what
    /// is too much for its own cache it shares with other threads, under a lock.
    private static let threadCache = "glibc.malloc.tcache_count=127"
    private static let variable = "GLIBC_TUNABLES"

    /// Begins the program again with larger caches, which glibc makes as a program starts (glibc
    /// manual, "Memory Allocation Tunables"). To be called before anything else is done.
    ///
    /// Comes back where the environment has tunables already, be they an operator's own, and where
    /// the program is not found: it does without.
    static func beginWithLargerCaches() {
        guard getenv(variable) == nil else { return }
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        // Its own path, so that it keeps its name.
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        guard count > 0, setenv(variable, threadCache, 1) == 0 else { return }
        execv(path, CommandLine.unsafeArgv)
        unsetenv(variable)
    }

    /// Has freed pieces joined at once instead of kept apart for reuse, to be called before there
    /// are threads.
    ///
    /// Each allocation of a kilobyte or more, such as every answer's, would first join all that
    /// were kept (glibc's `malloc_consolidate`); each thread has a cache of its own before that.
    static func joinFreedPieces() {
        csystem_join_freed_memory()
    }
}
