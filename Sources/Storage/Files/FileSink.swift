/// Where the content of a new file goes, piece by piece, through a buffer.
public struct FileSink {
    private static let bufferCapacity = 1 << 18
    /// A large file goes to the disk as it is written: all at once, its bytes would stand before
    /// the journal's for as long as they take. A sync of each part would have the disk empty its
    /// cache, for which the journal's next sync waits as well.
    private static let heldBackMax = 1 << 18

    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var writtenCount = 0
    private var writtenBackCount = 0

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
            try put(bytes)
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
        // The buffer is taken out: what writes the bytes also changes the count.
        var taken: [UInt8] = []
        swap(&taken, &buffer)
        try taken.withBytes { (bytes) throws(StorageError) in try put(bytes) }
        taken.removeAll(keepingCapacity: true)
        swap(&taken, &buffer)
    }

    private mutating func put(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        try file.write(bytes, at: writtenCount)
        writtenCount += bytes.count
        if writtenCount - writtenBackCount >= Self.heldBackMax {
            try file.writeBack(writtenBackCount..<writtenCount)
            writtenBackCount = writtenCount
        }
    }
}
