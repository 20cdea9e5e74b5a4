import ArenaCore
import Storage

extension Store {
    /// What a store is opened with.
    package struct Configuration: Sendable {
        /// The data folder. It is made if it is missing; its parent is not.
        package var path: String
        /// What the rules are told.
        package var limits = Limits()
        /// How many changes the journal takes before a snapshot; 0 for never by count.
        package var snapshotChanges = 100_000
        /// The time between snapshots where something was changed; zero for never by time.
        package var snapshotInterval = Duration.seconds(3600)
        /// How many bytes the journal takes before a snapshot; 0 for never by size.
        package var snapshotByteCount = 256 << 20
        /// How long after a failed snapshot the next is tried; doubled with each failure.
        package var retryDelay = Duration.seconds(1)
        /// What that time is never doubled above.
        package var retryDelayMax = Duration.seconds(60)
        /// How many writes may wait for the disk; more are unavailable.
        package var pendingCountMax = 10_000
        /// How many bytes the records of waiting writes may have, unless one alone has more.
        package var pendingByteCountMax = 64 << 20
        /// The system calls; tests bring others.
        package var fileSystem: any FileSystem = SystemFileSystem()
        /// What time it is; need not be monotonic, and must not block.
        package var clock: @Sendable () -> Timestamp = { .system }

        package init(path: String) {
            self.path = path
        }
    }
}
