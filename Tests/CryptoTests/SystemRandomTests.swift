import Testing

@testable import Crypto

struct SystemRandomTests {
    @Test(arguments: [-1, 0, 1, 16, 255, 256, 257, 1000])
    func `as many bytes come as were asked for`(count: Int) {
        #expect(SystemRandom.bytes(count).count == max(count, 0))
    }

    @Test func `bytes beyond one kernel request are filled too`() {
        let bytes = SystemRandom.bytes(4096)
        for start in stride(from: 0, to: bytes.count, by: 64) {
            #expect(Set(bytes[start..<start + 64]).count > 16)
        }
        #expect(bytes != SystemRandom.bytes(4096))
    }
}
