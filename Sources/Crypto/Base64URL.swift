/// Base64 with the alphabet that is safe in addresses and file names (RFC 4648 §5), unpadded.
public enum Base64URL {
    private static let alphabet = Base64Alphabet(last: "-_")

    /// `bytes` as one line of text without padding.
    public static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        alphabet.encode(bytes, isPadded: false)
    }

    /// `bytes` as one line of text without padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { encode($0) }
    }

    /// The bytes `text` stands for, or nil when `text` is not exactly what `encode` writes.
    ///
    /// Padding, white space, characters outside the alphabet and unused bits that are not zero
    /// are all refused.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        alphabet.decode(Array(text.utf8))
    }
}
