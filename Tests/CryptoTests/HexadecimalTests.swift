import Testing

@testable import Crypto

struct HexadecimalTests {
    @Test func `every byte has two lower-case digits and comes back`() {
        let bytes = Array(0...UInt8.max)
        let text = Hexadecimal.encode(bytes)
        #expect(text.hasPrefix("000102030405060708090a0b0c0d0e0f10"))
        #expect(text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.decode(text) == bytes)
        #expect(Hexadecimal.decode(text.uppercased()) == bytes)
    }

    @Test func `whole numbers keep their leading zeros`() {
        #expect(Hexadecimal.encode(UInt32(0x1a)) == "0000001a")
        #expect(Hexadecimal.encode(UInt64(0x1a)) == "000000000000001a")
        #expect(Hexadecimal.encode(UInt32.max) == "ffffffff")
    }

    @Test(arguments: ["0", "000", "0g", "g0", " 0", "0x", "é", "00\n", "+1"])
    func `text that is not pairs of digits is refused`(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }
}
