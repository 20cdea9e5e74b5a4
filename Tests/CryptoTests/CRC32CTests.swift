import Testing

@testable import Crypto

struct CRC32CTests {
    /// RFC 3720 §B.4, and the check value of the catalogue of CRC algorithms.
    static let vectors: [(bytes: [UInt8], value: UInt32)] = [
        ([], 0),
        (Array("123456789".utf8), 0xe306_9283),
        ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
        ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
        (Array(0...31), 0x46dd_794e),
        (Array((0...31).reversed()), 0x113f_db5c),
    ]

    @Test(arguments: vectors.indices)
    func `the published checks come out`(index: Int) {
        let vector = Self.vectors[index]
        #expect(CRC32C.checksum(vector.bytes) == vector.value)
    }

    @Test func `bytes split anywhere give the same check`() {
        let bytes = patterned(100)
        let whole = CRC32C.checksum(bytes)
        for position in 0...bytes.count {
            var check = CRC32C()
            check.update(bytes[..<position])
            check.update(Array(bytes[position...]))
            #expect(check.value == whole)
        }
    }

    @Test func `every length and alignment agrees with the bitwise definition`() {
        let bytes = patterned(48)
        for start in 0..<8 {
            for end in start..<bytes.count {
                let slice = bytes[start..<end]
                let check = bitwise(slice, polynomial: 0x82f6_3b78)
                #expect(CRC32C.checksum(slice) == check)
                // What a processor without the instruction computes.
                let register = slice.withUnsafeBytes {
                    CRC32C.tables.register(after: $0, from: 0xffff_ffff)
                }
                #expect(~register == check)
            }
        }
    }

    @Test func `any changed bit changes the check`() {
        let bytes = patterned(40)
        let whole = CRC32C.checksum(bytes)
        for bit in 0..<(bytes.count * 8) {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(CRC32C.checksum(damaged) != whole)
        }
    }
}

/// The reflected check with `polynomial`, one bit at a time.
func bitwise(_ bytes: some Sequence<UInt8>, polynomial: UInt32) -> UInt32 {
    var register: UInt32 = 0xffff_ffff
    for byte in bytes {
        register ^= UInt32(byte)
        for _ in 0..<8 {
            register = register & 1 == 1 ? (register >> 1) ^ polynomial : register >> 1
        }
    }
    return ~register
}
