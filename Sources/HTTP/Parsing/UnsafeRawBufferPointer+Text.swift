import Glibc

extension UnsafeRawBufferPointer {
    /// The bytes from `start` to `end`.
    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    @inline(__always)
    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range])
    }

    /// Where the byte occurs first, from `start` on.
    @inline(__always)
    func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
        guard let base = baseAddress, start < count else { return nil }
        guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Whether these bytes are that text.
    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        guard let base = baseAddress else { return true }
        return memcmp(base, text.utf8Start, count) == 0
    }

    /// Whether these bytes are that text, which is in lower case, in any case of ASCII letters.
    @inline(__always)
    func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
        guard count == lowercase.utf8CodeUnitCount else { return false }
        let text = lowercase.utf8Start
        for index in 0..<count where self[index].lowercased != text[index] { return false }
        return true
    }

    /// Without spaces and tabs at both ends: OWS of RFC 9110 §5.6.3.
    @inline(__always)
    func trimmedRange(_ start: Int, _ end: Int) -> Range<Int> {
        var start = start
        var end = end
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return start..<end
    }

    /// Calls `body` with each element of a comma-separated list, empty ones left out
    /// (RFC 9110 §5.6.1); stops where it answers false.
    func forEachListElement(_ body: (UnsafeRawBufferPointer) -> Bool) {
        var start = 0
        while start <= count {
            let end = firstOffset(of: 0x2C, from: start) ?? count
            let element = trimmedRange(start, end)
            if !element.isEmpty, !body(slice(element)) { return }
            start = end + 1
        }
    }
}
