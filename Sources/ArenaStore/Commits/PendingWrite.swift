import ArenaCore

/// A write whose answer waits for the disk. By reference, for it passes through several hands.
final class PendingWrite: Sendable {
    /// What became of the group that it waits for.
    enum Ending: Sendable {
        case durable(Box<State>, WriteLeftovers)
        case givenUp
    }

    /// Nil for one that changes nothing and waits for what it has seen.
    let change: Box<Change>?
    /// What the audit log has of it.
    let entry: Box<AuditEntry>?
    /// About how many bytes its journal record takes.
    let byteCount: Int
    let completion: @Sendable (Ending) -> Void

    init(
        change: Box<Change>?, entry: Box<AuditEntry>?, byteCount: Int,
        completion: @escaping @Sendable (Ending) -> Void
    ) {
        self.change = change
        self.entry = entry
        self.byteCount = byteCount
        self.completion = completion
    }
}
