import Glibc

/// Why storage could not do something; its description is one line with the path and the reason.
public struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What could not be done, such as `write`.
    public let operation: String
    /// The file or folder it should have been done to.
    public let path: String
    /// The `errno` of the system call that failed; 0 when the reason is another.
    public let code: Int32
    /// The reason in words.
    public let reason: String

    /// An error whose reason is the system's.
    init(_ operation: String, _ path: String, _ error: SystemCallError) {
        self.operation = operation
        self.path = path
        code = error.code
        reason = Self.words(for: error.code)
    }

    /// An error whose reason is storage's own.
    public init(_ operation: String, _ path: String, reason: String, code: Int32 = 0) {
        self.operation = operation
        self.path = path
        self.code = code
        self.reason = reason
    }

    /// Whether the disk or the quota is full, which may pass.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// One line, such as `cannot write /data/journal-1.jsonl: No space left on device`.
    public var description: String {
        "cannot \(operation) \(oneLine(path)): \(oneLine(reason))"
    }

    private static func words(for code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        if strerror_r(code, &buffer, buffer.count) != 0 { return "error \(code)" }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// `text` without line ends, so that a message stays on its line.
func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
}
