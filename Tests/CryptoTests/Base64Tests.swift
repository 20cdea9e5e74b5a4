import Testing

@testable import Crypto

struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648 hold both ways`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test func `every byte value and length survives the round trip`() {
        let bytes = Array(0...UInt8.max)
        for length in 0...bytes.count {
            let prefix = Array(bytes[..<length])
            #expect(Base64.decode(Base64.encode(prefix)) == prefix)
        }
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zm8", "Zg===", "====", "Z===", "Zg==Zg==", "Zm=8", "Zh==", "Zm9=",
        "Zm9v\n", " Zm9v", "Zm9v====", "Zm-_", "Zm9é", "=", "==", "Zm9v=", "\0\0\0\0",
    ])
    func `text that encoding never writes is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
