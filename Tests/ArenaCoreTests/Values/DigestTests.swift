import Testing

@testable import ArenaCore

struct DigestTests {
    private static let rising = (0..<32).map { UInt8($0) }

    @Test func `the bytes come back, and no other number of them is taken`() {
        #expect(Digest(digest: Self.rising).bytes == Self.rising)
        #expect(Digest(Self.rising)?.bytes == Self.rising)
        #expect(Digest(Array(Self.rising.dropLast())) == nil)
        #expect(Digest(Self.rising + [0]) == nil)
    }

    @Test(arguments: [0, 7, 8, 15, 16, 23, 24, 31])
    func `a byte anywhere tells digests apart, and orders them as bytes are`(place: Int) {
        var bytes = Self.rising
        bytes[place] = 0xFF
        let digest = Digest(digest: Self.rising)
        let other = Digest(digest: bytes)
        #expect(digest != other)
        #expect(digest < other)
        #expect(!(other < digest))
    }
}
