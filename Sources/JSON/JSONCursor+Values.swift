extension JSONCursor {
    /// The type of the next value, told by its first byte; reads nothing but white space.
    public mutating func kind() throws(JSONSyntaxError) -> JSONKind {
        skipWhitespace()
        guard position < bytes.count else { throw unexpected() }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw unexpected()
        }
    }

    /// The next value as a tree.
    public mutating func value() throws(JSONSyntaxError) -> JSONValue {
        switch try kind() {
        case .null:
            _ = try null()
            return .null
        case .bool: return .bool(try bool())
        case .number: return try number()
        case .string: return .string(try readText().string)
        case .array: return .array(try elements())
        case .object: return .object(JSONObject(unique: try members()))
        }
    }

    /// Reads the next value and gives its checked bytes, which lie in the buffer, without the
    /// white space around them.
    public mutating func rawValue() throws(JSONSyntaxError) -> UnsafeRawBufferPointer {
        skipWhitespace()
        let start = position
        try skipValue()
        return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    }

    /// Reads the next value, whatever it is, and checks it.
    public mutating func skipValue() throws(JSONSyntaxError) {
        let outer = frames.count
        repeat {
            switch try kind() {
            case .null: _ = try null()
            case .bool: _ = try bool()
            case .number: _ = try readNumber()
            case .string: _ = try readText()
            case .array: try beginArray()
            case .object: try beginObject()
            }
            while let frame = frames.last, frames.count > outer {
                if frame.isObject ? try nextKey() != nil : try nextElement() { break }
            }
        } while frames.count > outer
    }

    private mutating func elements() throws(JSONSyntaxError) -> [JSONValue] {
        try beginArray()
        var elements: [JSONValue] = []
        elements.reserveCapacity(4)
        while try nextElement() { elements.append(try value()) }
        return elements
    }

    private mutating func members() throws(JSONSyntaxError) -> [JSONObject.Member] {
        try beginObject()
        var members: [JSONObject.Member] = []
        members.reserveCapacity(8)
        while let key = try nextKey() {
            members.append(JSONObject.Member(key: key.string, value: try value()))
        }
        return members
    }
}
