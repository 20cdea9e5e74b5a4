import ArenaCore
import JSON
import Storage

extension State {
    /// Writes the whole state as the snapshot of `generation`, which goes with the audit log up to
    /// `audit`; see `SnapshotFile.write`.
    ///
    /// Where `isCancelled` comes to be true, it stops and throws, having changed nothing.
    func writeSnapshot(
        in folder: DataFolder, storeID: String, generation: UInt64, audit: ChainTip,
        isCancelled: () -> Bool = { false }
    ) throws(StorageError) -> UInt64 {
        let count = UInt64(contentCount)
        try SnapshotFile.write(
            in: folder, storeID: storeID, generation: generation, position: position, count: count,
            chain: audit
        ) { (sink) throws(StorageError) in
            var writer = JSONWriter(capacity: 4096)
            var failure: StorageError?
            contents { effect in
                // A snapshot with fewer records than were announced is refused as a whole.
                if failure != nil || isCancelled() { return }
                writer.removeAll()
                effect.write(to: &writer)
                do throws(StorageError) {
                    try writer.withBytes { (bytes) throws(StorageError) in try sink.append(bytes) }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
        return count
    }
}
