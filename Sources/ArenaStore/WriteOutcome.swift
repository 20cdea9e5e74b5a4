import ArenaCore

/// What became of one write. The state comes by reference: a copy would count up each of its
/// tables.
package enum WriteOutcome<Value: Sendable>: Sendable {
    /// The change survives a power cut, or nothing was to be changed; the state holds it, and
    /// whatever it was decided by.
    case durable(Value, Box<State>, WriteLeftovers)
    /// The rules refuse it; everything in the state by which they did is durable by now.
    case refused(Refusal, Box<State>)
    /// The disk does not take it, or too much is waiting; nothing happened. A later try may do.
    case unavailable
}

/// What a write was made of, for whoever answers it to let go of: memory that is given back on
/// another thread than it was taken on makes threads wait for each other.
package struct WriteLeftovers: Sendable {
    private let write: PendingWrite?

    init(_ write: PendingWrite?) { self.write = write }
}
