import Glibc

/// Snapshots: the whole state before the first record of a journal generation, as one JSON file.
public enum SnapshotFile {
    /// Writes the snapshot that belongs to journal `generation`: the state after the records up to
    /// `position`, as exactly `count` records that `records` appends.
    ///
    /// When this returns, the file survives a power cut; when it throws, an earlier file of this
    /// name is still whole. Blocks for the whole time, on the calling thread. The journal of the
    /// generation must have been made durable before, and so must the lines up to `chain`.
    public static func write(
        in folder: DataFolder, storeID: String, generation: UInt64, position: UInt64,
        count: UInt64, chain: ChainTip? = nil,
        records: (inout SnapshotSink) throws(StorageError) -> Void
    ) throws(StorageError) {
        let name = GenerationFile(.snapshot, generation).name
        let path = folder.folder.path(of: name)
        guard StoreID.isValid(storeID) else {
            let reason = "the store's id may hold only letters, digits, - and _"
            throw StorageError("write", path, reason: reason)
        }
        let header = SnapshotHeader(
            storeID: storeID, generation: generation, position: position, count: count,
            chain: chain)
        try AtomicFile.write(name, in: folder.folder) { (sink) throws(StorageError) in
            var snapshot = SnapshotSink(header, sink)
            try records(&snapshot)
            guard snapshot.count == count else {
                let reason = "\(count) records were announced and \(snapshot.count) given"
                throw StorageError("write", path, reason: reason)
            }
            try snapshot.finish()
            sink = snapshot.sink
        }
    }

    /// Makes sure that the snapshot of `generation` is on the disk, as one that was written here
    /// is: it may also have been copied to where it is.
    public static func synchronise(in folder: DataFolder, generation: UInt64) throws(StorageError) {
        let path = folder.folder.path(of: GenerationFile(.snapshot, generation).name)
        let file = try OpenFile(path, flags: O_RDONLY, in: folder.folder.fileSystem)
        try file.synchronise()
        try folder.folder.synchronise()
    }

    /// What a snapshot whose check is right says of itself.
    public struct Summary: Sendable, Equatable {
        /// The store it belongs to.
        public let storeID: String
        /// The journal generation that goes on where it ends.
        public let generation: UInt64
        /// The last position it holds.
        public let position: UInt64
        /// How many records it holds.
        public let count: UInt64

        init(_ header: SnapshotHeader) {
            storeID = header.storeID
            generation = header.generation
            position = header.position
            count = header.count
        }
    }

    /// A snapshot as it lies in a folder, unchecked.
    public struct Listed: Sendable, Equatable {
        /// What it says of itself.
        public let summary: Summary
        /// How many bytes it has.
        public let byteCount: Int
        /// When its file was written, in milliseconds since 1970: for people only, since whoever
        /// copies a file may give it another time.
        public let writtenAt: Int64
    }

    /// The snapshots in the folder by rising generation, without those whose first line cannot be
    /// read. One that is removed meanwhile may be left out.
    public static func list(in folder: Folder) throws(StorageError) -> [Listed] {
        let files = try folder.names().compactMap { GenerationFile(name: $0) }
            .filter { $0.kind == .snapshot }.sorted { $0.generation < $1.generation }
        var found: [Listed] = []
        for file in files {
            do throws(StorageError) {
                let path = folder.path(of: file.name)
                let opened = try OpenFile(path, flags: O_RDONLY, in: folder.fileSystem)
                let head = try FileBytes(
                    of: path, limit: JournalHeader.byteCountMax, in: folder.fileSystem)
                guard case .header(let header, _) = head.withBytes(SnapshotHeader.read) else {
                    continue
                }
                found.append(
                    Listed(
                        summary: Summary(header), byteCount: try opened.size(),
                        writtenAt: try opened.modificationTime()))
            } catch {
                if error.code != ENOENT { throw error }
            }
        }
        return found
    }

    /// Reads the snapshot of `generation`: checks the whole file first, then hands out the records
    /// in order; their bytes are valid only during each call.
    ///
    /// Throws the refusal that `Recovery.run` would have noted or thrown.
    @discardableResult
    public static func read(
        in folder: Folder, generation: UInt64, record: (UnsafeRawBufferPointer) throws -> Void
    ) throws(RecoveryRefusal) -> Summary {
        let reader = try SnapshotReader(in: folder, generation: generation)
        try reader.forEachRecord(record)
        return Summary(reader.header)
    }
}
