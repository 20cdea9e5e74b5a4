extension JSONWriter {
    /// Copies the runs between characters that need an escape: most often all of it at once.
    @usableFromInline
    mutating func appendQuoted(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            let source = UnsafeRawBufferPointer(buffer)
            var run = 0
            var index = Self.firstEscaped(in: source, from: 0)
            if index == source.count {
                return bytes.append(addingCapacity: source.count &+ 2) { room in
                    room.append(UInt8(ascii: "\""))
                    room.append(copying: source)
                    room.append(UInt8(ascii: "\""))
                }
            }
            bytes.append(UInt8(ascii: "\""))
            while index < source.count {
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[run..<index]))
                appendEscape(source[index])
                run = index &+ 1
                index = Self.firstEscaped(in: source, from: run)
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[run...]))
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Where the next character is that needs an escape; the end where none does.
    @inline(__always)
    private static func firstEscaped(in source: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while source.count &- index >= 8 {
            let marks = JSONWord.escaped(
                source.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            if marks != 0 { return index &+ JSONWord.index(marks) }
            index &+= 8
        }
        while index < source.count {
            let byte = source[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            index &+= 1
        }
        return index
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            append("u00")
            bytes.append(UInt8(ascii: "0") &+ byte >> 4)
            let low = byte & 0xF
            bytes.append(low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ low &- 10)
        }
    }
}
