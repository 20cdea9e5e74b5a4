/// What goes on the wire (RFC 9112 §4).
extension [UInt8] {
    /// The status line and all fields, with the empty line at the end.
    mutating func appendHead(
        of response: HTTPResponse, commonLines: [UInt8], version: HTTPVersion, closes: Bool
    ) {
        append(contentsOf: response.status.line)
        append(contentsOf: commonLines)
        // RFC 9110 §8.6: neither 1xx nor 204 has a length; 304 may leave it out.
        if !response.status.hasNoBody {
            if let count = response.body.count {
                append(text: "Content-Length: ")
                append(decimal: count)
                append(text: "\r\n")
            } else if version == .http11 {
                append(text: "Transfer-Encoding: chunked\r\n")
            }
        }
        if closes {
            append(text: "Connection: close\r\n")
        } else if version == .http10 {
            append(text: "Connection: keep-alive\r\n")
        }
        append(contentsOf: response.fields.bytes)
        append(0x0D)
        append(0x0A)
    }

    /// One chunk (RFC 9112 §7.1); nothing for no content, as a chunk of size zero is the last.
    mutating func appendChunk(_ bytes: [UInt8]) {
        if bytes.isEmpty { return }
        var shift = (Int.bitWidth - bytes.count.leadingZeroBitCount - 1) / 4 * 4
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: bytes.count >> shift & 15)
            append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
            shift -= 4
        }
        append(text: "\r\n")
        append(contentsOf: bytes)
        append(text: "\r\n")
    }

    private mutating func append(text: StaticString) {
        append(
            contentsOf: UnsafeBufferPointer(
                start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(decimal number: Int) {
        if number < 10 { return append(0x30 + UInt8(truncatingIfNeeded: number)) }
        var divisor = 10
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
