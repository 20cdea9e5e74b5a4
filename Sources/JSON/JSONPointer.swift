/// A place in a JSON text (RFC 6901).
public struct JSONPointer: Sendable, Hashable {
    /// The string form (RFC 6901 §5), such as `/a/0`; empty for the whole text.
    public let path: String

    /// The whole text.
    public static let root = JSONPointer(unchecked: "")

    /// Reads the string form; nil where it does not follow RFC 6901 §3.
    public init?(_ path: String) {
        guard path.isEmpty || path.utf8.first == UInt8(ascii: "/") else { return nil }
        var isAfterTilde = false
        for byte in path.utf8 {
            if isAfterTilde, byte != UInt8(ascii: "0"), byte != UInt8(ascii: "1") { return nil }
            isAfterTilde = byte == UInt8(ascii: "~")
        }
        if isAfterTilde { return nil }
        self.path = path
    }

    private init(unchecked path: String) { self.path = path }

    /// The member of that name within this place.
    public func appending(_ key: String) -> JSONPointer {
        var grown = path + "/"
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": grown += "~0"
            case "/": grown += "~1"
            default: grown.unicodeScalars.append(scalar)
            }
        }
        return JSONPointer(unchecked: grown)
    }

    /// The element at that index within this place.
    public func appending(_ index: Int) -> JSONPointer {
        JSONPointer(unchecked: "\(path)/\(index)")
    }

    /// The fragment form (RFC 6901 §6), such as `#/a/0`; `#` for the whole text.
    public var fragment: String {
        var bytes = [UInt8(ascii: "#")]
        for byte in path.utf8 {
            if Self.isAllowedInFragment(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Self.hexadecimalDigit(byte >> 4))
                bytes.append(Self.hexadecimalDigit(byte & 0xF))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The names and indexes from the outside in, without escapes.
    public var tokens: [String] {
        // By bytes: a combining mark after the slash would make another character of it.
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst().map(Self.withoutEscapes)
    }

    private static func withoutEscapes(_ token: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var isAfterTilde = false
        for byte in token {
            if isAfterTilde {
                bytes.append(UInt8(ascii: byte == UInt8(ascii: "0") ? "~" : "/"))
                isAfterTilde = false
            } else if byte == UInt8(ascii: "~") {
                isAfterTilde = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// RFC 3986 §3.5.
    private static func isAllowedInFragment(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "A") &+ (value &- 10)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The string form.
    public var description: String { path }
}

extension JSONValue {
    /// The value at that place, nil where there is none (RFC 6901 §4).
    public subscript(_ pointer: JSONPointer) -> JSONValue? {
        var place = self
        for token in pointer.tokens {
            switch place {
            case .object(let object):
                guard let next = object[token] else { return nil }
                place = next
            case .array(let elements):
                guard let index = Int(token), String(index) == token,
                    elements.indices.contains(index)
                else { return nil }
                place = elements[index]
            case .null, .bool, .integer, .number, .string: return nil
            }
        }
        return place
    }
}
