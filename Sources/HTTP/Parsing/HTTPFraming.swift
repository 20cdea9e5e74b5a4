/// What the fields of a head say of the message's length and of the connection (RFC 9112 §6, §9).
struct HTTPFraming {
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    private var hasHost = false
    private var hasTransferEncoding = false
    private var asksClose = false
    private var asksKeepAlive = false

    /// Takes notice of one field; most are none of its business.
    mutating func read(
        name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
    ) throws(HTTPRefusal) {
        switch name.count {
        case 4 where name.equalsIgnoringCase("host"): try readHost(value)
        case 6 where name.equalsIgnoringCase("expect"): try readExpect(value)
        case 10 where name.equalsIgnoringCase("connection"): readConnection(value)
        case 14 where name.equalsIgnoringCase("content-length"): try readContentLength(value)
        case 17 where name.equalsIgnoringCase("transfer-encoding"):
            try readTransferEncoding(value)
        default: break
        }
    }

    /// What can only be told when all fields are read.
    func finish(_ version: HTTPVersion) throws(HTTPRefusal) {
        // RFC 9112 §3.2: a request of HTTP/1.1 without Host is answered by 400.
        if !hasHost, version == .http11 { throw .malformed(.hostIsMissing) }
        guard hasTransferEncoding else { return }
        // RFC 9112 §6.1: a sender must not send both, and a server may refuse what has both.
        if contentLength != nil {
            throw .malformed(.lengthAndCoding)
        }
        // RFC 9112 §6.1: Transfer-Encoding in HTTP/1.0 is faulty framing.
        if version == .http10 { throw .malformed(.codingInHTTP10) }
    }

    /// RFC 9112 §9.3.
    func allowsKeepAlive(_ version: HTTPVersion) -> Bool {
        switch version {
        case .http11: !asksClose
        case .http10: asksKeepAlive && !asksClose
        }
    }

    private mutating func readHost(_ value: UnsafeRawBufferPointer) throws(HTTPRefusal) {
        // RFC 9112 §3.2: more than one Host, or one that is not valid, is answered by 400.
        if hasHost { throw .malformed(.hostIsRepeated) }
        guard HTTPAuthority.isValid(value) else {
            throw .malformed(.hostIsNotValid)
        }
        hasHost = true
    }

    private mutating func readExpect(_ value: UnsafeRawBufferPointer) throws(HTTPRefusal) {
        // RFC 9110 §10.1.1: any other expectation may be answered by 417.
        guard value.equalsIgnoringCase("100-continue") else { throw .expectationFailed }
        expectsContinue = true
    }

    private mutating func readConnection(_ value: UnsafeRawBufferPointer) {
        // RFC 9110 §7.6.1: a list of options in any case.
        value.forEachListElement { option in
            if option.equalsIgnoringCase("close") { asksClose = true }
            if option.equalsIgnoringCase("keep-alive") { asksKeepAlive = true }
            return true
        }
    }

    private mutating func readContentLength(_ value: UnsafeRawBufferPointer) throws(HTTPRefusal) {
        // RFC 9112 §6.3: several values are an unrecoverable error; that identical ones may be
        // taken for one is not made use of.
        if contentLength != nil { throw .malformed(.lengthIsRepeated) }
        // RFC 9110 §8.6: digits alone.
        guard !value.isEmpty else { throw .malformed(.lengthIsEmpty) }
        var length = 0
        for byte in value {
            guard byte.isDigit else { throw .malformed(.lengthIsNoNumber) }
            let (tenfold, isOver) = length.multipliedReportingOverflow(by: 10)
            let (sum, isAbove) = tenfold.addingReportingOverflow(Int(byte &- 0x30))
            // RFC 9110 §8.6: a recipient must guard against overflow.
            if isOver || isAbove { throw .malformed(.lengthIsTooLarge) }
            length = sum
        }
        contentLength = length
    }

    private mutating func readTransferEncoding(
        _ value: UnsafeRawBufferPointer
    ) throws(HTTPRefusal) {
        hasTransferEncoding = true
        if value.isEmpty { throw .malformed(.codingIsEmpty) }
        var failure: HTTPRefusal?
        value.forEachListElement { coding in
            if isChunked {
                // RFC 9112 §6.3: chunked must be the last; §7.1: it is not applied twice.
                failure = .malformed(.codingEndsWithoutChunked)
            } else if coding.equalsIgnoringCase("chunked") {
                isChunked = true
            } else if coding.allSatisfy(\.isTokenCharacter) {
                // RFC 9112 §6.1: a transfer coding that is not understood is answered by 501.
                failure = .notImplemented(.codingIsUnknown)
            } else {
                failure = .malformed(.codingIsNotValid)
            }
            return failure == nil
        }
        if let failure { throw failure }
        if !isChunked { throw .malformed(.codingIsNotValid) }
    }
}
