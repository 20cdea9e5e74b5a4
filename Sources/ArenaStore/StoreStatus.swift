import ArenaCore

/// How the store stands: for `/readyz` and metrics.
package struct StoreStatus: Sendable, Equatable {
    /// The position of the last durable change.
    package var position: UInt64
    /// The generation of the journal that is being written.
    package var generation: UInt64
    /// How many changes and bytes that journal holds.
    package var journalChangeCount: UInt64
    package var journalByteCount: Int
    /// How many writes wait for the disk, and about how many bytes their records have.
    package var pendingCount: Int
    package var pendingByteCount: Int
    /// How many groups of changes, each with one sync, were made durable since the start.
    package var groupCount: UInt64
    /// Why the last writes were not taken; nil when writing works.
    package var failure: String?
    /// The last good snapshot.
    package var lastSnapshot: StoreSnapshot
    /// Whether a snapshot is being written, or follows at once.
    package var isSnapshotOnItsWay: Bool
    /// Why there is no younger snapshot; nil when the last attempt went well.
    package var snapshotFailure: String?
    /// Why the last entries of the audit log are in the journals alone; nil where all is well.
    package var auditFailure: String?
}

/// A snapshot that survives a power cut.
package struct StoreSnapshot: Sendable, Equatable {
    package let generation: UInt64
    /// The position of the last change that it holds.
    package let position: UInt64
    /// How many records it has.
    package let recordCount: UInt64
    /// When it was finished, or found to be good at the start.
    package let at: Timestamp
}

/// A snapshot as it lies in the data folder.
package struct StoredSnapshot: Sendable, Equatable {
    package let generation: UInt64
    /// The position of the last change that it holds.
    package let position: UInt64
    package let recordCount: UInt64
    package let byteCount: Int
    /// When its file was written.
    package let writtenAt: Timestamp
}
