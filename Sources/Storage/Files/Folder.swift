import Glibc

/// A folder held open, so that it can be synced even when no descriptor is left.
public final class Folder: Sendable {
    /// The path as it was given.
    public let path: String
    /// The system calls that everything in this folder goes through.
    public let fileSystem: any FileSystem
    private let handle: OpenFile

    /// Opens the folder for reading; fails when it is missing or not a folder.
    public init(
        _ path: String, fileSystem: any FileSystem = SystemFileSystem()
    ) throws(StorageError) {
        self.path = path
        self.fileSystem = fileSystem
        handle = try OpenFile(path, flags: O_RDONLY | O_DIRECTORY, in: fileSystem)
    }

    /// The path of the file `name` in this folder.
    public func path(of name: String) -> String {
        path.hasSuffix("/") ? path + name : path + "/" + name
    }

    /// The names in the folder, in no order.
    public func names() throws(StorageError) -> [String] {
        try uninterrupted("list", path) { () throws(SystemCallError) in
            try fileSystem.names(in: path)
        }
    }

    /// Removes the file `name`; gone for good only after `synchronise()`.
    public func remove(_ name: String) throws(StorageError) {
        let path = path(of: name)
        try uninterrupted("remove", path) { () throws(SystemCallError) in
            try fileSystem.remove(path)
        }
    }

    /// The same with the file held open, which keeps its room until it is closed; nil where it
    /// cannot be opened, which does not keep it from being removed.
    func removeHolding(_ name: String) throws(StorageError) -> OpenFile? {
        let file = try? OpenFile(path(of: name), flags: O_WRONLY, in: fileSystem)
        try remove(name)
        return file
    }

    /// Makes new, renamed and removed names survive a power cut.
    public func synchronise() throws(StorageError) {
        try handle.synchronise()
    }

    func rename(_ name: String, to newName: String) throws(StorageError) {
        let path = path(of: name)
        let newPath = self.path(of: newName)
        try uninterrupted("rename", path) { () throws(SystemCallError) in
            try fileSystem.rename(path, to: newPath)
        }
    }
}
