import Testing

@testable import Crypto

struct XXHash64Tests {
    @Test(arguments: [
        ("", UInt64(0xef46_db37_51d8_e999)),
        ("a", 0xd24e_c4f1_a98c_6e5b),
        ("abc", 0x44bc_2cf5_ad77_0999),
        ("Nobody inspects the spammish repetition", 0xfbce_a83c_8a37_8bf1),
    ])
    func `the published hashes come out`(text: String, hash: UInt64) {
        #expect(XXHash64.hash(Array(text.utf8)) == hash)
    }

    /// The bytes that the reference implementation tests itself with.
    static let sanityBytes: [UInt8] = {
        var generator: UInt32 = 2_654_435_761
        return (0..<222).map { _ in
            defer { generator = generator &* generator }
            return UInt8(generator >> 24)
        }
    }()

    @Test(arguments: [
        (0, UInt64(0), UInt64(0xef46_db37_51d8_e999)),
        (0, 2_654_435_761, 0xac75_fda2_929b_17ef),
        (1, 0, 0x4fce_394c_c889_52d8),
        (1, 2_654_435_761, 0x7398_40cb_819f_a723),
        (14, 0, 0xcffa_8db8_81bc_3a3d),
        (14, 2_654_435_761, 0x5b96_1158_5efc_c9cb),
        (222, 0, 0x9dd5_0788_0deb_b03d),
        (222, 2_654_435_761, 0xdc51_5172_b8ee_0600),
    ])
    func `the hashes of the reference self-test come out`(
        length: Int, seed: UInt64, hash: UInt64
    ) {
        #expect(XXHash64.hash(Array(Self.sanityBytes[..<length]), seed: seed) == hash)
    }

    @Test func `the alignment of the bytes does not matter`() {
        let bytes = patterned(120)
        for start in 0..<8 {
            let slice = bytes[start..<start + 100]
            let inPlace = slice.withUnsafeBytes { XXHash64.hash($0) }
            #expect(inPlace == XXHash64.hash(Array(slice)))
        }
    }

    @Test func `every length has its own hash`() {
        let zeros = [UInt8](repeating: 0, count: 130)
        let hashes = (0...130).map { XXHash64.hash(Array(zeros[..<$0])) }
        #expect(Set(hashes).count == hashes.count)
    }
}
