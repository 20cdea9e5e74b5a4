extension JSONWriter {
    /// Writes a string of at most `maxCount` bytes, which `write` appends; they must be UTF-8 and
    /// need no escape.
    @inlinable @inline(__always)
    public mutating func quoted(upTo maxCount: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
        value(upTo: maxCount &+ 2) { place in
            place[0] = UInt8(ascii: "\"")
            let buffer = UnsafeMutableBufferPointer(start: place + 1, count: maxCount)
            var span = OutputSpan(buffer: buffer, initializedCount: 0)
            write(&span)
            let count = span.finalize(for: buffer)
            place[count &+ 1] = UInt8(ascii: "\"")
            return count &+ 2
        }
    }

    /// Writes a string that needs no escape.
    @inlinable @inline(__always)
    public mutating func quoted(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        value(upTo: count &+ 2) { place in
            Self.store(quoted: text, at: place)
            return count &+ 2
        }
    }

    @inlinable @inline(__always)
    static func store(quoted text: StaticString, at place: UnsafeMutablePointer<UInt8>) {
        let count = text.utf8CodeUnitCount
        place[0] = UInt8(ascii: "\"")
        (place + 1).update(from: text.utf8Start, count: count)
        place[count &+ 1] = UInt8(ascii: "\"")
    }

    /// Writes an integer in decimal digits.
    @inlinable
    public mutating func integer(_ value: some BinaryInteger) {
        if let small = Int64(exactly: value) {
            integer(small)
        } else {
            raw(value.description.utf8)
        }
    }

    @usableFromInline
    mutating func integer(_ number: Int64) {
        value(upTo: 20) { place in
            var rest = number.magnitude
            let sign = number < 0 ? 1 : 0
            place[0] = UInt8(ascii: "-")
            let end = sign &+ Self.digitCount(of: rest)
            var index = end
            repeat {
                index &-= 1
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
                place[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
                rest = quotient
            } while index > sign
            return end
        }
    }

    @inline(__always)
    private static func digitCount(of number: UInt64) -> Int {
        var count = 1
        var rest = number
        while rest >= 10 {
            rest /= 10
            count &+= 1
        }
        return count
    }

    /// Writes the shortest number that reads back as the same double, without `.0`; infinities
    /// and NaN, for which JSON has no form, as `null`.
    public mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        let text = value.description
        raw(text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
    }

    /// Writes `true` or `false`.
    @inlinable
    public mutating func bool(_ value: Bool) {
        if value { literal("true") } else { literal("false") }
    }

    /// Writes `null`.
    @inlinable
    public mutating func null() {
        literal("null")
    }

    @inlinable @inline(__always)
    mutating func literal(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        value(upTo: count) { place in
            place.update(from: text.utf8Start, count: count)
            return count
        }
    }

    /// Writes a value that is encoded already.
    @inlinable
    public mutating func raw(_ encoded: some Collection<UInt8>) {
        let count = encoded.count
        value(upTo: count) { place in
            let buffer = UnsafeMutableBufferPointer(start: place, count: count)
            _ = buffer.update(fromContentsOf: encoded)
            return count
        }
    }

    /// Writes a whole value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): raw(value.lexeme.utf8)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }
}
