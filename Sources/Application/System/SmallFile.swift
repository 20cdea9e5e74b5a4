import Glibc

/// Files that are read whole: a configuration, a secret.
enum SmallFile {
    /// Why a file was not read, in words.
    struct Problem: Error, Equatable {
        let reason: String
    }

    /// The text of the file at `path`, which must be UTF-8 and have at most `limit` bytes.
    static func text(_ path: String, limit: Int) throws(Problem) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw Problem(reason: systemReason(errno)) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var total = 0
        while total < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress.map { $0 + total }, buffer.count - total)
            }
            if count == 0 { break }
            if count > 0 {
                total += count
            } else if errno != EINTR {
                throw Problem(reason: systemReason(errno))
            }
        }
        if total > limit { throw Problem(reason: "it has more than \(limit) bytes") }
        guard let text = String(validating: bytes[..<total], as: UTF8.self) else {
            throw Problem(reason: "it is not UTF-8 text")
        }
        return text
    }

    /// Whether a folder is at `path`.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
