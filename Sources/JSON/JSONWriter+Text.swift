extension JSONWriter {
    /// Writes a string.
    public mutating func string(_ text: String) {
        text.lendingUTF8 { quote(UnsafeRawBufferPointer($0)) }
    }

    private mutating func quote(_ source: UnsafeRawBufferPointer) {
        var plainCount = 0
        value(upTo: source.count &+ 2) { place in
            place[0] = UInt8(ascii: "\"")
            plainCount = Self.copyPlain(source, to: UnsafeMutableRawPointer(place + 1))
            place[plainCount &+ 1] = UInt8(ascii: "\"")
            return plainCount &+ (plainCount == source.count ? 2 : 1)
        }
        if plainCount < source.count { appendEscaping(source, from: plainCount) }
    }

    /// Copies up to the first character that needs an escape, most often all; tells how many
    /// bytes.
    @inline(__always)
    private static func copyPlain(
        _ source: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer
    ) -> Int {
        var index = 0
        while source.count &- index >= 8 {
            let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let marks = JSONWord.escaped(word)
            place.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
            if marks != 0 { return index &+ JSONWord.index(marks) }
            index &+= 8
        }
        while index < source.count {
            let byte = source[index]
            if needsEscape(byte) { break }
            place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
            index &+= 1
        }
        return index
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Appends the rest of a string, which begins with a character that needs an escape, and the
    /// quotation mark at its end.
    private mutating func appendEscaping(_ source: UnsafeRawBufferPointer, from start: Int) {
        for byte in source[start...] {
            append(upTo: 6) { place in
                guard Self.needsEscape(byte) else {
                    place[0] = byte
                    return 1
                }
                return Self.escape(byte, to: place)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to place: UnsafeMutablePointer<UInt8>) -> Int {
        place[0] = UInt8(ascii: "\\")
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): place[1] = byte
        case 0x08: place[1] = UInt8(ascii: "b")
        case 0x09: place[1] = UInt8(ascii: "t")
        case 0x0A: place[1] = UInt8(ascii: "n")
        case 0x0C: place[1] = UInt8(ascii: "f")
        case 0x0D: place[1] = UInt8(ascii: "r")
        default:
            let low = byte & 0xF
            place[1] = UInt8(ascii: "u")
            place[2] = UInt8(ascii: "0")
            place[3] = UInt8(ascii: "0")
            place[4] = UInt8(ascii: "0") &+ byte >> 4
            place[5] = low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ low &- 10
            return 6
        }
        return 2
    }
}
