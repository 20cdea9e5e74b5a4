/// Base64 with padding (RFC 4648 §4).
public enum Base64 {
    private static let alphabet = Base64Alphabet(last: "+/")

    /// `bytes` as one line of text, padded with `=`.
    public static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        alphabet.encode(bytes, isPadded: true)
    }

    /// `bytes` as one line of text, padded with `=`.
    public static func encode(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { encode($0) }
    }

    /// The bytes `text` stands for, or nil when `text` is not exactly what `encode` writes.
    ///
    /// White space, missing or misplaced padding, characters outside the alphabet and unused
    /// bits that are not zero are all refused.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        let padding = characters.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }
        return alphabet.decode(characters.dropLast(padding.count))
    }
}
