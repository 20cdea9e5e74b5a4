import ArenaCore

/// Changes that were made durable together.
package struct CommittedChanges: Sendable {
    /// The state after the last of them.
    package let state: Box<State>
    private let writes: [PendingWrite]

    init(_ writes: [PendingWrite], _ state: Box<State>) {
        self.writes = writes
        self.state = state
    }

    /// They themselves, in order, listed anew each time.
    package var changes: [Change] { writes.compactMap(\.change?.value) }

    /// The position of the first of them; one more for each that follows.
    package var firstPosition: UInt64 { state.position - UInt64(changes.count) + 1 }
}
