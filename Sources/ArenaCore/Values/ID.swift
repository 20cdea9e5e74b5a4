/// The id of one `Subject`: a UUID (RFC 9562) held as two words, so that it costs no allocation
/// and an id of one kind cannot be used for another.
package struct ID<Subject>: Hashable, Comparable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the 36-character form in either case; nil for anything else.
    package init?(_ text: String) {
        var text = text
        guard let words = text.withUTF8({ IDText.words(UnsafeRawBufferPointer($0)) }) else {
            return nil
        }
        self.init(high: words.high, low: words.low)
    }

    /// Reads the 36-character form in either case; nil for anything else.
    package init?(utf8: UnsafeRawBufferPointer) {
        guard let words = IDText.words(utf8) else { return nil }
        self.init(high: words.high, low: words.low)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.low == right.low && left.high == right.high
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    package func hash(into hasher: inout Hasher) {
        // The low word holds 62 random bits in both versions that Arena makes.
        hasher.combine(low)
    }

    /// How many bytes `write` appends.
    package static var byteCount: Int { IDText.count }

    /// Appends the 36 lower-case characters.
    package func write(into bytes: inout [UInt8]) {
        bytes.append(addingCapacity: Self.byteCount) { write(into: &$0) }
    }

    /// Appends the 36 lower-case characters, for which there must be room.
    package func write(into room: inout OutputSpan<UInt8>) {
        IDText.append(high: high, low: low, to: &room)
    }
}

extension ID: TrieKey {
    /// Ids that were made one after the other lie together: of UUIDv7 first the higher half of the
    /// time's lower 32 bits, from minutes up to weeks, which fan out what comes over long; then the
    /// lower half from seconds down to milliseconds, the counter and random bits, which fan out
    /// what comes at once.
    package var trieBits: UInt64 {
        let slow = high >> 32 & 0xFFFF
        let fast = Self.turned(high >> 16 & 0xFFFF)
        let counter = Self.turned(high & 0xFFF) >> 4
        return slow | fast << 16 | counter << 32 | low << 44
    }

    /// The four nibbles of 16 bits in the opposite order.
    private static func turned(_ bits: UInt64) -> UInt64 {
        bits >> 12 & 0xF | bits >> 4 & 0xF0 | bits << 4 & 0xF00 | bits << 12 & 0xF000
    }
}

extension ID: CustomStringConvertible {
    package var description: String {
        String(unsafeUninitializedCapacity: IDText.count) { buffer in
            var text = OutputSpan(buffer: buffer, initializedCount: 0)
            write(into: &text)
            return text.finalize(for: buffer)
        }
    }
}
