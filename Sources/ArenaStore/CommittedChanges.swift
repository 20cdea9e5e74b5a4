import ArenaCore

/// Changes that were made durable together.
package struct CommittedChanges: Sendable {
    /// The position of the first of them; one more for each that follows.
    package let firstPosition: UInt64
    package let changes: [Change]
    /// The state after the last of them.
    package let state: State
}
