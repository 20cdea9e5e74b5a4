import ArenaCore
import Dispatch
import Storage
import Synchronization
import Telemetry

/// Takes snapshots, one at a time: by number of changes, by size, by time, on request, and after
/// the journal broke, for then only a new generation goes on.
///
/// A failed one is tried again, later each time, and deletes nothing.
final class Snapshots: Sendable {
    typealias Completion = @Sendable (Result<StoreSnapshot, StoreError>) -> Void

    /// What there is to write with while the store is open.
    struct Files: Sendable {
        let folder: DataFolder
        let storeID: String
        let journal: Journal
    }

    private struct Inner: Sendable {
        /// Nil before `open` and after `close`.
        var files: Files?
        var waiting: [Completion] = []
        var isRunning = false
        var last: StoreSnapshot
        var failure: String?
        var retryDelay: Duration
        var isRetryPlanned = false
    }

    private let inner: Mutex<Inner>
    private let ledger: Ledger
    private let audit: AuditLog
    private let configuration: Store.Configuration
    private let clock: MonotonicClock
    private let log: Log
    private let isCancelled = Atomic<Bool>(false)
    /// Of the lowest priority: while a snapshot is encoded, requests have the processors first.
    private let queue = DispatchQueue(label: "arena.snapshots", qos: .background)

    /// Begins with the snapshot that was taken when the store was opened.
    init(
        after first: StoreSnapshot, of ledger: Ledger, _ audit: AuditLog,
        _ configuration: Store.Configuration, clock: MonotonicClock, log: Log
    ) {
        self.audit = audit
        inner = Mutex(Inner(last: first, retryDelay: configuration.retryDelay))
        self.ledger = ledger
        self.configuration = configuration
        self.clock = clock
        self.log = log
    }

    /// The last good snapshot, whether another is being written or follows at once, and why there
    /// is no younger one where that went wrong.
    var standing: (last: StoreSnapshot, isOnItsWay: Bool, failure: String?) {
        inner.withLock { ($0.last, $0.isRunning || !$0.waiting.isEmpty, $0.failure) }
    }

    func open(_ files: Files) {
        inner.withLock { $0.files = files }
        if configuration.snapshotInterval > .zero { scheduleInterval() }
    }

    /// Takes no more snapshots, gives up the one that is being written, and lets the folder go.
    /// The journal must be closed before. `waits` until it is given up.
    func close(waits: Bool) {
        let waiting = inner.withLock { inner in
            let waiting = inner.waiting
            inner.files = nil
            inner.waiting = []
            return waiting
        }
        for completion in waiting { completion(.failure(Self.closed)) }
        if waits { queue.sync {} }
    }

    /// To be called before the journal is closed.
    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    private static let closed = StoreError("cannot take a snapshot: the store is closed")

    // MARK: Occasions

    /// Takes a snapshot of all that is durable by now; `completion` is called on the queue or the
    /// journal's thread.
    func request(_ completion: @escaping Completion) {
        let isOpen = inner.withLock { inner in
            if inner.files == nil { return false }
            inner.waiting.append(completion)
            return true
        }
        if isOpen { beginIfIdle() } else { completion(.failure(Self.closed)) }
    }

    /// The same for callers who do not wait: however many ask while one is being written, one
    /// follows it. False where the store is closed.
    func begin() -> Bool {
        let isOpen = inner.withLock { inner in
            if inner.files == nil { return false }
            if inner.waiting.isEmpty { inner.waiting.append { _ in } }
            return true
        }
        if isOpen { beginIfIdle() }
        return isOpen
    }

    /// Begins one unless one is running or a failed one waits to be tried again.
    private func beginUnlessFailing() {
        if inner.withLock({ $0.failure == nil }) { beginIfIdle() }
    }

    /// To be called when a group was made durable.
    func journalGrew() {
        let (found, records) = inner.withLock { ($0.files?.journal, $0.last.recordCount) }
        guard let status = found?.status else { return }
        let isDue = configuration.isSnapshotDue(
            after: status.recordCount, byteCount: status.byteCount, lastRecordCount: records)
        if isDue { beginUnlessFailing() }
    }

    /// To be called when the journal takes no more records: writes are turned away until a
    /// snapshot of a new generation is good.
    func journalBroke() {
        let isRunning = inner.withLock { inner in
            // The one that is running began before and will not do.
            if inner.isRunning { inner.waiting.append { _ in } }
            return inner.isRunning
        }
        if !isRunning { beginUnlessFailing() }
    }

    private func scheduleInterval() {
        queue.asyncAfter(deadline: .now() + configuration.snapshotInterval.dispatchInterval) {
            [weak self] in
            guard let self, let journal = inner.withLock({ $0.files?.journal }) else { return }
            if journal.status.recordCount > 0 { beginUnlessFailing() }
            scheduleInterval()
        }
    }

    private func scheduleRetry(after delay: Duration) {
        queue.asyncAfter(deadline: .now() + delay.dispatchInterval) { [weak self] in
            guard let self else { return }
            let isFailing = inner.withLock { inner in
                inner.isRetryPlanned = false
                return inner.failure != nil
            }
            if isFailing { beginIfIdle() }
        }
    }

    // MARK: One snapshot

    private func beginIfIdle() {
        let begun = inner.withLock { inner in
            guard let files = inner.files, !inner.isRunning else { return nil as Begun? }
            inner.isRunning = true
            let waiting = inner.waiting
            inner.waiting = []
            return Begun(files: files, waiting: waiting)
        }
        if let begun { begin(begun) }
    }

    private struct Begun: Sendable {
        let files: Files
        let waiting: [Completion]
        let start = ContinuousClock.now
    }

    private func begin(_ begun: Begun) {
        let status = begun.files.journal.status
        if ledger.isHalted && status.failure == nil && status.recordCount == 0 {
            // The rotation after a fault went well, its snapshot did not: nothing was written
            // since.
            write(ledger.durable, generation: status.generation, begun)
            return
        }
        begun.files.journal.rotate { result in
            switch result {
            case .success(let place):
                // On the journal's thread between two groups: exactly the state at the switch.
                self.write(self.ledger.durable, generation: place.generation, begun)
            case .failure(let error):
                self.finish(.failure(StoreError(error)), begun)
            }
        }
    }

    private func write(_ state: State, generation: UInt64, _ begun: Begun) {
        // Before the journal goes on: no later entry has come yet.
        audit.mark(state.position)
        queue.async { self.finish(self.encode(state, generation: generation, begun), begun) }
    }

    private func encode(
        _ state: State, generation: UInt64, _ begun: Begun
    ) -> Result<StoreSnapshot, StoreError> {
        do throws(StorageError) {
            // Whatever the older journals would make again of the audit log is safe before they go.
            let tip = try audit.tip(at: state.position)
            let count = try state.writeSnapshot(
                in: begun.files.folder, storeID: begun.files.storeID, generation: generation,
                audit: tip,
                isCancelled: { isCancelled.load(ordering: .relaxed) })
            return .success(
                StoreSnapshot(
                    generation: generation, position: state.position, recordCount: count,
                    at: clock.now))
        } catch {
            return .failure(StoreError(error))
        }
    }

    private func finish(_ result: Result<StoreSnapshot, StoreError>, _ begun: Begun) {
        switch result {
        case .success(let snapshot): succeed(snapshot, begun)
        case .failure(let error): fail(error)
        }
        for completion in begun.waiting { completion(result) }
        let isWanted = inner.withLock { inner in
            inner.isRunning = false
            return !inner.waiting.isEmpty
        }
        if isWanted { beginIfIdle() }
    }

    private func succeed(_ snapshot: StoreSnapshot, _ begun: Begun) {
        let previous = inner.withLock { inner in
            let previous = inner.last.generation
            inner.last = snapshot
            inner.failure = nil
            inner.retryDelay = configuration.retryDelay
            return previous
        }
        log.info(
            "snapshot written",
            [
                "generation": LogValue(snapshot.generation),
                "position": LogValue(snapshot.position),
                "records": LogValue(snapshot.recordCount),
                "seconds": .double(begun.start.duration(to: .now).inSeconds),
            ])
        do {
            try Recovery.removeOldGenerations(
                in: begun.files.folder, newest: snapshot.generation, previous: previous,
                isHurried: { isCancelled.load(ordering: .relaxed) })
        } catch {
            log.warning("old snapshots are not wholly gone", ["reason": .string(error.description)])
        }
        // A snapshot that began before the journal broke has not mended it.
        if begun.files.journal.status.failure == nil && ledger.resume() {
            log.notice("writing works again", ["generation": LogValue(snapshot.generation)])
        }
    }

    private func fail(_ error: StoreError) {
        if isCancelled.load(ordering: .relaxed) { return }
        let delay = inner.withLock { inner in
            inner.failure = error.description
            // One that was asked for may fail while the next attempt is planned already.
            if inner.isRetryPlanned { return nil as Duration? }
            inner.isRetryPlanned = true
            let delay = inner.retryDelay
            inner.retryDelay = min(delay * 2, configuration.retryDelayMax)
            return delay
        }
        // After the fact: whoever reads of it finds it in the status.
        log.error("snapshot failed", ["reason": .string(error.description)])
        if let delay { scheduleRetry(after: delay) }
    }
}
