/// A folder of static files that cannot be served.
public enum StaticFilesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file or folder could not be read for that errno.
    case unreadable(path: String, code: Int32)
    /// The files are more than `limit` bytes in all.
    case tooLarge(limit: Int)
    /// There are more than `limit` files.
    case tooMany(limit: Int)

    /// One line with what to do about it.
    public var description: String {
        switch self {
        case .unreadable(let path, let code): "\(path): \(systemMessage(code))"
        case .tooLarge(let limit): "the static files are more than \(limit) bytes in all"
        case .tooMany(let limit): "there are more than \(limit) static files"
        }
    }
}
