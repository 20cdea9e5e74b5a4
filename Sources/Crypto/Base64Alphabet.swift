/// The 64 characters of a Base64 variant and the coding they share (RFC 4648 §4, §5).
struct Base64Alphabet: Sendable {
    private let characters: [UInt8]
    /// The value of each byte; `Self.invalid` for bytes outside the alphabet.
    private let values: [UInt8]

    private static let invalid: UInt8 = 0xff

    /// An alphabet of letters and digits and the two characters in `last`.
    init(last: String) {
        let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last
        characters = Array(text.utf8)
        var values = [UInt8](repeating: Self.invalid, count: 256)
        for (value, character) in characters.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        self.values = values
    }

    /// `bytes` as text, filled up with `=` to whole groups of four when `isPadded`.
    func encode(_ bytes: UnsafeRawBufferPointer, isPadded: Bool) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
            characters.withUnsafeBufferPointer { characters in
                var position = 0
                var offset = 0
                while offset < bytes.count {
                    let taken = min(3, bytes.count - offset)
                    var group = UInt32(bytes[offset]) << 16
                    if taken > 1 { group |= UInt32(bytes[offset + 1]) << 8 }
                    if taken > 2 { group |= UInt32(bytes[offset + 2]) }
                    for index in 0...taken {
                        let value = (group >> UInt32(18 - 6 * index)) & 0x3f
                        text[position + index] = characters[Int(value)]
                    }
                    position += taken + 1
                    offset += taken
                }
                while isPadded, position % 4 != 0 {
                    text[position] = UInt8(ascii: "=")
                    position += 1
                }
                return position
            }
        }
    }

    /// The bytes that unpadded `text` stands for.
    ///
    /// Nil when a character is outside the alphabet, when one character is left over, or when
    /// bits that carry no data are not zero (RFC 4648 §3.5), so that each byte string has
    /// exactly one text.
    func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 2)
        var group: UInt32 = 0
        var bitCount = 0
        for character in text {
            let value = values[Int(character)]
            guard value != Self.invalid else { return nil }
            group = group << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bitCount)))
                group &= (1 << UInt32(bitCount)) - 1
            }
        }
        return bitCount < 6 && group == 0 ? bytes : nil
    }
}
