import Glibc

/// A file or standard input, given out in pieces of whole lines.
final class LineFile {
    /// A piece is sent when it has so many bytes or lines.
    static let pieceBytesMax = 4 << 20
    static let pieceLinesMax = 5000

    private let path: String
    private let descriptor: Int32
    /// How long the file is; nil for what is no regular file.
    let byteCount: Int?
    /// What tells the file from a changed one: its length and when it was written.
    let identity: String?
    private var rest: [UInt8] = []
    private var isAtEnd = false

    init(_ path: String) throws(CommandFailure) {
        self.path = path
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            throw CommandFailure(.noInput, "\(quoted(path)): \(systemReason(errno))")
        }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            byteCount = Int(status.st_size)
            // Standard input has no place beside it, where a note could lie.
            identity =
                path == "-"
                ? nil : "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        } else {
            byteCount = nil
            identity = nil
        }
    }

    deinit { close(descriptor) }

    /// Leaves out what has been read before.
    func skip(_ count: Int) throws(CommandFailure) {
        if lseek(descriptor, off_t(count), SEEK_SET) < 0 {
            throw CommandFailure(.inputOutput, "\(quoted(path)): \(systemReason(errno))")
        }
    }

    /// The next lines, whole; all that there are where `isWhole`. Nil at the end.
    func piece(isWhole: Bool = false) throws(CommandFailure) -> (bytes: [UInt8], lines: Int)? {
        while !isAtEnd, isWhole || rest.count < Self.pieceBytesMax { try readOn() }
        if rest.isEmpty { return nil }
        var end = 0
        var lines = 0
        for (index, byte) in rest.enumerated() where byte == 0x0A {
            let isFull = index >= Self.pieceBytesMax || lines >= Self.pieceLinesMax
            if !isWhole, isFull, lines > 0 { break }
            end = index + 1
            lines += 1
        }
        // The last line may have no end, and one line may be longer than a piece.
        if isAtEnd, end < rest.count, !rest[end...].contains(0x0A) {
            end = rest.count
            lines += 1
        } else if end == 0 {
            throw CommandFailure(
                .badData, "\(quoted(path)): a line has more than \(Self.pieceBytesMax) bytes")
        }
        let piece = Array(rest[..<end])
        rest.removeFirst(end)
        return (piece, lines)
    }

    private func readOn() throws(CommandFailure) {
        let limit = 256 << 10
        let start = rest.count
        rest.append(contentsOf: repeatElement(0, count: limit))
        let count = rest.withUnsafeMutableBytes { buffer in
            read(descriptor, buffer.baseAddress.map { $0 + start }, limit)
        }
        rest.removeLast(limit - max(count, 0))
        if count == 0 { isAtEnd = true }
        if count < 0, errno != EINTR {
            throw CommandFailure(.inputOutput, "\(quoted(path)): \(systemReason(errno))")
        }
    }
}
