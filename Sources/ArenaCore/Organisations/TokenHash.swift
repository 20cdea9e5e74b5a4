/// The SHA-256 of a token's text.
package struct TokenHash: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Takes exactly 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }
}
