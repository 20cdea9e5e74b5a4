/// Writes JSON text in UTF-8 straight into bytes: no white space, commas where they belong, and
/// only the escapes that RFC 8259 §7 requires.
///
/// The caller sees to the structure: every begin has its end, and in an object every value its
/// key.
public struct JSONWriter: Sendable {
    // What has been written, and behind it zeros: there a value is written in one go, where an
    // array would look at each of its bytes whether it has to grow.
    @usableFromInline var room: [UInt8]

    @usableFromInline var used = 0
    @usableFromInline var needsComma = false

    /// A writer with room for so many bytes before it must grow.
    public init(capacity: Int = 256) {
        room = [UInt8](repeating: 0, count: capacity)
    }

    // MARK: What has been written

    /// How many bytes have been written.
    @inlinable
    public var count: Int { used }

    /// A copy of what has been written.
    public var bytes: [UInt8] { Array(room[..<used]) }

    /// Hands over what has been written, without a copy, and begins anew.
    public mutating func finish() -> [UInt8] {
        var finished: [UInt8] = []
        swap(&room, &finished)
        finished.removeLast(finished.count - used)
        removeAll()
        return finished
    }

    /// Looks at what has been written from the byte at `start` on.
    public func withBytes<Result, Failure: Error>(
        from start: Int = 0, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try room.withUnsafeBufferPointer { (buffer) throws(Failure) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[start..<used])))
        }
    }

    /// Removes what has been written and keeps the room, to begin anew.
    public mutating func removeAll() {
        used = 0
        needsComma = false
    }

    /// How far a writer has come.
    public struct Place: Sendable {
        /// How many bytes are before it.
        public let count: Int
        fileprivate let needsComma: Bool
    }

    /// How far it has come.
    public var place: Place { Place(count: used, needsComma: needsComma) }

    /// Takes back what was written since then.
    public mutating func goBack(to place: Place) {
        precondition(place.count <= used, "so much has not been written")
        used = place.count
        needsComma = place.needsComma
    }

    /// Appends what `write` stores from the address on; it tells how many bytes, at most
    /// `maxCount`.
    @inlinable @inline(__always)
    mutating func append(upTo maxCount: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        if room.count &- used < maxCount { grow(by: maxCount) }
        let start = used
        used &+= room.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { write($0 + start) } ?? 0
        }
    }

    @inlinable @inline(__always)
    mutating func append(_ byte: UInt8) {
        append(upTo: 1) {
            $0[0] = byte
            return 1
        }
    }

    @usableFromInline @inline(never)
    mutating func grow(by count: Int) {
        room.append(contentsOf: repeatElement(0, count: max(count, room.count)))
    }

    // MARK: Structure

    /// Begins an object.
    @inlinable
    public mutating func beginObject() {
        begin(UInt8(ascii: "{"))
    }

    /// Ends the object.
    @inlinable
    public mutating func endObject() {
        end(UInt8(ascii: "}"))
    }

    /// Begins an array.
    @inlinable
    public mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    /// Ends the array.
    @inlinable
    public mutating func endArray() {
        end(UInt8(ascii: "]"))
    }

    @inlinable @inline(__always)
    mutating func begin(_ bracket: UInt8) {
        value(upTo: 1) {
            $0[0] = bracket
            return 1
        }
        needsComma = false
    }

    @inlinable @inline(__always)
    mutating func end(_ bracket: UInt8) {
        append(bracket)
        needsComma = true
    }

    /// Writes a member's name, which must need no escape.
    @inlinable @inline(__always)
    public mutating func key(_ name: StaticString) {
        let count = name.utf8CodeUnitCount
        value(upTo: count &+ 3) { place in
            Self.store(quoted: name, at: place)
            place[count &+ 2] = UInt8(ascii: ":")
            return count &+ 3
        }
        needsComma = false
    }

    /// Writes a member's name with the escapes it needs. A literal takes the other method.
    @_disfavoredOverload
    public mutating func key(_ name: String) {
        string(name)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Ends a line of JSON Lines, or the whole text; the next value needs no comma.
    @inlinable
    public mutating func newline() {
        end(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Appends a value of at most `maxCount` bytes, behind a comma where one belongs; see
    /// `append`.
    @inlinable @inline(__always)
    mutating func value(upTo maxCount: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        let comma = needsComma ? 1 : 0
        append(upTo: maxCount &+ 1) { place in
            place[0] = UInt8(ascii: ",")
            return write(place + comma) &+ comma
        }
        needsComma = true
    }
}
