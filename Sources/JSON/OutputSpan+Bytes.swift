extension OutputSpan where Element == UInt8 {
    /// Appends a copy of the bytes, for which there must be room.
    @inlinable @inline(__always)
    mutating func append(copying bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count <= freeCapacity, "the bytes do not fit")
        withUnsafeMutableBufferPointer { buffer, count in
            guard let start = buffer.baseAddress, let source = bytes.baseAddress else { return }
            UnsafeMutableRawPointer(start + count)
                .copyMemory(from: source, byteCount: bytes.count)
            count &+= bytes.count
        }
    }
}
