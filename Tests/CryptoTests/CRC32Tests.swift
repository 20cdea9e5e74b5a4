import Testing

@testable import Crypto

struct CRC32Tests {
    @Test(arguments: [
        ("", UInt32(0)),
        ("123456789", 0xcbf4_3926),
        ("The quick brown fox jumps over the lazy dog", 0x414f_a339),
    ])
    func `the published checks come out`(text: String, value: UInt32) {
        #expect(CRC32.checksum(Array(text.utf8)) == value)
    }

    @Test func `every length agrees with the bitwise definition`() {
        let bytes = patterned(64)
        for length in 0...bytes.count {
            let prefix = Array(bytes[..<length])
            #expect(CRC32.checksum(prefix) == bitwise(prefix, polynomial: 0xedb8_8320))
        }
    }
}
