import ArenaCore
import Storage

extension Store {
    /// What a store is opened with.
    package struct Configuration: Sendable {
        /// The data folder. It is made if it is missing; its parent is not.
        package var path: String
        /// What the rules are told.
        package var limits = Limits()
        /// How many changes the journal takes before a snapshot, or as many as the last one has
        /// records where those are more; 0 for never by count.
        package var snapshotChanges = 100_000
        /// The time between snapshots where something was changed; zero for never by time.
        package var snapshotInterval = Duration.seconds(3600)
        /// How many bytes the journal takes before a snapshot, raised in proportion with
        /// `snapshotChanges`; 0 for never by size.
        package var snapshotByteCount = 256 << 20
        /// How many line ends are written ahead in a journal of some size; 0 for none.
        package var journalPadding = Journal.paddingUsual
        /// How long after a failed snapshot the next is tried; doubled with each failure.
        package var retryDelay = Duration.seconds(1)
        /// What that time is never doubled above.
        package var retryDelayMax = Duration.seconds(60)
        /// How many writes may wait for the disk; more are unavailable.
        package var pendingCountMax = 10_000
        /// How many bytes the records of waiting writes may have, unless one alone has more.
        package var pendingByteCountMax = 64 << 20
        /// How many entries of the audit log may wait to be written; with more, writes are
        /// unavailable.
        package var auditPendingCountMax = 100_000
        /// The system calls; tests bring others.
        package var fileSystem: any FileSystem = SystemFileSystem()
        /// What time it is; need not be monotonic, and must not block.
        package var clock: @Sendable () -> Timestamp = { .system }

        package init(path: String) {
            self.path = path
        }

        /// Whether a journal with so much calls for a snapshot, when the last has so many records.
        ///
        /// A snapshot costs what there is: were it taken after a fixed number of changes, each
        /// change would cost the more, the more there is. A start replays at most about as much as
        /// it reads from the snapshot.
        func isSnapshotDue(
            after changes: UInt64, byteCount: Int, lastRecordCount: UInt64
        ) -> Bool {
            let scale =
                snapshotChanges > 0
                ? max(1, Double(lastRecordCount) / Double(snapshotChanges)) : 1
            return snapshotChanges > 0 && Double(changes) >= Double(snapshotChanges) * scale
                || snapshotByteCount > 0
                    && Double(byteCount) >= Double(snapshotByteCount) * scale
        }
    }
}
