/// A request target (RFC 9112 §3.2), as ranges of the bytes of its head.
struct HTTPTarget: Sendable, Equatable {
    var path: Range<Int>
    var query: Range<Int>?
    /// Host and port of an absolute target.
    var authority: Range<Int>?
    var isAsterisk = false
    /// The decoded path where it holds escapes, else empty.
    var decodedPath: [UInt8] = []

    /// Reads the target that stands in that range of the head.
    init(
        _ head: UnsafeRawBufferPointer, _ range: Range<Int>, method: HTTPMethod
    ) throws(HTTPRefusal) {
        path = range
        if range.isEmpty { throw .malformed(.targetIsMissing) }
        if head[range.lowerBound] == 0x2F {
            // RFC 9112 §3.2.1: origin-form.
            try readPathAndQuery(head, range)
        } else if head.slice(range).equals("*") {
            // RFC 9112 §3.2.4: asterisk-form is for OPTIONS alone.
            guard method == .options else {
                throw .malformed(.asteriskWithoutOptions)
            }
            isAsterisk = true
        } else {
            try readAbsolute(head, range, method)
        }
    }

    /// RFC 9112 §3.2.2: absolute-form, which a server must accept. What is neither that nor
    /// origin-form, such as the authority-form of CONNECT (§3.2.3), is refused.
    private mutating func readAbsolute(
        _ head: UnsafeRawBufferPointer, _ range: Range<Int>, _ method: HTTPMethod
    ) throws(HTTPRefusal) {
        let text = head.slice(range)
        let schemeLength: Int
        if text.count > 7, text.slice(0, 7).equalsIgnoringCase("http://") {
            schemeLength = 7
        } else if text.count > 8, text.slice(0, 8).equalsIgnoringCase("https://") {
            schemeLength = 8
        } else {
            throw .malformed(.targetIsNoPath)
        }
        let start = range.lowerBound + schemeLength
        var end = start
        while end < range.upperBound, head[end] != 0x2F, head[end] != 0x3F { end += 1 }
        // RFC 9110 §4.2.1: an http address without a host is invalid; §4.2.4: user information
        // is an error, and `@` is no character of a host here.
        guard HTTPAuthority.isValid(head.slice(start, end)), end > start else {
            throw .malformed(.targetHostIsNotValid)
        }
        authority = start..<end
        if end == range.upperBound, method == .options {
            // RFC 9112 §3.2.4: an OPTIONS without path and query means the server as a whole.
            isAsterisk = true
            path = end..<end
            decodedPath = [0x2A]
            return
        }
        if end == range.upperBound || head[end] == 0x3F {
            // RFC 9110 §4.2.3: an empty path is the same as `/`.
            decodedPath = [0x2F]
            path = end..<end
            if end < range.upperBound { try readQuery(head, end + 1..<range.upperBound) }
        } else {
            try readPathAndQuery(head, end..<range.upperBound)
        }
    }

    private mutating func readPathAndQuery(
        _ head: UnsafeRawBufferPointer, _ range: Range<Int>
    ) throws(HTTPRefusal) {
        var index = range.lowerBound
        var hasEscape = false
        var hasDotAfterSlash = false
        var previous: UInt8 = 0
        while index < range.upperBound {
            let byte = head[index]
            if !byte.isPathCharacter {
                if byte == 0x3F { break }
                // RFC 9112 §3.2: an invalid request line is answered by 400.
                throw .malformed(.pathHasRawCharacter)
            }
            if byte == 0x25 { hasEscape = true }
            if byte == 0x2E, previous == 0x2F { hasDotAfterSlash = true }
            previous = byte
            index += 1
        }
        path = range.lowerBound..<index
        if index < range.upperBound { try readQuery(head, index + 1..<range.upperBound) }
        if hasEscape { decodedPath = try Self.decode(head.slice(path)) }
        let isDotted =
            hasEscape
            ? decodedPath.withUnsafeBytes(Self.hasDotSegment)
            : hasDotAfterSlash && Self.hasDotSegment(head.slice(path))
        // RFC 3986 §6.2.2.3 lets a server remove them; refusing leaves no doubt about the path.
        if isDotted { throw .malformed(.pathHasDots) }
    }

    /// RFC 3986 §2.4: decoded once. A slash or a NUL that was encoded would mean another path to
    /// whoever decodes at another moment.
    private static func decode(_ path: UnsafeRawBufferPointer) throws(HTTPRefusal) -> [UInt8] {
        guard let decoded = PercentEncoding.decode(path, plusIsSpace: false) else {
            throw .malformed(.pathHasBadEscape)
        }
        var slashes = 0
        for byte in path where byte == 0x2F { slashes += 1 }
        for byte in decoded {
            if byte == 0 { throw .malformed(.pathHasNUL) }
            if byte == 0x2F { slashes -= 1 }
        }
        if slashes != 0 { throw .malformed(.pathHasSlash) }
        guard String(validating: decoded, as: UTF8.self) != nil else {
            throw .malformed(.pathIsNotUTF8)
        }
        return decoded
    }

    /// RFC 3986 §5.2.4 has clients take them out; what still holds one means to climb.
    private static func hasDotSegment(_ path: UnsafeRawBufferPointer) -> Bool {
        var start = 1
        while start <= path.count {
            let end = path.firstOffset(of: 0x2F, from: start) ?? path.count
            let segment = path.slice(start, end)
            if segment.equals(".") || segment.equals("..") { return true }
            start = end + 1
        }
        return false
    }

    private mutating func readQuery(
        _ head: UnsafeRawBufferPointer, _ range: Range<Int>
    ) throws(HTTPRefusal) {
        query = range
        var hasEscape = false
        for index in range {
            let byte = head[index]
            if !byte.isQueryCharacter {
                throw .malformed(.queryHasRawCharacter)
            }
            if byte == 0x25 { hasEscape = true }
        }
        guard hasEscape else { return }
        guard let decoded = PercentEncoding.decode(head.slice(range), plusIsSpace: true) else {
            throw .malformed(.queryHasBadEscape)
        }
        if decoded.contains(0) { throw .malformed(.queryHasNUL) }
        guard String(validating: decoded, as: UTF8.self) != nil else {
            throw .malformed(.queryIsNotUTF8)
        }
    }
}
