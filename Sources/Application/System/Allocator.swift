import CSystem

/// The system's memory allocator, as a server uses it.
enum Allocator {
    /// Has freed pieces joined at once instead of kept apart for reuse, to be called before there
    /// are threads.
    ///
    /// Each allocation of a kilobyte or more, such as every answer's, would first join all that
    /// were kept (glibc's `malloc_consolidate`); each thread has a cache of its own before that.
    static func joinFreedPieces() {
        csystem_join_freed_memory()
    }
}
