/// `method SP request-target SP HTTP-version` (RFC 9112 §3).
struct HTTPRequestLine {
    let method: HTTPMethod
    let version: HTTPVersion
    let target: HTTPTarget

    /// Reads the line that stands in that range of the head.
    init(
        _ bytes: UnsafeRawBufferPointer, _ line: Range<Int>, _ limits: HTTPHeadLimits
    ) throws(HTTPRefusal) {
        var methodEnd = line.lowerBound
        while methodEnd < line.upperBound, bytes[methodEnd].isTokenCharacter { methodEnd += 1 }
        // RFC 9112 §3: the parts are separated by one space each; other white space, which a
        // recipient may take instead, is refused.
        guard methodEnd > line.lowerBound, methodEnd < line.upperBound, bytes[methodEnd] == 0x20
        else { throw .malformed(.requestLineHasNoMethod) }
        let targetStart = methodEnd + 1
        guard let targetEnd = bytes.firstOffset(of: 0x20, from: targetStart),
            targetEnd < line.upperBound, targetEnd > targetStart
        else { throw .malformed(.requestLineHasNoTarget) }
        version = try Self.version(bytes.slice(targetEnd + 1, line.upperBound))
        if targetEnd - targetStart > limits.targetBytesMax { throw .targetTooLong }
        guard let method = HTTPMethod(bytes.slice(line.lowerBound, methodEnd)) else {
            // RFC 9110 §9.1: a method that is not recognised is answered by 501.
            throw .notImplemented(.methodIsUnknown)
        }
        self.method = method
        target = try HTTPTarget(bytes, targetStart..<targetEnd, method: method)
    }

    /// RFC 9112 §2.3: case-sensitive, one digit on either side of the dot.
    private static func version(
        _ text: UnsafeRawBufferPointer
    ) throws(HTTPRefusal) -> HTTPVersion {
        guard text.count == 8, text.slice(0, 5).equals("HTTP/"), text[5].isDigit,
            text[6] == 0x2E, text[7].isDigit
        else { throw .malformed(.requestLineHasNoVersion) }
        switch (text[5], text[7]) {
        case (0x31, 0x31): return .http11
        case (0x31, 0x30): return .http10
        default: throw .versionNotSupported
        }
    }
}
