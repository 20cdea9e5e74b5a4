/// The eight look-up tables of a 32-bit reflected cyclic redundancy check.
///
/// Table 0 is the classic byte-wise table. Entry `i` of table `k` is the check of byte `i`
/// followed by `k` zero bytes, which lets eight input bytes be folded in one step
/// ("slicing-by-8").
struct ReflectedCRCTables: Sendable {
    /// 8 × 256 entries, table after table.
    private let entries: [UInt32]

    /// Builds the tables for `polynomial`, written with its bits reversed.
    init(polynomial: UInt32) {
        var entries = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                remainder = (remainder >> 1) ^ (polynomial & (0 &- (remainder & 1)))
            }
            entries[byte] = remainder
        }
        for index in 256..<entries.count {
            let previous = entries[index - 256]
            entries[index] = (previous >> 8) ^ entries[Int(previous & 0xff)]
        }
        self.entries = entries
    }

    /// The register after `bytes` have been fed into the register `start`.
    func register(after bytes: UnsafeRawBufferPointer, from start: UInt32) -> UInt32 {
        guard let base = bytes.baseAddress else { return start }
        return entries.withUnsafeBufferPointer { buffer in
            guard let table = buffer.baseAddress else { return start }
            var register = start
            var offset = 0
            let wordsEnd = bytes.count & ~7
            while offset < wordsEnd {
                let raw = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let word = UInt64(littleEndian: raw) ^ UInt64(register)
                // Independent look-ups: the processor runs them side by side.
                let low =
                    table[7 &* 256 &+ Int(word & 0xff)]
                    ^ table[6 &* 256 &+ Int((word >> 8) & 0xff)]
                    ^ table[5 &* 256 &+ Int((word >> 16) & 0xff)]
                    ^ table[4 &* 256 &+ Int((word >> 24) & 0xff)]
                let high =
                    table[3 &* 256 &+ Int((word >> 32) & 0xff)]
                    ^ table[2 &* 256 &+ Int((word >> 40) & 0xff)]
                    ^ table[1 &* 256 &+ Int((word >> 48) & 0xff)]
                    ^ table[Int(word >> 56)]
                register = low ^ high
                offset &+= 8
            }
            while offset < bytes.count {
                let byte = base.load(fromByteOffset: offset, as: UInt8.self)
                register = (register >> 8) ^ table[Int((register ^ UInt32(byte)) & 0xff)]
                offset &+= 1
            }
            return register
        }
    }
}
