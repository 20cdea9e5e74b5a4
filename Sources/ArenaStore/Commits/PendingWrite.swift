import ArenaCore

/// A write whose answer waits for the disk.
struct PendingWrite: Sendable {
    /// What became of the group that it waits for.
    enum Ending: Sendable {
        case durable(Box<State>)
        case givenUp
    }

    /// Nil for one that changes nothing and waits for what it has seen.
    let change: Change?
    /// What the audit log has of it.
    let entry: AuditEntry?
    /// About how many bytes its journal record takes.
    let byteCount: Int
    let completion: @Sendable (Ending) -> Void
}
