/// What a server tells its observer, on a loop's queue.
public enum HTTPServerEvent: Sendable {
    case connectionOpened(SocketAddress)
    case connectionClosed(SocketAddress)
    /// The engine has refused a request by itself.
    case refused(HTTPRefusal, SocketAddress)
    /// No connection could be accepted for that errno; accepting rests, and is tried again every
    /// tenth of a second. Told once, until one is accepted.
    case acceptPaused(errno: Int32)
}

/// A socket that could not be had.
public struct HTTPServerError: Error, Sendable, CustomStringConvertible {
    /// The system call.
    public let operation: String
    /// What it was for, such as `127.0.0.1:8080`.
    public let endpoint: String
    /// Its errno.
    public let code: Int32

    /// One line with the system's own words.
    public var description: String {
        "\(endpoint): \(operation): \(systemMessage(code))"
    }
}
