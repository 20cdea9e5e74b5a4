import Crypto

/// Where the records of a new snapshot go, one by one.
public struct SnapshotSink {
    /// How many records were appended.
    public private(set) var count: UInt64 = 0
    private(set) var sink: FileSink
    private var check = CRC32C()
    /// What was framed and not yet handed on.
    private var pending: [UInt8]

    init(_ header: SnapshotHeader, _ sink: FileSink) {
        self.sink = sink
        pending = header.line
    }

    /// Appends one record, a JSON value; a line end in it is written as a space.
    public mutating func append(_ record: UnsafeRawBufferPointer) throws(StorageError) {
        if count > 0 { pending.append(contentsOf: ",\n".utf8) }
        pending.appendLine(record)
        count += 1
        try handOn()
    }

    /// Appends one record, a JSON value.
    public mutating func append(_ record: [UInt8]) throws(StorageError) {
        try record.withBytes { (bytes) throws(StorageError) in try append(bytes) }
    }

    mutating func finish() throws(StorageError) {
        pending.append(contentsOf: count > 0 ? "\n]".utf8 : "]".utf8)
        try handOn()
        CheckedText.appendSuffix(check.value, to: &pending)
        pending.append(0x0a)
        try sink.write(pending)
    }

    private mutating func handOn() throws(StorageError) {
        check.update(pending)
        try sink.write(pending)
        pending.removeAll(keepingCapacity: true)
    }
}
