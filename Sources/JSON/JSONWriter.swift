/// Writes JSON text in UTF-8 straight into bytes: no white space, commas where they belong, and
/// only the escapes that RFC 8259 §7 requires.
///
/// The caller sees to the structure: every begin has its end, and in an object every value its
/// key.
public struct JSONWriter: Sendable {
    /// What has been written.
    public var bytes: [UInt8]

    @usableFromInline var needsComma = false

    /// A writer with room for so many bytes before it must grow.
    @inlinable
    public init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Begins an object.
    @inlinable
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Ends the object.
    @inlinable
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Begins an array.
    @inlinable
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// Ends the array.
    @inlinable
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes a member's name, which must need no escape.
    @inlinable
    public mutating func key(_ name: StaticString) {
        let comma = needsComma
        name.withUTF8Buffer { name in
            bytes.append(addingCapacity: name.count &+ 4) { room in
                if comma { room.append(UInt8(ascii: ",")) }
                room.append(UInt8(ascii: "\""))
                room.append(copying: UnsafeRawBufferPointer(name))
                room.append(UInt8(ascii: "\""))
                room.append(UInt8(ascii: ":"))
            }
        }
        needsComma = false
    }

    /// Writes a member's name with the escapes it needs. A literal takes the other method.
    @_disfavoredOverload
    public mutating func key(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Ends a line of JSON Lines, or the whole text; the next value needs no comma.
    @inlinable
    public mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Removes what has been written and keeps the room, to begin anew.
    @inlinable
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    @inlinable @inline(__always)
    mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
