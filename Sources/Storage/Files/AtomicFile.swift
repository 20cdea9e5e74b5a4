import Glibc
import Synchronization

/// Files that are there whole or not at all, whatever happens while they are written.
public enum AtomicFile {
    private static let counter = Atomic<UInt64>(0)
    private static let marker = ".temporary-"

    /// Writes the file `name` in `folder` anew: a temporary file beside it, all bytes, fsync,
    /// rename, fsync of the folder.
    ///
    /// When this returns, the new content survives a power cut. When it throws before the rename,
    /// the old content is untouched and the temporary file is removed; when only the sync of the
    /// folder failed, either content may be found after a power cut.
    public static func write(
        _ name: String, in folder: Folder, mode: mode_t = 0o600,
        _ body: (inout FileSink) throws(StorageError) -> Void
    ) throws(StorageError) {
        let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
        // The process id keeps the name apart from what an earlier process left behind.
        let temporaryName = "\(name)\(marker)\(getpid())-\(number)"
        let file = try OpenFile(
            folder.path(of: temporaryName), flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode,
            in: folder.fileSystem)
        do {
            var sink = FileSink(file)
            try body(&sink)
            try sink.flush()
            try file.synchronise()
            try folder.rename(temporaryName, to: name)
        } catch {
            try? folder.remove(temporaryName)
            throw error
        }
        try folder.synchronise()
    }

    /// Removes temporary files that an earlier process left; call only while none is written.
    public static func removeLeftovers(in folder: DataFolder) throws(StorageError) {
        for name in try folder.folder.names() where isTemporary(name) {
            try folder.folder.remove(name)
        }
    }

    static func isTemporary(_ name: String) -> Bool {
        // Of the standard library alone: the module does without Foundation.
        var rest = Substring(name)
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[dot...]
            if rest.hasPrefix(marker) {
                let tail = rest.dropFirst(marker.count)
                return !tail.isEmpty && tail.allSatisfy { $0.isNumber || $0 == "-" }
            }
            rest = rest.dropFirst()
        }
        return false
    }
}
