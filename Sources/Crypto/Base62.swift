/// Text of the digits and letters `0-9A-Za-z`, in that order of value.
public enum Base62 {
    private static let characters = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// `value` in at least `width` characters, most significant first, padded on the left with
    /// `0`.
    ///
    /// Six characters hold every 32-bit value; a value too large for a smaller `width` is
    /// written whole.
    public static func encode(_ value: UInt32, width: Int = 6) -> String {
        var rest = value
        var text: [UInt8] = []
        while rest > 0 || text.count < width {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 62)
            text.append(characters[Int(remainder)])
            rest = quotient
        }
        return String(decoding: text.reversed(), as: UTF8.self)
    }

    /// `count` characters, each of the 62 equally likely, from the kernel's randomness.
    ///
    /// Each character carries log₂ 62 ≈ 5.95 bits.
    public static func randomText(_ count: Int) -> String {
        randomText(count, bytes: SystemRandom.bytes)
    }

    /// `count` characters made from what `bytes` gives when asked for a number of bytes.
    static func randomText(_ count: Int, bytes: (Int) -> [UInt8]) -> String {
        var text: [UInt8] = []
        while text.count < count {
            for byte in bytes(count - text.count) where byte < 248 {
                // 248 is the largest multiple of 62 in a byte: bytes from there on would favour
                // the first eight characters.
                text.append(characters[Int(byte % 62)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
