import Testing

@testable import Crypto

struct Base64URLTests {
    @Test(arguments: [
        ([], ""), ([0xfb], "-w"), ([0xff, 0xff], "__8"), ([0xfb, 0xef, 0xff], "--__"),
        ([0x66, 0x6f, 0x6f, 0x62], "Zm9vYg"),
    ])
    func `the alphabet is the one of RFC 4648 §5 without padding`(bytes: [UInt8], text: String) {
        #expect(Base64URL.encode(bytes) == text)
        #expect(Base64URL.decode(text) == bytes)
    }

    @Test func `every length survives the round trip`() {
        for length in 0...100 {
            let bytes = patterned(length)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm9vY", "++//", "Zm 9", "Zm9v\n", "="])
    func `text that encoding never writes is refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
