/// A rotation that was made durable.
public struct JournalSwitch: Sendable, Equatable {
    /// The new generation; the snapshot of the state at `position` has the same number.
    public let generation: UInt64
    /// The last position before the new file; the snapshot must hold exactly the records up to it.
    public let position: UInt64
}
