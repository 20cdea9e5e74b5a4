import ArenaCore
import Crypto
import Dispatch
import Storage
import Telemetry

/// The owner of the state: makes every change durable before anyone hears of it, takes snapshots,
/// and finds all of it again after a stop of any kind.
///
/// Any thread may call anything; nothing but `init` and `close` waits for the disk.
package final class Store: Sendable {
    package let limits: Limits
    /// What was found when the store was opened.
    package let recovery: RecoveryReport
    /// Known to this store and its copies alone, and the same after each start: what makes ids
    /// that outsiders cannot guess.
    package let idKey: [UInt8]
    private let clock: MonotonicClock
    private let ledger: Ledger
    private let snapshots: Snapshots
    private let journal: Journal
    let audit: AuditLog
    private let folder: DataFolder
    private let random = RandomReserve()

    /// Locks the folder, recovers what is in it, writes a new generation, and is ready.
    ///
    /// `committed` is called on the journal's thread with every change in order, once it is
    /// durable, before its writer is answered; it must be quick. Throws a `StoreError`, one line,
    /// when the folder cannot be used, and leaves what was in it as it was.
    package init(
        _ configuration: Configuration, log: Log,
        committed: (@Sendable (CommittedChanges) -> Void)? = nil
    ) throws {
        let opening = try Opening(configuration, log: log, committed: committed)
        limits = configuration.limits
        recovery = opening.recovered.report
        idKey = Array(opening.storeID.utf8)
        clock = opening.clock
        ledger = opening.ledger
        snapshots = opening.snapshots
        journal = opening.journal
        audit = opening.audit
        folder = opening.folder
    }

    deinit {
        close(waits: false)
    }

    /// The newest state whose every change survives a power cut: what reads are answered from.
    package var state: State { ledger.durable }

    /// The same by reference: one for all readers until the next group of writes is durable.
    package var stateBox: Box<State> { ledger.durableBox }

    /// The time, never before what was given last.
    package var now: Timestamp { clock.now }

    /// Runs `body` at once, on this thread and under a lock, against the newest state, and makes
    /// what it notes down one durable change. The viewer is renewed by its token first: one that
    /// was revoked or suspended since is refused.
    ///
    /// `origin` is the request that it comes by, for the audit log.
    ///
    /// `completion` is called once: before this returns where the outcome is known at once, else
    /// on the journal's thread, in the order of the changes; it must be quick. `secretIDs` is how
    /// many ids that tell nothing the body will ask for.
    ///
    /// Without `startsGroup` the change waits until another write starts a group, or `startGroup`
    /// does: so that many writes of one caller share a sync.
    package func write<Value: Sendable>(
        as viewer: Viewer, from origin: Change.Origin? = nil, secretIDs: Int = 1,
        startsGroup: Bool = true,
        _ body: (inout Write) throws(Refusal) -> Value,
        completion: @escaping @Sendable (WriteOutcome<Value>) -> Void
    ) {
        // Drawn before the lock: 8 bytes for the ids, and 16 for each secret one.
        let random = random.take(8 + 16 * min(max(secretIDs, 0), 1 << 20))
        let outcome = ledger.write(
            as: viewer, from: origin, noise: random.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
            secrets: Array(random.dropFirst(8)), body, completion: completion)
        if let outcome { completion(outcome) } else if startsGroup { startGroup() }
    }

    /// Has what is pending made durable as soon as the group before it is.
    package func startGroup() { journal.signal() }

    /// Whether several writers wait for one group of changes that is being made durable; a hint,
    /// without a lock.
    package var isSharingSync: Bool { ledger.isSharingSync }

    /// False where there is room for the writes of a caller with many. Else true, and `whenRoom` is
    /// called once, on the journal's thread, when half of what may wait for the disk is free; it
    /// must be quick. A group must have been started since the caller's last write.
    package func mustWait(_ whenRoom: @escaping @Sendable () -> Void) -> Bool {
        ledger.mustWait(whenRoom)
    }

    /// Takes a snapshot of at least all that is durable by now.
    ///
    /// `completion` is called once, when it survives a power cut or has failed; a failed one is
    /// tried again by itself.
    package func snapshot(
        completion: @escaping @Sendable (Result<StoreSnapshot, StoreError>) -> Void
    ) {
        snapshots.request(completion)
    }

    /// Begins a snapshot, or has one follow that is being written, and waits for neither. It holds
    /// at least the position, and has at least the generation, that are given. False where the
    /// store is closed.
    package func beginSnapshot() -> (generation: UInt64, position: UInt64)? {
        let floor = snapshotFloor
        return snapshots.begin() ? floor : nil
    }

    /// The generation and the position that a snapshot begun now would have at least.
    package var snapshotFloor: (generation: UInt64, position: UInt64) {
        (journal.status.generation + 1, ledger.durable.position)
    }

    /// The snapshots in the data folder, by rising generation. `completion` is called once, on some
    /// queue, for the disk has to be asked.
    package func storedSnapshots(
        completion: @escaping @Sendable (Result<[StoredSnapshot], StoreError>) -> Void
    ) {
        DispatchQueue.global(qos: .utility).async { [folder = folder.folder] in
            do throws(StorageError) {
                let found = try SnapshotFile.list(in: folder)
                completion(
                    .success(
                        found.map {
                            StoredSnapshot(
                                generation: $0.summary.generation, position: $0.summary.position,
                                recordCount: $0.summary.count, byteCount: $0.byteCount,
                                writtenAt: Timestamp(milliseconds: $0.writtenAt))
                        }))
            } catch {
                completion(.failure(StoreError(error)))
            }
        }
    }

    /// How the store stands.
    package var status: StoreStatus {
        let journal = journal.status
        let writes = ledger.standing
        let snapshots = snapshots.standing
        return StoreStatus(
            position: ledger.durable.position, generation: journal.generation,
            journalChangeCount: journal.recordCount, journalByteCount: journal.byteCount,
            pendingCount: writes.pendingCount, pendingByteCount: writes.pendingByteCount,
            groupCount: writes.groupCount, failure: writes.failure,
            lastSnapshot: snapshots.last, isSnapshotOnItsWay: snapshots.isOnItsWay,
            snapshotFailure: snapshots.failure, auditFailure: audit.failure)
    }

    /// Finishes and answers what is pending, gives up a snapshot that is being written, and lets
    /// the folder go. Blocks until that is done; not to be called from a completion.
    package func close() {
        close(waits: true)
        folder.release()
    }

    private func close(waits: Bool) {
        ledger.close()
        snapshots.cancel()
        journal.close()
        audit.close()
        snapshots.close(waits: waits)
    }
}
