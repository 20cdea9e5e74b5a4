import CSystem

/// The eight working words of SHA-256 and the compression of blocks into them.
struct SHA256State: Sendable {
    private static let hasInstructions = csystem_has_sha256() != 0

    private var words = SIMD8<UInt32>(
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

    /// The state as the 32 bytes of a digest, big-endian.
    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, initializedCount in
            let room = UnsafeMutableRawBufferPointer(buffer)
            for index in 0..<8 {
                room.storeBytes(
                    of: words[index].bigEndian, toByteOffset: index * 4, as: UInt32.self)
            }
            initializedCount = 32
        }
    }

    /// Compresses every block in `blocks`, whose length is a multiple of 64 bytes.
    mutating func compress(_ blocks: UnsafeRawBufferPointer) {
        // By the processor's own instructions where it has them, some ten times as fast.
        if Self.hasInstructions { compressByInstructions(blocks) } else { compressByHand(blocks) }
    }

    private mutating func compressByInstructions(_ blocks: UnsafeRawBufferPointer) {
        Self.constants.withUnsafeBufferPointer { constants in
            withUnsafeMutableBytes(of: &words) { words in
                csystem_sha256(
                    words.assumingMemoryBound(to: UInt32.self).baseAddress, blocks.baseAddress,
                    UInt64(blocks.count / SHA256.blockLength), constants.baseAddress)
            }
        }
    }

    /// The same without the processor's help.
    mutating func compressByHand(_ blocks: UnsafeRawBufferPointer) {
        guard let base = blocks.baseAddress, blocks.count >= 64 else { return }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { buffer in
            Self.constants.withUnsafeBufferPointer { constants in
                guard let schedule = buffer.baseAddress, let table = constants.baseAddress else {
                    return
                }
                var offset = 0
                while offset < blocks.count {
                    Self.expand(base + offset, into: schedule)
                    compress(schedule, table)
                    offset &+= 64
                }
            }
        }
    }

    /// The message schedule of one block (FIPS 180-4 §6.2.2 step 1).
    @inline(__always)
    private static func expand(
        _ block: UnsafeRawPointer, into schedule: UnsafeMutablePointer<UInt32>
    ) {
        for index in 0..<16 {
            let word = block.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self)
            schedule[index] = UInt32(bigEndian: word)
        }
        for index in 16..<64 {
            let early = schedule[index &- 15]
            let late = schedule[index &- 2]
            let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
            let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
            schedule[index] =
                schedule[index &- 16] &+ sigma0 &+ schedule[index &- 7] &+ sigma1
        }
    }

    /// The 64 rounds over one schedule (FIPS 180-4 §6.2.2 steps 2–4).
    @inline(__always)
    private mutating func compress(
        _ schedule: UnsafeMutablePointer<UInt32>, _ table: UnsafePointer<UInt32>
    ) {
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        var (e, f, g, h) = (words[4], words[5], words[6], words[7])
        for round in 0..<64 {
            let sum1 = Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25)
            let choice = (e & f) ^ (~e & g)
            let first = h &+ sum1 &+ choice &+ table[round] &+ schedule[round]
            let sum0 = Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ sum0 &+ majority)
        }
        words &+= SIMD8(a, b, c, d, e, f, g, h)
    }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word &>> count) | (word &<< (32 &- count))
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5,
        0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
        0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc,
        0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
        0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
        0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
        0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5,
        0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
        0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
