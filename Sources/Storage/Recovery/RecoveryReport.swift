/// What recovery found in a folder, and what the next generation has to be.
public struct RecoveryReport: Sendable, Equatable {
    /// The end of a journal that holds no acknowledged record.
    public struct Tail: Sendable, Equatable {
        /// Why its bytes were dropped.
        public enum Reason: String, Sendable {
            /// The last group was never synced, or the last record is unfinished.
            case torn
            /// A later journal begins at or below its positions.
            case voided
        }

        /// Why its bytes were dropped.
        public let reason: Reason
        /// The journal's generation.
        public let generation: UInt64
        /// Where the dropped bytes begin.
        public let byteOffset: Int
        /// How many they are.
        public let byteCount: Int
        /// The position that the first dropped record would have had.
        public let position: UInt64
        /// The journal's name.
        public var file: String { GenerationFile(.journal, generation).name }
    }

    /// The store's id; nil when the folder holds no store yet.
    public internal(set) var storeID: String?
    /// The last position of the recovered state; 0 for an empty one.
    public internal(set) var position: UInt64 = 0
    /// The generation for the new journal and snapshot: above every file's that is there.
    public internal(set) var nextGeneration: UInt64 = 1
    /// The generation of the snapshot that was used; nil when there was none to use.
    public internal(set) var snapshotGeneration: UInt64?
    /// How many records that snapshot held.
    public internal(set) var snapshotRecordCount: UInt64 = 0
    /// How many journals were replayed.
    public internal(set) var journalCount = 0
    /// How many journal records were replayed.
    public internal(set) var journalRecordCount: UInt64 = 0
    /// How many bytes the replayed journals have, dropped ones included.
    public internal(set) var journalByteCount = 0
    /// What was dropped.
    public internal(set) var tails: [Tail] = []
    /// What else an operator should know, such as damaged snapshots; a line each.
    public internal(set) var notes: [String] = []

    /// Whether the folder holds no store yet.
    public var isFresh: Bool { storeID == nil }
    /// How many bytes were dropped because they were torn.
    public var tornByteCount: Int {
        tails.lazy.filter { $0.reason == .torn }.map(\.byteCount).reduce(0, +)
    }
}
