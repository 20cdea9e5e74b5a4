import Glibc

/// A data folder in the making, which comes to its place whole or not at all.
///
/// It is filled beside its place and renamed into it. Only an empty folder that is there already
/// is filled where it is, for it may be what cannot be replaced, such as a mount point.
public struct NewDataFolder {
    /// Where to write; locked.
    public let folder: DataFolder
    private let place: String
    private let isBeside: Bool

    /// Begins one for `place`, where nothing but an empty folder may be; its parent must exist.
    ///
    /// Fails with `ENOTEMPTY` as the code where that folder holds more than a lock.
    public init(
        at place: String, fileSystem: any FileSystem = SystemFileSystem()
    ) throws(StorageError) {
        // Beside a folder, not in it.
        let end = place.lastIndex { $0 != "/" }
        self.place = end.map { String(place[...$0]) } ?? place
        isBeside = try !Self.isThere(place, fileSystem)
        if isBeside {
            folder = try Self.make(beside: self.place, fileSystem)
        } else {
            folder = try DataFolder(path: place, create: true, fileSystem: fileSystem)
            try folder.requireEmpty()
        }
    }

    private static func isThere(
        _ path: String, _ fileSystem: any FileSystem
    ) throws(StorageError) -> Bool {
        do {
            _ = try Folder(path, fileSystem: fileSystem)
            return true
        } catch {
            if error.code == ENOENT { return false }
            throw error
        }
    }

    private static func make(
        beside place: String, _ fileSystem: any FileSystem
    ) throws(StorageError) -> DataFolder {
        // The process id keeps the name apart from what an earlier process left behind.
        let path = "\(place).unfinished-\(getpid())"
        try uninterrupted("make folder", path) { () throws(SystemCallError) in
            try fileSystem.makeFolder(path, mode: 0o700)
        }
        do {
            return try DataFolder(path: path, create: false, fileSystem: fileSystem)
        } catch {
            // Nobody else knows of it: the lock is ours also where it could not be taken.
            try? fileSystem.remove("\(path)/\(DataFolder.lockName)")
            try? fileSystem.removeFolder(path)
            throw error
        }
    }

    /// Brings it to its place and lets the lock go. When this returns, the folder survives a power
    /// cut there, if its files and their names do.
    ///
    /// Where its place was taken meanwhile, what was made is removed; where only the last sync
    /// failed, the folder stays at its place.
    public func finish() throws(StorageError) {
        if isBeside {
            let fileSystem = folder.folder.fileSystem
            do {
                try uninterrupted("make", place) { () throws(SystemCallError) in
                    try fileSystem.rename(folder.path, to: place)
                }
            } catch {
                discard()
                throw error
            }
            try DataFolder.synchroniseParent(of: place, fileSystem)
        }
        folder.release()
    }

    /// Removes what was made, as far as the system allows it.
    public func discard() {
        let names = (try? folder.folder.names()) ?? []
        for name in names where isBeside || name != DataFolder.lockName {
            try? folder.folder.remove(name)
        }
        if isBeside { try? folder.folder.fileSystem.removeFolder(folder.path) }
        folder.release()
    }
}
