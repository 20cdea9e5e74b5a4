import Testing

@testable import Crypto

struct HMACTests {
    /// RFC 4231 §4.2–§4.8, without the truncated case.
    static let vectors: [(key: [UInt8], message: [UInt8], code: String)] = [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            Array(1...25), [UInt8](repeating: 0xcd, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array(
                ("This is a test using a larger than block-size key and a larger than "
                    + "block-size data. The key needs to be hashed before being used by the "
                    + "HMAC algorithm.").utf8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]

    @Test(arguments: vectors.indices)
    func `the codes of RFC 4231 come out`(index: Int) {
        let vector = Self.vectors[index]
        let code = HMAC.sha256(key: vector.key, message: vector.message)
        #expect(Hexadecimal.encode(code) == vector.code)
    }

    static let body =
        #"{"type":"post.published","timestamp":"2026-01-01T00:00:00.000Z","data":{"id":"#
        + #""019b76da-a418-7001-8123-456789abcdef","title":"Øvelse på Værnes"}}"#

    @Test(arguments: [
        (
            "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
            "evt_019b76daa8007c3da1f2b3c4d5e6f708.1767225600." + body,
            "rCGz1u/M1pmbnOa8rjn84jjlM1mU9SAGDgOoNA1+CyA="
        ),
        (
            "ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=",
            "evt_019b76daa8007c3da1f2b3c4d5e6f708.1767225600." + body,
            "kHFcWQ1ve9Bbugfih/u5OpVhG2uMftqzZFZnAz6zHaU="
        ),
        (
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            #"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}"#,
            "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        ),
    ])
    func `the signatures of Standard Webhooks come out`(
        key: String, message: String, signature: String
    ) throws {
        let key = try #require(Base64.decode(key))
        let code = HMAC.sha256(key: key, message: Array(message.utf8))
        #expect(Base64.encode(code) == signature)
    }

    @Test func `a code is valid for its own key and message only`() {
        let code = HMAC.sha256(key: [1], message: [2])
        #expect(HMAC.isValid(code, key: [1], message: [2]))
        #expect(!HMAC.isValid(code, key: [1], message: [3]))
        #expect(!HMAC.isValid(code, key: [3], message: [2]))
        #expect(!HMAC.isValid([], key: [1], message: [2]))
    }
}
