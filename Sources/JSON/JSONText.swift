import Glibc

/// A string token that still lies in the buffer it was read from, checked but not copied. It is
/// valid as long as that buffer is.
public struct JSONText {
    /// The bytes between the quotation marks, escapes included.
    public let content: UnsafeRawBufferPointer

    /// Whether `content` holds at least one escape.
    public let hasEscapes: Bool

    @usableFromInline
    init(content: UnsafeRawBufferPointer, hasEscapes: Bool) {
        self.content = content
        self.hasEscapes = hasEscapes
    }

    /// A copy of the text without escapes.
    public var string: String {
        if hasEscapes { return unescaped }
        return String(unsafeUninitializedCapacity: content.count) { buffer in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: content)
            return content.count
        }
    }

    /// Whether the text, without escapes, has the bytes of the literal.
    @inlinable
    public static func == (text: JSONText, literal: StaticString) -> Bool {
        guard !text.hasEscapes else { return text.spells(literal) }
        guard text.content.count == literal.utf8CodeUnitCount else { return false }
        return literal.withUTF8Buffer { bytes in
            for index in 0..<bytes.count where bytes[index] != text.content[index] {
                return false
            }
            return true
        }
    }

    /// So that a `switch` can tell literals apart.
    @inlinable
    public static func ~= (literal: StaticString, text: JSONText) -> Bool { text == literal }

    @usableFromInline
    func spells(_ literal: StaticString) -> Bool { string.hasSameBytes(as: literal.description) }

    /// Whether both spell the same text, with or without escapes.
    func isSame(as other: JSONText) -> Bool {
        if hasEscapes || other.hasEscapes { return string.hasSameBytes(as: other.string) }
        guard content.count == other.content.count else { return false }
        guard let start = content.baseAddress, let otherStart = other.content.baseAddress else {
            return true
        }
        return memcmp(start, otherStart, content.count) == 0
    }
}

extension JSONText {
    /// The escapes were checked when the token was read; text without them never grows.
    private var unescaped: String {
        String(unsafeUninitializedCapacity: content.count) { buffer in
            var output = 0
            var index = 0
            while index < content.count {
                let byte = content[index]
                guard byte == UInt8(ascii: "\\") else {
                    buffer[output] = byte
                    output += 1
                    index += 1
                    continue
                }
                let scalar = JSONEscape.scalar(in: content, at: &index)
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    buffer[output] = unit
                    output += 1
                }
            }
            return output
        }
    }
}
