/// The `errno` that a system call failed with.
public struct SystemCallError: Error, Sendable, Equatable {
    /// The number, such as `ENOSPC`.
    public let code: Int32

    /// Wraps the number that a system call left in `errno`.
    public init(code: Int32) {
        self.code = code
    }
}
