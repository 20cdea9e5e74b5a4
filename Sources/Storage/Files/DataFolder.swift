import Glibc
import Synchronization

/// The folder of one store, locked against every other process for as long as this object lives.
///
/// The lock is an flock(2) on the file `lock` in the folder: it holds whatever path led there, and
/// the kernel releases it when the process ends, however it ends. The process id in the file is
/// for messages only.
public final class DataFolder: Sendable {
    /// The name of the locked file.
    static let lockName = "lock"

    /// The folder itself, for what may also be done without the lock.
    public let folder: Folder
    private let lockFile: Mutex<OpenFile?>

    /// The path as it was given.
    public var path: String { folder.path }

    /// Opens and locks the folder at `path`, which is made with mode 0700 if `create` is set and
    /// it does not exist; its parent must exist.
    ///
    /// Fails with `EWOULDBLOCK` as the error's code when another process holds the lock.
    public init(
        path: String, create: Bool, fileSystem: any FileSystem = SystemFileSystem()
    ) throws(StorageError) {
        if create { try Self.makeFolder(path, fileSystem) }
        folder = try Folder(path, fileSystem: fileSystem)
        let lockFile = try OpenFile(
            folder.path(of: Self.lockName), flags: O_RDWR | O_CREAT, in: fileSystem)
        guard try lockFile.tryLock() else {
            let owner = Self.owner(in: lockFile)
            throw StorageError(
                "lock", path, reason: "it is in use by \(owner)", code: EWOULDBLOCK)
        }
        Self.noteOwner(in: lockFile)
        self.lockFile = Mutex(lockFile)
    }

    deinit {
        release()
    }

    /// Lets go of the lock at once, whoever still holds this object. Nothing of the folder may be
    /// written after that.
    public func release() {
        lockFile.withLock { file in
            file?.unlock()
            file = nil
        }
    }

    /// Fails, with `ENOTEMPTY` as the code, where the folder holds more than its lock.
    public func requireEmpty() throws(StorageError) {
        guard try folder.names().allSatisfy({ $0 == Self.lockName }) else {
            throw StorageError("use", path, reason: "it is not empty", code: ENOTEMPTY)
        }
    }

    private static func makeFolder(
        _ path: String, _ fileSystem: any FileSystem
    ) throws(StorageError) {
        do {
            try uninterrupted("make folder", path) { () throws(SystemCallError) in
                try fileSystem.makeFolder(path, mode: 0o700)
            }
        } catch {
            // What is there instead, if not a folder, shows when it is opened.
            if error.code != EEXIST { throw error }
        }
        // Without this, a power cut takes the folder away with all that was acknowledged; also
        // when it exists, for the start that made it may have ended before its sync.
        try synchroniseParent(of: path, fileSystem)
    }

    /// Makes the name of the folder at `path` survive a power cut, as far as its parent can be
    /// opened.
    static func synchroniseParent(
        of path: String, _ fileSystem: any FileSystem
    ) throws(StorageError) {
        let parent: Folder
        do {
            parent = try Folder(Self.parent(of: path), fileSystem: fileSystem)
        } catch {
            if error.code == EACCES { return }
            throw error
        }
        try parent.synchronise()
    }

    private static func parent(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        if !parts.isEmpty { parts.removeLast() }
        let joined = parts.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    private static func owner(in file: OpenFile) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = bytes.withUnsafeMutableBytes { (try? file.read(into: $0, at: 0)) ?? 0 }
        let digits = bytes[..<count].prefix { (0x30...0x39).contains($0) }
        if digits.isEmpty { return "another process" }
        return "process \(String(decoding: digits, as: UTF8.self))"
    }

    private static func noteOwner(in lockFile: OpenFile) {
        // Only the message of a refused second process suffers when this fails.
        try? lockFile.truncate(to: 0)
        let text = Array("\(getpid())\n".utf8)
        text.withUnsafeBytes { try? lockFile.write($0, at: 0) }
    }
}
