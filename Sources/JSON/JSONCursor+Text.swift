extension JSONCursor {
    /// A string that stays in the buffer.
    public mutating func text() throws(JSONSyntaxError) -> JSONText {
        skipWhitespace()
        return try readText()
    }

    /// A string, copied and without escapes.
    public mutating func string() throws(JSONSyntaxError) -> String {
        try text().string
    }

    /// A string, or nil for `null`.
    public mutating func stringOrNull() throws(JSONSyntaxError) -> String? {
        try null() ? nil : text().string
    }

    /// Reads the string whose quotation mark is next.
    mutating func readText() throws(JSONSyntaxError) -> JSONText {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw unexpected()
        }
        position &+= 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlainWords()
            guard position < bytes.count else { throw fault(.unexpectedEnd) }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                let content = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
                position &+= 1
                return JSONText(content: content, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try checkEscape()
            case 0..<0x20: throw fault(.controlCharacter)
            case 0x20..<0x80: position &+= 1
            default: try checkSequence(byte)
            }
        }
    }

    /// Moves over words of eight bytes, and into the first one that holds a quotation mark, a
    /// backslash, a control character or a byte beyond ASCII, up to that byte.
    @inline(__always)
    private mutating func skipPlainWords() {
        while bytes.count &- position >= 8 {
            let special = JSONWord.special(
                bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            guard special == 0 else {
                position &+= JSONWord.index(special)
                return
            }
            position &+= 8
        }
    }

    /// One sequence of RFC 3629 §4 that begins with `first`.
    private mutating func checkSequence(_ first: UInt8) throws(JSONSyntaxError) {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw fault(.invalidUTF8)
        }
        guard bytes.count &- position >= length, second ~= bytes[position &+ 1],
            length < 3 || bytes[position &+ 2] & 0xC0 == 0x80,
            length < 4 || bytes[position &+ 3] & 0xC0 == 0x80
        else { throw fault(.invalidUTF8) }
        position &+= length
    }

    private mutating func checkEscape() throws(JSONSyntaxError) {
        let start = position
        guard start &+ 1 < bytes.count else {
            throw fault(.unexpectedEnd, at: bytes.count)
        }
        guard bytes[start &+ 1] == UInt8(ascii: "u") else {
            if JSONEscape.scalar(of: bytes[start &+ 1]) == nil { throw fault(.invalidEscape) }
            position &+= 2
            return
        }
        let unit = try readUnit()
        if UTF16.isTrailSurrogate(unit) { throw fault(.loneSurrogate, at: start) }
        guard UTF16.isLeadSurrogate(unit) else { return }
        guard bytes.count &- position >= 2, bytes[position] == UInt8(ascii: "\\"),
            bytes[position &+ 1] == UInt8(ascii: "u")
        else { throw fault(.loneSurrogate, at: start) }
        guard UTF16.isTrailSurrogate(try readUnit()) else {
            throw fault(.loneSurrogate, at: start)
        }
    }

    /// Reads `\uXXXX`, of which the first two bytes are known to be there.
    private mutating func readUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for index in position &+ 2..<position &+ 6 {
            guard index < bytes.count else { throw fault(.unexpectedEnd, at: bytes.count) }
            guard let digit = JSONEscape.hexadecimalValue(bytes[index]) else {
                throw fault(.invalidEscape)
            }
            unit = unit << 4 | digit
        }
        position &+= 6
        return unit
    }
}
