import Glibc

/// The bytes of a file as they were when it was read, freed with the last reference.
final class FileBytes {
    private let buffer: UnsafeMutableRawBufferPointer
    private let count: Int

    /// Reads at most `limit` bytes from the start of the file.
    convenience init(
        of path: String, limit: Int = .max, in fileSystem: any FileSystem
    ) throws(StorageError) {
        try self.init(of: OpenFile(path, flags: O_RDONLY, in: fileSystem), limit: limit)
    }

    /// The same of a file that is open already.
    init(of file: OpenFile, limit: Int = .max) throws(StorageError) {
        let size = min(try file.size(), limit)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1), alignment: 16)
        do {
            count = try file.read(into: .init(rebasing: buffer[..<size]), at: 0)
        } catch {
            buffer.deallocate()
            throw error
        }
        self.buffer = buffer
    }

    deinit {
        buffer.deallocate()
    }

    /// Calls `body` with the bytes, which are valid only during the call.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
}
