import Testing

@testable import Crypto

struct ConstantTimeEqualTests {
    @Test func `equal bytes are equal`() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual(patterned(32), patterned(32)))
    }

    @Test func `a difference in any one bit is seen`() {
        let secret = patterned(32)
        for bit in 0..<256 {
            var other = secret
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!constantTimeEqual(secret, other))
        }
    }

    @Test func `bytes of another length are unequal`() {
        #expect(!constantTimeEqual([1, 2], [1]))
        #expect(!constantTimeEqual([], [0]))
    }
}
