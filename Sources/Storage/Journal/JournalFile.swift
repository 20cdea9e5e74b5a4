import Glibc

/// The file of one generation, written at its end.
struct JournalFile: Sendable {
    let header: JournalHeader
    private let file: OpenFile
    /// The size up to the last durable group.
    private(set) var byteCount: Int

    /// What came of making a file.
    enum Creation {
        case created(JournalFile)
        /// `mayRemain`: a file with a whole header may be found by recovery, so that nothing must
        /// be acknowledged into an older generation any more.
        case failed(StorageError, mayRemain: Bool)
    }

    private init(header: JournalHeader, file: OpenFile, byteCount: Int) {
        self.header = header
        self.file = file
        self.byteCount = byteCount
    }

    /// Makes the file; when it is created, it and its name survive a power cut.
    static func create(_ header: JournalHeader, in folder: Folder) -> Creation {
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
            return .created(JournalFile(header: header, file: file, byteCount: line.count))
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
            try bytes.withBytes { [file] (bytes) throws(StorageError) in
                try file.write(bytes, at: offset)
            }
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

    /// Removes what a failed write may have left; synced, so that a power cut does not bring
    /// records back which were refused.
    private func cutBack() -> Bool {
        do {
            try file.truncate(to: byteCount)
            try file.synchroniseData()
            return true
        } catch {
            return false
        }
    }
}
