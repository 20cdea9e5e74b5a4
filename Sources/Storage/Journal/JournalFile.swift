import Glibc

/// The file of one generation, written at its end.
///
/// Once it has grown, line ends are written ahead of the records: a sync of bytes that replace
/// others need not wait for the file system to note a new size as well, which takes it about as
/// long again. To readers of JSON Lines they are nothing.
struct JournalFile: Sendable {
    let header: JournalHeader
    private let file: OpenFile
    /// The size up to the last durable group.
    private(set) var byteCount: Int
    /// Up to where the file may hold bytes, be they records or line ends.
    private var reachedCount: Int
    /// How many line ends are written at once; 0 for none.
    private var padding: Int

    /// What came of making a file.
    enum Creation {
        case created(JournalFile)
        /// `mayRemain`: a file with a whole header may be found by recovery, so that nothing must
        /// be acknowledged into an older generation any more.
        case failed(StorageError, mayRemain: Bool)
    }

    private init(header: JournalHeader, file: OpenFile, byteCount: Int, padding: Int) {
        self.header = header
        self.file = file
        self.byteCount = byteCount
        self.padding = padding
        reachedCount = byteCount
    }

    /// Makes the file; when it is created, it and its name survive a power cut. Line ends are
    /// written ahead, `padding` at once, when it has a sixteenth of so many bytes.
    static func create(_ header: JournalHeader, in folder: Folder, padding: Int) -> Creation {
        let name = GenerationFile(.journal, header.generation).name
        guard StoreID.isValid(header.storeID) else {
            let reason = "the store's id may hold only letters, digits, - and _"
            return .failed(
                StorageError("create", folder.path(of: name), reason: reason, code: EINVAL),
                mayRemain: false)
        }
        let file: OpenFile
        do {
            file = try OpenFile(
                folder.path(of: name), flags: O_WRONLY | O_CREAT | O_EXCL, in: folder.fileSystem)
        } catch {
            return .failed(error, mayRemain: false)
        }
        do {
            let line = header.line
            try line.withBytes { (bytes) throws(StorageError) in try file.write(bytes, at: 0) }
            try file.synchronise()
            try folder.synchronise()
            return .created(
                JournalFile(
                    header: header, file: file, byteCount: line.count, padding: padding))
        } catch {
            return .failed(error, mayRemain: !Self.withdraw(name, in: folder))
        }
    }

    private static func withdraw(_ name: String, in folder: Folder) -> Bool {
        do {
            try folder.remove(name)
            try folder.synchronise()
            return true
        } catch {
            return false
        }
    }

    /// Why `append` failed, and what that leaves.
    enum AppendError: Error {
        /// The file is as if nothing had been written.
        case undone(StorageError)
        /// What the file holds after its last durable group is unknown.
        case unknown(StorageError)
    }

    /// Writes and syncs one group.
    mutating func append(_ bytes: [UInt8]) throws(AppendError) {
        do {
            let offset = byteCount
            reachedCount = max(reachedCount, offset + bytes.count)
            try bytes.withBytes { [file] (bytes) throws(StorageError) in
                try file.write(bytes, at: offset)
            }
            if offset + bytes.count == reachedCount { pad() }
        } catch {
            throw cutBack() ? .undone(error) : .unknown(error)
        }
        do {
            try file.synchroniseData()
        } catch {
            throw .unknown(error)
        }
        byteCount += bytes.count
    }

    /// Writes line ends behind what is there. Without room for them the file goes on without.
    private mutating func pad() {
        guard padding > 0, reachedCount >= padding / 16 else { return }
        let end = reachedCount
        reachedCount += padding
        do {
            let lineEnds = [UInt8](repeating: UInt8(ascii: "\n"), count: padding)
            try lineEnds.withBytes { [file] (bytes) throws(StorageError) in
                try file.write(bytes, at: end)
            }
        } catch {
            padding = 0
        }
    }

    /// Takes the line ends away that no record has replaced. Nothing hangs on it.
    mutating func finish() {
        padding = 0
        guard reachedCount > byteCount else { return }
        if (try? file.truncate(to: byteCount)) != nil { reachedCount = byteCount }
    }

    /// Removes what a failed write may have left; synced, so that a power cut does not bring
    /// records back which were refused.
    private mutating func cutBack() -> Bool {
        do {
            try file.truncate(to: byteCount)
            reachedCount = byteCount
            try file.synchroniseData()
            return true
        } catch {
            return false
        }
    }
}
