/// A SHA-256: of a token's text, of a request. Held as words, so that it costs no allocation.
package struct Digest: TrieKey, Comparable {
    private static let byteCount = 32

    /// The bytes, each eight of them big-endian.
    private let words: SIMD4<UInt64>

    /// Takes exactly 32 bytes; nil for any other number.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(digest: bytes)
    }

    /// Takes what a SHA-256 has given.
    package init(digest: [UInt8]) {
        precondition(digest.count == Self.byteCount, "a SHA-256 has 32 bytes")
        words = digest.withUnsafeBytes { bytes in
            var words = SIMD4<UInt64>()
            for index in words.indices {
                words[index] = UInt64(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return words
        }
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            let room = UnsafeMutableRawBufferPointer(buffer)
            for index in words.indices {
                room.storeBytes(
                    of: words[index].bigEndian, toByteOffset: index * 8, as: UInt64.self)
            }
            count = Self.byteCount
        }
    }

    /// As random as anything can be that somebody chooses who has to hash it.
    package var trieBits: UInt64 { words[0] }

    package static func < (left: Digest, right: Digest) -> Bool {
        for index in left.words.indices where left.words[index] != right.words[index] {
            return left.words[index] < right.words[index]
        }
        return false
    }
}
