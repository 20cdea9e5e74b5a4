import Glibc
import Storage

/// A file that an export goes to: until it is whole it stands beside its place, under a name that
/// says which version of the server's content it has, and a run that is cut off leaves it there.
final class ExportFile {
    private static let marker = ".arena-export-"

    private let path: String
    private let part: String
    private let descriptor: Int32
    /// The version, by the ETag without its quotes.
    let version: String
    /// How many whole lines it has.
    private(set) var lineCount = 0

    /// What an earlier run has left, with its whole lines; nil where it left nothing.
    static func earlier(_ path: String) throws(CommandFailure) -> ExportFile? {
        let (folder, name) = split(path)
        let names: [String]
        do throws(StorageError) {
            names = try Folder(folder).names()
        } catch {
            throw CommandFailure(error)
        }
        let versions = names.filter { $0.hasPrefix(name + marker) }
            .map { String($0.dropFirst((name + marker).count)) }
            .filter { !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) }
        guard let version = versions.max(by: { ($0.count, $0) < ($1.count, $1) }) else {
            return nil
        }
        let file = try ExportFile(path, version: version, flags: O_RDWR)
        try file.keepWholeLines()
        return file
    }

    /// Begins anew.
    convenience init(_ path: String, version: String) throws(CommandFailure) {
        // What lies there was made for somebody else, or is of no use.
        unlink(Self.part(of: path, version))
        try self.init(path, version: version, flags: O_RDWR | O_CREAT | O_EXCL)
    }

    private init(_ path: String, version: String, flags: Int32) throws(CommandFailure) {
        self.path = path
        self.version = version
        part = Self.part(of: path, version)
        descriptor = open(part, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw Self.failure("open", part) }
        var status = stat()
        // Whoever owns it reads it, and it holds what is not for everybody.
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else {
            close(descriptor)
            throw CommandFailure(.noPermission, "\(quoted(part)) is another user's: remove it")
        }
    }

    deinit { close(descriptor) }

    func write(_ lines: [UInt8]) throws(CommandFailure) {
        var rest = lines[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { throw Self.failure("write", part) }
            rest = rest.dropFirst(count)
        }
        lineCount += lines.count { $0 == 0x0A }
    }

    /// Puts it where it belongs; when this returns, it survives a power cut.
    func finish() throws(CommandFailure) {
        if fsync(descriptor) < 0 { throw Self.failure("sync", part) }
        if rename(part, path) < 0 { throw Self.failure("rename", path) }
        do throws(StorageError) {
            try Folder(Self.split(path).folder).synchronise()
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Leaves nothing to go on with.
    func discard() { unlink(part) }

    private func keepWholeLines() throws(CommandFailure) {
        var end: off_t = 0
        var offset: off_t = 0
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, offset)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw Self.failure("read", part) }
            if count == 0 { break }
            let piece = buffer[..<count]
            lineCount += piece.count { $0 == 0x0A }
            if let last = piece.lastIndex(of: 0x0A) { end = offset + off_t(last) + 1 }
            offset += off_t(count)
        }
        if ftruncate(descriptor, end) < 0 { throw Self.failure("truncate", part) }
        if lseek(descriptor, end, SEEK_SET) < 0 { throw Self.failure("seek", part) }
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        return (
            parts.count == 1 ? "." : folder.isEmpty ? "/" : folder, String(parts.last ?? "")
        )
    }

    private static func part(of path: String, _ version: String) -> String {
        path + marker + version
    }

    private static func failure(_ operation: String, _ path: String) -> CommandFailure {
        let code = errno
        return CommandFailure(
            StorageError(operation, path, reason: systemReason(code), code: code))
    }
}
