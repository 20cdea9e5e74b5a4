/// Why a store is not opened; nothing was changed. Its description is one line that says what to
/// do.
public struct RecoveryRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The sort of trouble.
    public enum Kind: String, Sendable {
        /// Bytes that were once durable have changed or gone.
        case damaged
        /// Positions or files are missing.
        case incomplete
        /// A file was written by a newer version.
        case newerFormat
        /// Files of two stores lie together.
        case foreign
        /// The system would not let a file be read.
        case unreadable
        /// The owner could not use a record whose check was right.
        case rejected
    }

    /// The sort of trouble.
    public let kind: Kind
    /// The name of the file, in the store's folder.
    public let file: String
    /// Where in the file, if it is known.
    public let byteOffset: Int?
    /// The position of the record that should be there, if it is known.
    public let position: UInt64?
    /// How many undamaged records follow in that file, if it is known.
    public let followingCount: Int?
    /// What was found.
    public let reason: String

    init(
        _ kind: Kind, file: String, byteOffset: Int? = nil, position: UInt64? = nil,
        followingCount: Int? = nil, reason: String
    ) {
        self.kind = kind
        self.file = file
        self.byteOffset = byteOffset
        self.position = position
        self.followingCount = followingCount
        self.reason = oneLine(reason)
    }

    static func newerFormat(_ format: UInt64, file: String) -> Self {
        let known = StorageFormat.version
        return Self(
            .newerFormat, file: file,
            reason: "it has format \(format), this version reads up to format \(known)")
    }

    /// One line: file, byte, position, what was found, and what to do.
    public var description: String {
        var text = file
        if let byteOffset { text += ", byte \(byteOffset)" }
        if let position { text += ", position \(position)" }
        text += ": \(reason)"
        if let followingCount { text += "; \(followingCount) good records follow in this file" }
        return text + ". Nothing was changed; " + advice + "."
    }

    private var advice: String {
        switch kind {
        case .damaged, .incomplete:
            "put the missing or undamaged file back, or restore the folder from a backup"
        case .newerFormat: "start the version that wrote it, or a newer one"
        case .foreign: "move the files of the other store to a folder of their own"
        case .unreadable: "make the file readable and start again"
        case .rejected: "start the version that wrote it, or restore the folder from a backup"
        }
    }
}
