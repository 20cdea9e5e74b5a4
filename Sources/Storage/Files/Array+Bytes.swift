extension [UInt8] {
    /// `withUnsafeBytes` that keeps the type of the error.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { (buffer) throws(Failure) in
            try body(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Appends `bytes` with every line end replaced by a space, for it would end the record.
    ///
    /// In JSON text a line end can only stand between tokens, so that the meaning stays.
    mutating func appendLine(_ bytes: UnsafeRawBufferPointer) {
        let start = count
        append(contentsOf: bytes)
        replaceLineEnds(from: start)
    }

    /// Makes every line end from `start` on a space.
    mutating func replaceLineEnds(from start: Int) {
        let hasNone = withUnsafeBytes { bytes in lineEnd(in: bytes, from: start) == nil }
        if hasNone { return }
        for index in start..<count where self[index] == 0x0a {
            self[index] = 0x20
        }
    }

    /// Appends `value` in decimal digits.
    mutating func appendNumber(_ value: UInt64) {
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        Swift.withUnsafeMutableBytes(of: &digits) { scratch in
            var index = scratch.count
            var rest = value
            repeat {
                index -= 1
                scratch[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            append(contentsOf: UnsafeRawBufferPointer(rebasing: scratch[index...]))
        }
    }
}
