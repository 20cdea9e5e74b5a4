/// How the journal stands after the last finished group or rotation.
public struct JournalStatus: Sendable, Equatable {
    /// The generation of the file that is being written.
    public internal(set) var generation: UInt64
    /// The position of that file's first record, there or yet to come.
    public internal(set) var firstPosition: UInt64
    /// The position that the next durable record gets.
    public internal(set) var nextPosition: UInt64
    /// The size of that file up to its last durable record.
    public internal(set) var byteCount: Int
    /// Why the journal takes no records until it is rotated; nil when it takes them.
    public internal(set) var failure: StorageError?

    /// How many records the file holds.
    public var recordCount: UInt64 { nextPosition - firstPosition }
}
