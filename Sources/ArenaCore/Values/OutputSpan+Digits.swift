extension OutputSpan where Element == UInt8 {
    /// Appends `byteCount` bytes, for which there must be room; `store` must store each of them.
    mutating func append(byteCount: Int, _ store: (UnsafeMutableRawBufferPointer) -> Void) {
        precondition(byteCount <= freeCapacity, "the bytes do not fit")
        withUnsafeMutableBufferPointer { buffer, count in
            let room = buffer[count..<count + byteCount]
            store(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room)))
            count += byteCount
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Stores a number under 100 as two digits; of a larger one the last two.
    func store(twoDigits number: Int64, at offset: Int) {
        let number = UInt16(truncatingIfNeeded: number % 100)
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        let digits = 0x3030 &+ tens &+ ones << 8
        storeBytes(of: digits.littleEndian, toByteOffset: offset, as: UInt16.self)
    }
}
