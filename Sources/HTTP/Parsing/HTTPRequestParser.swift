/// What the bytes of a connection hold so far.
enum HTTPParsing {
    case incomplete
    case invalid(HTTPRefusal)
    /// A whole head, which took that many bytes.
    case head(HTTPRequestHead, consumed: Int)
}

/// Reads request heads (RFC 9112 §2–§3). A function of the bytes alone: it is given all bytes
/// since the head began, as often as more have come, and only remembers how far it has read, so
/// that a head that trickles in costs no more than one that comes whole. The outcome is the same
/// wherever the bytes are cut.
struct HTTPRequestParser {
    /// Where the line that is read begins.
    private var lineStart = 0
    /// Up to where no line end was found.
    private var scanned = 0
    private var skippedEmptyLine = false
    private var fieldsStart = 0
    private var requestLine: HTTPRequestLine?
    private var spans: [HTTPFieldSpan] = []
    private var framing = HTTPFraming()
    /// Whether the request is HEAD as far as is known: a refusal of it has no content either.
    private(set) var isHead = false

    /// Reads on. After anything but `.incomplete` the parser is to be replaced by a new one.
    mutating func parse(
        _ bytes: UnsafeRawBufferPointer, limits: HTTPHeadLimits, from address: SocketAddress
    ) -> HTTPParsing {
        do throws(HTTPRefusal) {
            while let line = try nextLine(bytes, limits) {
                guard let request = requestLine else {
                    try readRequestLine(bytes, line, limits)
                    continue
                }
                if line.isEmpty {
                    // RFC 9112 §2.1: an empty line ends the head.
                    try framing.finish(request.version)
                    return .head(head(bytes, request, address), consumed: lineStart)
                }
                if spans.count == limits.fieldCountMax { throw .fieldsTooLarge }
                try readField(bytes, line)
            }
            return .incomplete
        } catch {
            return .invalid(error)
        }
    }

    /// The next whole line without its end, nil where it has not come yet.
    private mutating func nextLine(
        _ bytes: UnsafeRawBufferPointer, _ limits: HTTPHeadLimits
    ) throws(HTTPRefusal) -> Range<Int>? {
        let found = bytes.firstOffset(of: 0x0A, from: scanned)
        let end = found.map { $0 + 1 } ?? bytes.count
        if requestLine == nil {
            // What cannot be a request, such as the first bytes of TLS, need not be waited for.
            if lineStart < bytes.count {
                let first = bytes[lineStart]
                guard first.isTokenCharacter || first == 0x0D || first == 0x0A else {
                    throw .malformed(.requestLineBeginsWithoutMethod)
                }
            }
            let lineMax = limits.targetBytesMax + HTTPHeadLimits.requestLineRest
            if end - lineStart > lineMax {
                // RFC 9112 §3: a method longer than any that is known is answered by 501.
                guard bytes.slice(lineStart, lineStart + lineMax).contains(0x20) else {
                    throw .notImplemented(.methodIsUnknown)
                }
                throw .targetTooLong
            }
        } else if end - fieldsStart > limits.fieldBytesMax {
            throw .fieldsTooLarge
        }
        guard let found else {
            scanned = bytes.count
            return nil
        }
        // RFC 9112 §2.2: a recipient may take a bare LF for a line end; here it never does, as
        // others in the chain may read it otherwise.
        guard found > lineStart, bytes[found - 1] == 0x0D else {
            throw .malformed(.lineEndsWithoutReturn)
        }
        let line = lineStart..<found - 1
        lineStart = found + 1
        scanned = lineStart
        return line
    }

    private mutating func readRequestLine(
        _ bytes: UnsafeRawBufferPointer, _ line: Range<Int>, _ limits: HTTPHeadLimits
    ) throws(HTTPRefusal) {
        if line.isEmpty {
            // RFC 9112 §2.2: at least one empty line before the request line is ignored.
            if skippedEmptyLine { throw .malformed(.requestLineIsEmpty) }
            skippedEmptyLine = true
            return
        }
        isHead = line.count > 5 && bytes.slice(line.lowerBound, line.lowerBound + 5).equals("HEAD ")
        requestLine = try HTTPRequestLine(bytes, line, limits)
        fieldsStart = lineStart
        spans.reserveCapacity(12)
    }

    /// RFC 9112 §5: `field-name ":" OWS field-value OWS`.
    private mutating func readField(
        _ bytes: UnsafeRawBufferPointer, _ line: Range<Int>
    ) throws(HTTPRefusal) {
        var colon = line.lowerBound
        while colon < line.upperBound, bytes[colon].isTokenCharacter { colon += 1 }
        guard colon < line.upperBound, bytes[colon] == 0x3A, colon > line.lowerBound else {
            throw Self.refusal(ofFieldLine: bytes.slice(line), at: colon - line.lowerBound)
        }
        // RFC 9110 §5.5: CR, LF, NUL and other control characters are no part of a value.
        guard Self.isFieldValue(bytes, colon + 1, line.upperBound) else {
            throw .malformed(.fieldHasControl)
        }
        let value = bytes.trimmedRange(colon + 1, line.upperBound)
        spans.append(
            HTTPFieldSpan(
                nameStart: UInt32(truncatingIfNeeded: line.lowerBound),
                nameEnd: UInt32(truncatingIfNeeded: colon),
                valueStart: UInt32(truncatingIfNeeded: value.lowerBound),
                valueEnd: UInt32(truncatingIfNeeded: value.upperBound)))
        try framing.read(name: bytes.slice(line.lowerBound, colon), value: bytes.slice(value))
    }

    private static func refusal(
        ofFieldLine line: UnsafeRawBufferPointer, at offset: Int
    ) -> HTTPRefusal {
        let first = line.first ?? 0
        if first == 0x20 || first == 0x09 {
            // RFC 9112 §5.2: obs-fold; §2.2: white space before the first field line.
            return .malformed(.fieldBeginsWithSpace)
        }
        if offset < line.count, line[offset] == 0x20 || line[offset] == 0x09 {
            // RFC 9112 §5.1: no white space between the name and the colon.
            return .malformed(.fieldHasSpaceBeforeColon)
        }
        return .malformed(.fieldHasNoName)
    }

    /// Whether no byte is a control character, eight bytes at a time.
    private static func isFieldValue(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
    ) -> Bool {
        var index = start
        while index &+ 8 <= end {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let high: UInt64 = 0x8080_8080_8080_8080
            // The known tests of a word for a byte below 0x20 and for a byte equal to 0x7F; the
            // borrow of the first can only report too much.
            let below = (word &- 0x2020_2020_2020_2020) & ~word & high
            let deleted = word ^ 0x7F7F_7F7F_7F7F_7F7F
            let equal = (deleted &- 0x0101_0101_0101_0101) & ~deleted & high
            if below | equal != 0 {
                for byte in bytes.slice(index, index &+ 8) where !byte.isFieldValueCharacter {
                    return false
                }
            }
            index &+= 8
        }
        while index < end {
            if !bytes[index].isFieldValueCharacter { return false }
            index &+= 1
        }
        return true
    }

    private func head(
        _ bytes: UnsafeRawBufferPointer, _ request: HTTPRequestLine, _ address: SocketAddress
    ) -> HTTPRequestHead {
        HTTPRequestHead(
            method: request.method, version: request.version,
            fields: HTTPFields(bytes: Array(bytes[..<lineStart]), spans: spans),
            remoteAddress: address, contentLength: framing.contentLength,
            isChunked: framing.isChunked,
            // RFC 9110 §10.1.1: the expectation of an HTTP/1.0 request is ignored.
            expectsContinue: framing.expectsContinue && request.version == .http11,
            allowsKeepAlive: framing.allowsKeepAlive(request.version), target: request.target)
    }
}
