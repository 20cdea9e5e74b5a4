/// The files of a store, with the headers of its journals read.
struct Inventory {
    /// A journal whose header is good.
    struct Journal {
        let header: JournalHeader
        let headerByteCount: Int
        var name: String { GenerationFile(.journal, header.generation).name }
    }

    /// Journals with a good header, by rising generation.
    private(set) var journals: [Journal] = []
    /// Journals that were never finished making: no header and no record.
    private(set) var unmadeJournals: [UInt64] = []
    /// Snapshots, whatever they hold, by rising generation.
    private(set) var snapshots: [UInt64] = []
    /// The highest generation of all files; 0 without files.
    private(set) var highestGeneration: UInt64 = 0

    var isEmpty: Bool { highestGeneration == 0 && snapshots.isEmpty && journals.isEmpty }

    init(of folder: Folder) throws(RecoveryRefusal) {
        let names: [String]
        do {
            names = try folder.names()
        } catch {
            throw RecoveryRefusal(.unreadable, file: folder.path, reason: error.description)
        }
        let files = names.compactMap { GenerationFile(name: $0) }
            .sorted { $0.generation < $1.generation }
        // Formats first: not even the damage of another file may be judged beside a newer one.
        var heads: [(file: GenerationFile, head: FileBytes)] = []
        for file in files {
            let head = try Self.head(of: file, in: folder)
            try Self.refuseNewerFormat(of: file, head)
            heads.append((file, head))
        }
        for (file, head) in heads {
            highestGeneration = max(highestGeneration, file.generation)
            switch file.kind {
            case .snapshot: snapshots.append(file.generation)
            case .journal: try add(file, head, in: folder)
            }
        }
        try checkOrder()
    }

    private static func head(
        of file: GenerationFile, in folder: Folder
    ) throws(RecoveryRefusal) -> FileBytes {
        do {
            return try FileBytes(
                of: folder.path(of: file.name), limit: JournalHeader.byteCountMax,
                in: folder.fileSystem)
        } catch {
            throw RecoveryRefusal(.unreadable, file: file.name, reason: error.description)
        }
    }

    private static func refuseNewerFormat(
        of file: GenerationFile, _ head: FileBytes
    ) throws(RecoveryRefusal) {
        let format: UInt64? = head.withBytes { bytes in
            switch file.kind {
            case .journal:
                if case .newerFormat(let format) = JournalHeader.read(bytes) { return format }
            case .snapshot:
                if case .newerFormat(let format) = SnapshotHeader.read(bytes) { return format }
            }
            return nil
        }
        if let format { throw RecoveryRefusal.newerFormat(format, file: file.name) }
    }

    private mutating func add(
        _ file: GenerationFile, _ head: FileBytes, in folder: Folder
    ) throws(RecoveryRefusal) {
        var found = Self.header(head)
        if found == nil { found = try Self.headerUnlessUnmade(of: file, in: folder) }
        guard let (header, byteCount) = found else {
            unmadeJournals.append(file.generation)
            return
        }
        if header.generation != file.generation {
            throw RecoveryRefusal(
                .damaged, file: file.name, byteOffset: 0,
                reason: "its header names generation \(header.generation)")
        }
        journals.append(Journal(header: header, headerByteCount: byteCount))
    }

    private static func header(_ bytes: FileBytes) -> (JournalHeader, byteCount: Int)? {
        guard case .header(let header, let byteCount) = bytes.withBytes(JournalHeader.read) else {
            return nil
        }
        return (header, byteCount)
    }

    /// A journal without a header is only what a crash leaves while it is made when it holds no
    /// record: nothing is acknowledged into it before its header is durable. Where a server has
    /// just made it, it may have got its header since its head was read.
    private static func headerUnlessUnmade(
        of file: GenerationFile, in folder: Folder
    ) throws(RecoveryRefusal) -> (JournalHeader, byteCount: Int)? {
        let bytes: FileBytes
        do {
            bytes = try FileBytes(of: folder.path(of: file.name), in: folder.fileSystem)
        } catch {
            throw RecoveryRefusal(.unreadable, file: file.name, reason: error.description)
        }
        if let header = header(bytes) { return header }
        let (count, size) = bytes.withBytes { ($0.count, ReadableRecords(in: $0, from: 0).count) }
        if count > JournalHeader.byteCountMax || size > 0 {
            throw RecoveryRefusal(
                .damaged, file: file.name, byteOffset: 0, followingCount: size,
                reason: "its header is damaged")
        }
        return nil
    }

    private func checkOrder() throws(RecoveryRefusal) {
        for (earlier, later) in zip(journals, journals.dropFirst()) {
            if later.header.storeID != earlier.header.storeID {
                throw RecoveryRefusal(
                    .foreign, file: later.name, byteOffset: 0,
                    reason: "it belongs to store \(later.header.storeID), "
                        + "\(earlier.name) to store \(earlier.header.storeID)")
            }
            if later.header.firstPosition < earlier.header.firstPosition {
                throw RecoveryRefusal(
                    .damaged, file: later.name, byteOffset: 0,
                    reason: "it begins at position \(later.header.firstPosition), "
                        + "the earlier \(earlier.name) at \(earlier.header.firstPosition)")
            }
        }
    }
}
