/// Where the content of a new file goes, piece by piece, through a buffer.
public struct FileSink {
    private static let bufferCapacity = 1 << 18

    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var writtenCount = 0

    init(_ file: OpenFile) {
        self.file = file
        buffer.reserveCapacity(Self.bufferCapacity)
    }

    /// How many bytes were given so far.
    public var byteCount: Int { writtenCount + buffer.count }

    /// Adds `bytes` to the file.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        if buffer.count + bytes.count > Self.bufferCapacity { try flush() }
        if bytes.count >= Self.bufferCapacity {
            try file.write(bytes, at: writtenCount)
            writtenCount += bytes.count
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Adds `bytes` to the file.
    public mutating func write(_ bytes: [UInt8]) throws(StorageError) {
        try bytes.withBytes { (bytes) throws(StorageError) in try write(bytes) }
    }

    /// Hands everything that is buffered to the system.
    mutating func flush() throws(StorageError) {
        if buffer.isEmpty { return }
        let file = self.file
        let offset = writtenCount
        try buffer.withBytes { (bytes) throws(StorageError) in
            try file.write(bytes, at: offset)
        }
        writtenCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}
