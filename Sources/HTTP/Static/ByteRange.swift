/// What `Range` asks for of a content (RFC 9110 §14.2).
enum ByteRange: Equatable {
    /// All of it: nothing else was asked for, or what was asked is not understood here.
    case whole
    /// Those bytes of it.
    case part(Range<Int>)
    /// Nothing that there is.
    case unsatisfiable

    /// Reads the field for a content of so many bytes. One range of bytes is understood; other
    /// units, more ranges than one and wrong spellings are ignored, as §14.2 lets a server do.
    init(_ fields: HTTPFields, count: Int) {
        var read: Self?
        fields.forEachValue("range") { value in
            // A second line makes it a list of ranges (§5.3).
            let isFirst = read == nil
            read = isFirst ? Self(value, count: count) : .whole
            return isFirst
        }
        self = read ?? .whole
    }

    private init(_ value: UnsafeRawBufferPointer, count: Int) {
        self = .whole
        guard value.count > 6, value.slice(0, 6).equalsIgnoringCase("bytes=") else { return }
        let range = value.slice(value.trimmedRange(6, value.count))
        guard let dash = range.firstOffset(of: 0x2D) else { return }
        let first = range.slice(0, dash)
        let last = range.slice(dash + 1, range.count)
        if first.isEmpty {
            // §14.1.2: a suffix, which is all of a content that is shorter.
            guard let length = last.decimal else { return }
            self =
                length == 0 || count == 0
                ? .unsatisfiable : .part(count - min(length, count)..<count)
            return
        }
        guard let start = first.decimal else { return }
        let end = last.isEmpty ? count - 1 : last.decimal
        guard let end, last.isEmpty || end >= start else { return }
        self = start < count ? .part(start..<min(end, count - 1) + 1) : .unsatisfiable
    }
}

extension UnsafeRawBufferPointer {
    /// The number that the bytes spell in digits alone; one that is too large is the largest.
    fileprivate var decimal: Int? {
        if isEmpty { return nil }
        var number = 0
        for byte in self {
            guard byte.isDigit else { return nil }
            let (tens, isOver) = number.multipliedReportingOverflow(by: 10)
            number = isOver || tens > .max - 10 ? .max / 2 : tens + Int(byte - 0x30)
        }
        return number
    }
}
