import ArenaCore
import JSON
import Storage
import Synchronization

/// The order of writes, and the two states around what waits for the disk: the newest holds every
/// change that was made, the durable one those that a power cut cannot take back.
///
/// The locks are held for the rules and the bookkeeping, never for encoding or around I/O.
final class Ledger: Sendable {
    /// How much may wait.
    struct Bounds: Sendable {
        var count: Int
        var byteCount: Int
    }

    private struct Inner: Sendable {
        var newest: State
        var ids: IDGenerator
        /// What the journal has not asked for yet. The first always has a record.
        var waiting: [PendingWrite] = []
        /// What the journal is writing, and those that wait for nothing else.
        var inFlight: [PendingWrite] = []
        /// The state after the last change in flight.
        var inFlightState: State?
        var pendingByteCount = 0
        /// Who is to be told when there is room again.
        var waitingForRoom: [@Sendable () -> Void] = []
        var groupCount: UInt64 = 0
        /// Whether writes are turned away until `resume`.
        var isHalted = false
        var isClosed = false
        var failure: String?

        var pendingCount: Int { waiting.count + inFlight.count }
    }

    private let inner: Mutex<Inner>
    private let published: Mutex<Box<State>>
    /// How many writes the group in flight has; between two groups, how many the next one will.
    private let groupSize = Atomic(0)
    private let bounds: Bounds
    private let limits: Limits
    private let clock: MonotonicClock
    private let audit: AuditLog
    private let committed: (@Sendable (CommittedChanges) -> Void)?

    /// Begins with `state`, all of which must be durable.
    init(
        _ state: State, ids: IDGenerator, bounds: Bounds, limits: Limits, clock: MonotonicClock,
        audit: AuditLog, committed: (@Sendable (CommittedChanges) -> Void)?
    ) {
        inner = Mutex(Inner(newest: state, ids: ids))
        published = Mutex(Box(state))
        self.bounds = bounds
        self.limits = limits
        self.clock = clock
        self.audit = audit
        self.committed = committed
    }

    /// The state whose every change survives a power cut; waits for no write.
    var durable: State { durableBox.value }

    /// The same by reference.
    var durableBox: Box<State> { published.withLock { $0 } }

    // MARK: Writing

    /// Runs `body` against the newest state, for the viewer as that state knows it. Gives the
    /// outcome where it is known at once; nil where `completion` gets it later, and the journal is
    /// to be signalled.
    func write<Value: Sendable>(
        as viewer: Viewer, from origin: Change.Origin?, noise: UInt64, secrets: [UInt8],
        _ body: (inout Write) throws(Refusal) -> Value,
        completion: @escaping @Sendable (WriteOutcome<Value>) -> Void
    ) -> WriteOutcome<Value>? {
        inner.withLock { inner in
            guard !inner.isHalted, !inner.isClosed, inner.pendingCount < bounds.count,
                audit.hasRoom
            else { return .unavailable }
            inner.ids.stir(noise)
            let change: Box<Change>?
            let answer: @Sendable (Box<State>, WriteLeftovers) -> WriteOutcome<Value>
            do throws(Refusal) {
                let (value, made) = try attempt(as: viewer, from: origin, secrets, &inner, body)
                change = made
                answer = { .durable(value, $0, $1) }
            } catch {
                change = nil
                answer = { state, _ in .refused(error, state) }
            }
            if change == nil && inner.pendingCount == 0 {
                return answer(Box(inner.newest), WriteLeftovers(nil))
            }
            let byteCount = change?.value.byteCountEstimate ?? 0
            let isTooMuch = byteCount > bounds.byteCount - inner.pendingByteCount
            if isTooMuch && inner.pendingByteCount > 0 { return .unavailable }
            let entry = change.flatMap {
                AuditEntry($0.value, at: inner.newest.position + 1, to: inner.newest).map(Box.init)
            }
            enqueue(
                PendingWrite(change: change, entry: entry, byteCount: byteCount) { ending in
                    switch ending {
                    case .durable(let state, let leftovers): completion(answer(state, leftovers))
                    case .givenUp: completion(.unavailable)
                    }
                }, &inner)
            return nil
        }
    }

    // On its own, so that the attempt's copy of the state is gone when the change is applied.
    private func attempt<Value: Sendable>(
        as viewer: Viewer, from origin: Change.Origin?, _ secrets: [UInt8],
        _ inner: inout Inner,
        _ body: (inout Write) throws(Refusal) -> Value
    ) throws(Refusal) -> (Value, Box<Change>?) {
        let now = clock.now
        let state = Box(inner.newest)
        let viewer = try state.renewed(viewer, at: now)
        var write = Write(
            View(state, viewer: viewer, now: now), limits: limits, ids: inner.ids,
            secrets: secrets, origin: origin)
        let value = try body(&write)
        inner.ids = write.ids
        guard let change = write.change else { return (value, nil) }
        return (value, Box(change))
    }

    private func enqueue(_ write: PendingWrite, _ inner: inout Inner) {
        inner.pendingByteCount += write.byteCount
        if let change = write.change {
            inner.newest.apply(change.value)
            inner.waiting.append(write)
        } else if inner.waiting.isEmpty {
            // All that it has seen is in flight.
            inner.inFlight.append(write)
        } else {
            inner.waiting.append(write)
        }
    }

    /// False where at most half of what may wait does. Else true, and `whenRoom` is called once
    /// when there is that room again, on the journal's thread.
    ///
    /// For callers with many writes: while they keep to one half, the other is for the rest.
    func mustWait(_ whenRoom: @escaping @Sendable () -> Void) -> Bool {
        inner.withLock { inner in
            if hasRoom(inner) { return false }
            inner.waitingForRoom.append(whenRoom)
            return true
        }
    }

    private func hasRoom(_ inner: borrowing Inner) -> Bool {
        inner.pendingCount <= bounds.count / 2 && inner.pendingByteCount <= bounds.byteCount / 2
    }

    private func takeWaitingForRoom(_ inner: inout Inner) -> [@Sendable () -> Void] {
        guard hasRoom(inner) else { return [] }
        defer { inner.waitingForRoom = [] }
        return inner.waitingForRoom
    }

    // MARK: The journal's side, on its thread

    /// Whether several wait for the group in flight; a hint, from any thread.
    var isSharingSync: Bool { groupSize.load(ordering: .relaxed) > 1 }

    /// Gives everything that waits to the journal.
    func take(_ batch: inout JournalBatch) {
        let taken = inner.withLock { inner in
            // Without anything to write the journal would tell of no outcome.
            if inner.waiting.isEmpty { return [] as [PendingWrite] }
            inner.inFlight = inner.waiting
            inner.inFlightState = inner.newest
            inner.waiting.removeAll(keepingCapacity: true)
            groupSize.store(inner.inFlight.count, ordering: .relaxed)
            return inner.inFlight
        }
        var writer = JSONWriter(capacity: 4096)
        for case let change? in taken.lazy.map(\.change) {
            writer.removeAll()
            change.value.writeMembers(to: &writer)
            _ = writer.withBytes { batch.append(members: $0) }
        }
    }

    /// What was in flight is durable: publishes its state, tells what was committed, and then
    /// answers in order. Tells whether the group before it had failed.
    func commit() -> Bool {
        var (finished, state, old, hadFailed, tell) = inner.withLock { inner in
            let finished = inner.inFlight
            let state = Box(inner.inFlightState ?? inner.newest)
            inner.inFlight = []
            inner.inFlightState = nil
            inner.pendingByteCount -= finished.reduce(0) { $0 + $1.byteCount }
            inner.groupCount += 1
            groupSize.store(inner.waiting.count, ordering: .relaxed)
            let hadFailed = inner.failure != nil
            inner.failure = nil
            // Under the lock: whoever is answered without a wait from here on reads no older one.
            return (finished, state, publish(state), hadFailed, takeWaitingForRoom(&inner))
        }
        // The old state is let go of after the locks: that may take its time.
        withExtendedLifetime(old) {}
        audit.append(finished.compactMap(\.entry))
        committed?(CommittedChanges(finished, state))
        // One by one, so that nothing is left here of what has been answered.
        finished.reverse()
        while let write = finished.popLast() {
            write.completion(.durable(state, WriteLeftovers(write)))
        }
        for tell in tell { tell() }
        return hadFailed
    }

    private func publish(_ state: Box<State>) -> Box<State> {
        published.withLock { box in
            let old = box
            box = state
            return old
        }
    }

    /// What was in flight did not become durable: gives up all that is pending, for it stands on
    /// that, and goes on from the durable state. When `isHalted`, writes are turned away until
    /// `resume`. Calls `note` before those who wait, with whether this is the first to fail after
    /// one that did not.
    func giveUp(because failure: String, isHalted: Bool, note: (_ isFirst: Bool) -> Void) {
        let durable = self.durable
        let (finished, old, isFirst, tell) = inner.withLock { inner in
            let finished = inner.inFlight + inner.waiting
            let old = (inner.newest, inner.inFlightState)
            inner.inFlight = []
            inner.waiting = []
            inner.inFlightState = nil
            inner.newest = durable
            inner.pendingByteCount = 0
            groupSize.store(0, ordering: .relaxed)
            inner.isHalted = isHalted
            let isFirst = inner.failure == nil
            inner.failure = failure
            return (finished, old, isFirst, takeWaitingForRoom(&inner))
        }
        withExtendedLifetime(old) {}
        note(isFirst)
        for write in finished { write.completion(.givenUp) }
        for tell in tell { tell() }
    }

    // MARK: Standing

    /// Takes writes again after `giveUp`; tells whether they were turned away until now.
    func resume() -> Bool {
        inner.withLock { inner in
            if !inner.isHalted { return false }
            inner.isHalted = false
            inner.failure = nil
            return true
        }
    }

    /// Turns away all further writes.
    func close() {
        inner.withLock { $0.isClosed = true }
    }

    var isHalted: Bool { inner.withLock { $0.isHalted } }

    /// What waits and what failed.
    struct Standing: Sendable {
        var pendingCount: Int
        var pendingByteCount: Int
        var groupCount: UInt64
        var failure: String?
    }

    var standing: Standing {
        inner.withLock { inner in
            Standing(
                pendingCount: inner.pendingCount, pendingByteCount: inner.pendingByteCount,
                groupCount: inner.groupCount, failure: inner.failure)
        }
    }
}
