/// A SHA-256: of a token's text, of a request.
package struct Digest: TrieKey, Comparable {
    package let bytes: [UInt8]

    /// Takes exactly 32 bytes; nil for any other number.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Takes what a SHA-256 has given.
    package init(digest: [UInt8]) {
        precondition(digest.count == 32, "a SHA-256 has 32 bytes")
        bytes = digest
    }

    package static func < (left: Digest, right: Digest) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}
