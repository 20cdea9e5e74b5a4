/// What became of one group.
public enum JournalOutcome: Sendable {
    /// Every record of the group survives a power cut; `position` is the last one's.
    case durable(through: UInt64, count: Int, byteCount: Int)
    /// Nothing of the group is in the file or will be recovered; its positions are given again.
    /// The next group may succeed.
    case refused(StorageError)
    /// Whether the group survives is unknown, and its positions are given again. The journal
    /// refuses every group, with this outcome, until `rotate` has succeeded.
    case broken(StorageError)
}
