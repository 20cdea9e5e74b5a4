/// Why a text is not the JSON that was expected.
public struct JSONSyntaxError: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Reason: Sendable, Equatable {
        /// A member's name occurs a second time in its object; the name is without escapes.
        case duplicateKey(String)
        /// The bytes are not well-formed UTF-8 (RFC 3629): overlong, a surrogate, beyond
        /// U+10FFFF, cut short.
        case invalidUTF8
        /// Arrays and objects nest deeper than allowed.
        case tooDeep
        /// The text is longer than allowed.
        case tooLarge
        /// The text ends within a value.
        case unexpectedEnd
        /// This byte cannot stand here; also where a value of another type was expected.
        case unexpectedByte(UInt8)
        /// A backslash is not followed by one of the escapes of RFC 8259 §7.
        case invalidEscape
        /// An escape stands for half of a surrogate pair.
        case loneSurrogate
        /// A character below U+0020 stands unescaped in a string.
        case controlCharacter
        /// A number does not follow RFC 8259 §6, or does not fit the type asked for.
        case invalidNumber
        /// Something other than white space follows the value.
        case trailingContent
        /// There is no value at all.
        case empty
    }

    /// Where the fault is, in bytes from the start of the text.
    public let offset: Int
    /// The innermost value that holds the fault, as far as it had been read.
    public let pointer: JSONPointer
    /// What is wrong.
    public let reason: Reason

    /// A fault at a place.
    public init(offset: Int, pointer: JSONPointer, reason: Reason) {
        self.offset = offset
        self.pointer = pointer
        self.reason = reason
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// One line in English with place and reason.
    public var description: String { "byte \(offset), \(pointer.fragment): \(reason)" }
}

extension JSONSyntaxError.Reason: CustomStringConvertible {
    /// A clause in English without a full stop. Of the text it repeats at most a member's name.
    public var description: String {
        switch self {
        case .duplicateKey(let key): "the name \(JSONValue.quoted(key)) occurs twice"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .tooDeep: "the values nest too deeply"
        case .tooLarge: "the text is too long"
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected byte \(Self.name(of: byte))"
        case .invalidEscape: "the escape does not exist"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .controlCharacter: "a control character is not escaped"
        case .invalidNumber: "the number is malformed or out of range"
        case .trailingContent: "something follows the value"
        case .empty: "there is no value"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if 0x21...0x7E ~= byte { return "'\(UnicodeScalar(byte))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
}

extension JSONValue {
    fileprivate static func quoted(_ text: String) -> String {
        String(decoding: JSONValue.string(text).encoded(), as: UTF8.self)
    }
}
