import Glibc
import Synchronization

/// The journal of a store: one writer thread that makes everything pending durable at once.
///
/// The owner keeps what is pending. It calls `signal` when there is something; the writer then
/// calls `take`, in which the owner appends all of it to the batch, writes and syncs the batch, and
/// calls `done` once with what became of it. The next group is not taken before that. When
/// `take` appends nothing, `done` is not called. Both are called on the writer thread only.
///
/// After `.refused` and `.broken` the owner must also give up what it queued in the meantime on
/// top of the refused group, or queue it anew: the positions of the group are given again.
public final class Journal: Sendable {
    private let core: JournalCore
    private let thread: Mutex<pthread_t?>

    /// What `padding` is where nothing else is asked for.
    public static let paddingUsual = 1 << 20

    /// Makes the file of a new generation, whose first record will have `firstPosition` (≥ 1), and
    /// starts the writer thread. Once the file has a sixteenth of `padding` bytes, so many line
    /// ends are written ahead of the records each time they are used up; 0 for none.
    ///
    /// When this returns, the file and its name survive a power cut. Fails with `EEXIST` as the
    /// code when there is a file of that generation: a file of an earlier run is never appended to.
    public init(
        folder: DataFolder, storeID: String, generation: UInt64, firstPosition: UInt64,
        padding: Int = paddingUsual,
        take: @escaping @Sendable (inout JournalBatch) -> Void,
        done: @escaping @Sendable (JournalOutcome) -> Void
    ) throws(StorageError) {
        let file = try Self.makeFile(
            in: folder, storeID: storeID, generation: generation, firstPosition: firstPosition,
            padding: padding)
        let writer = JournalWriter(
            folder: folder, file: file, padding: padding, take: take, done: done)
        core = JournalCore(status: writer.status, path: folder.path)
        thread = Mutex(try core.startThread(writer))
    }

    deinit {
        close()
    }

    /// Makes the empty journal of a generation without opening it, as a restored store needs it
    /// beside its snapshot: recovery refuses a snapshot whose journal is missing.
    public static func createEmpty(
        in folder: DataFolder, storeID: String, generation: UInt64, firstPosition: UInt64
    ) throws(StorageError) {
        _ = try makeFile(
            in: folder, storeID: storeID, generation: generation, firstPosition: firstPosition,
            padding: 0)
    }

    private static func makeFile(
        in folder: DataFolder, storeID: String, generation: UInt64, firstPosition: UInt64,
        padding: Int
    ) throws(StorageError) -> JournalFile {
        let header = JournalHeader(
            storeID: storeID, generation: generation, firstPosition: max(firstPosition, 1))
        switch JournalFile.create(header, in: folder.folder, padding: padding) {
        case .created(let file): return file
        case .failed(let error, _): throw error
        }
    }

    /// How the journal stands after the last finished group; from any thread.
    public var status: JournalStatus { core.currentStatus }

    /// Tells the writer that something is pending; from any thread, never blocks.
    public func signal() {
        core.wake()
    }

    /// Makes the next generation's file durable between two groups and switches to it.
    ///
    /// `completion` is called on the writer thread, with no group in progress: every record up to
    /// the switch's position is durable, none above it was taken. On failure the journal goes on
    /// with its file, or is broken if it cannot be sure that the new file is gone; a later
    /// rotation uses a higher generation. After `close` it is called at once with an error.
    public func rotate(
        completion: @escaping @Sendable (Result<JournalSwitch, StorageError>) -> Void
    ) {
        if !core.requestRotation(completion) {
            let reason = "the journal is closed"
            completion(.failure(StorageError("rotate", core.path, reason: reason)))
        }
    }

    /// Takes and finishes what is pending, does requested rotations and ends the writer thread.
    ///
    /// Blocks until that is done; from `take`, `done` and `completion` it only asks for it.
    public func close() {
        core.closeRequests()
        let thread = self.thread.withLock { thread in
            let taken = thread
            thread = nil
            return taken
        }
        guard let thread else { return }
        if pthread_equal(thread, pthread_self()) != 0 {
            pthread_detach(thread)
        } else {
            pthread_join(thread, nil)
        }
    }
}
