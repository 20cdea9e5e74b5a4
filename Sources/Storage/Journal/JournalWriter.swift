/// The state of the writer thread, which alone writes the journal.
struct JournalWriter: Sendable {
    private let folder: DataFolder
    private var file: JournalFile
    private let padding: Int
    private var nextPosition: UInt64
    /// The highest generation that a file was ever tried for.
    private var lastGeneration: UInt64
    private var failure: StorageError?
    private var batch: JournalBatch
    private let take: @Sendable (inout JournalBatch) -> Void
    private let done: @Sendable (JournalOutcome) -> Void

    init(
        folder: DataFolder, file: JournalFile, padding: Int,
        take: @escaping @Sendable (inout JournalBatch) -> Void,
        done: @escaping @Sendable (JournalOutcome) -> Void
    ) {
        self.folder = folder
        self.file = file
        self.padding = padding
        self.take = take
        self.done = done
        nextPosition = file.header.firstPosition
        lastGeneration = file.header.generation
        batch = JournalBatch(firstPosition: nextPosition)
    }

    var status: JournalStatus {
        JournalStatus(
            generation: file.header.generation, firstPosition: file.header.firstPosition,
            nextPosition: nextPosition, byteCount: file.byteCount, failure: failure)
    }

    /// Takes everything that is pending and makes it durable, or refuses it.
    ///
    /// `publish` is called with the new status before the owner hears of the outcome.
    mutating func commit(publish: (JournalStatus) -> Void) {
        batch.restart(at: nextPosition)
        take(&batch)
        if batch.count == 0 { return }
        let outcome = write()
        publish(status)
        done(outcome)
    }

    private mutating func write() -> JournalOutcome {
        if let failure { return .broken(failure) }
        do {
            try file.append(batch.bytes)
        } catch {
            switch error {
            case .undone(let reason):
                return .refused(reason)
            case .unknown(let reason):
                failure = reason
                return .broken(reason)
            }
        }
        nextPosition = batch.nextPosition
        return .durable(
            through: nextPosition - 1, count: batch.count, byteCount: batch.byteCount)
    }

    /// Leaves the file as readers expect it.
    mutating func finish() {
        if failure == nil { file.finish() }
    }

    /// Switches to a new generation, or stays with the present one.
    mutating func rotate() -> Result<JournalSwitch, StorageError> {
        lastGeneration += 1
        let header = JournalHeader(
            storeID: file.header.storeID, generation: lastGeneration, firstPosition: nextPosition)
        switch JournalFile.create(header, in: folder.folder, padding: padding) {
        case .created(let newFile):
            if failure == nil { file.finish() }
            file = newFile
            failure = nil
            return .success(
                JournalSwitch(generation: header.generation, position: nextPosition - 1))
        case .failed(let error, let mayRemain):
            if mayRemain && failure == nil { failure = error }
            return .failure(error)
        }
    }
}
