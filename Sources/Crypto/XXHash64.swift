/// XXH64, the 64-bit hash of the published xxHash specification.
///
/// Fast and well mixed, for entity tags and hash tables. It is not cryptographic: anyone can
/// make two inputs with the same hash.
public struct XXHash64: Sendable {
    private static let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
    private static let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
    private static let prime3: UInt64 = 0x1656_67b1_9e37_79f9
    private static let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
    private static let prime5: UInt64 = 0x27d4_eb2f_1656_67c5

    /// The hash of `bytes`; the same on every machine.
    public static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        guard let base = bytes.baseAddress else { return avalanched(seed &+ prime5) }
        var offset = 0
        var hash: UInt64
        if bytes.count >= 32 {
            hash = striped(base, length: bytes.count, seed: seed)
            offset = bytes.count & ~31
        } else {
            hash = seed &+ prime5
        }
        hash &+= UInt64(bytes.count)
        return avalanched(finished(hash, base + offset, length: bytes.count & 31))
    }

    /// The hash of `bytes`; the same on every machine.
    public static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBytes { hash($0, seed: seed) }
    }

    /// Every whole stripe of 32 bytes, folded in four independent lanes.
    @inline(__always)
    private static func striped(
        _ base: UnsafeRawPointer, length: Int, seed: UInt64
    ) -> UInt64 {
        var lane1 = seed &+ prime1 &+ prime2
        var lane2 = seed &+ prime2
        var lane3 = seed
        var lane4 = seed &- prime1
        var offset = 0
        let end = length & ~31
        while offset < end {
            lane1 = round(lane1, word(base, offset))
            lane2 = round(lane2, word(base, offset &+ 8))
            lane3 = round(lane3, word(base, offset &+ 16))
            lane4 = round(lane4, word(base, offset &+ 24))
            offset &+= 32
        }
        var hash =
            rotated(lane1, 1) &+ rotated(lane2, 7) &+ rotated(lane3, 12) &+ rotated(lane4, 18)
        hash = merged(hash, lane1)
        hash = merged(hash, lane2)
        hash = merged(hash, lane3)
        return merged(hash, lane4)
    }

    /// The last `length` bytes, fewer than a stripe.
    @inline(__always)
    private static func finished(
        _ start: UInt64, _ base: UnsafeRawPointer, length: Int
    ) -> UInt64 {
        var hash = start
        var offset = 0
        while offset &+ 8 <= length {
            hash ^= round(0, word(base, offset))
            hash = rotated(hash, 27) &* prime1 &+ prime4
            offset &+= 8
        }
        if offset &+ 4 <= length {
            let raw = base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            hash ^= UInt64(UInt32(littleEndian: raw)) &* prime1
            hash = rotated(hash, 23) &* prime2 &+ prime3
            offset &+= 4
        }
        while offset < length {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            hash ^= UInt64(byte) &* prime5
            hash = rotated(hash, 11) &* prime1
            offset &+= 1
        }
        return hash
    }

    @inline(__always)
    private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* prime2, 31) &* prime1
    }

    @inline(__always)
    private static func merged(_ hash: UInt64, _ lane: UInt64) -> UInt64 {
        (hash ^ round(0, lane)) &* prime1 &+ prime4
    }

    @inline(__always)
    private static func avalanched(_ hash: UInt64) -> UInt64 {
        var mixed = (hash ^ (hash >> 33)) &* prime2
        mixed = (mixed ^ (mixed >> 29)) &* prime3
        return mixed ^ (mixed >> 32)
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        (word &<< count) | (word &>> (64 &- count))
    }
}
