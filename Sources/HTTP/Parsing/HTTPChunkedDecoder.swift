/// Decodes the chunked transfer coding (RFC 9112 §7.1), cut anywhere. Extensions and trailer
/// fields are read, bounded and dropped (§7.1.1, §7.1.2).
struct HTTPChunkedDecoder {
    /// What the input begins with.
    enum Step: Equatable {
        /// That many bytes of framing, and then more input is needed.
        case more(consumed: Int)
        /// So many bytes of framing and then so many of content.
        case content(Range<Int>)
        /// The body is over; that many bytes belonged to it.
        case end(consumed: Int)
        case invalid(HTTPRefusal)
    }

    private enum State {
        case size, sizeLineEnd
        case content, contentReturn, contentLineEnd
        case lineStart, trailerName, trailerValue, trailerLineEnd, lastLineEnd
        case done
    }

    /// Bytes of all chunk extensions of one body.
    static let extensionBytesMax = 4096
    /// Bytes of the trailer section.
    static let trailerBytesMax = 8192
    /// More digits cannot be a size that fits, but for needless zeros.
    static let sizeDigitsMax = 16

    private var state = State.size
    private var digits = 0
    private var extensions = HTTPChunkExtensions()
    /// What is still to come of the chunk.
    private var remaining = 0
    private var extensionBytes = 0
    private var trailerBytes = 0

    /// Reads on until content, the end or the end of the input.
    mutating func next(_ input: UnsafeRawBufferPointer) -> Step {
        var index = 0
        while index < input.count {
            if state == .content {
                let end = index + min(remaining, input.count - index)
                remaining -= end - index
                if remaining == 0 { state = .contentReturn }
                return .content(index..<end)
            }
            let byte = input[index]
            index += 1
            if let fault = read(byte) { return .invalid(.malformed(fault)) }
            if state == .done { return .end(consumed: index) }
        }
        return .more(consumed: index)
    }

    /// Takes one byte of framing; answers what is wrong with it.
    private mutating func read(_ byte: UInt8) -> HTTPFault? {
        switch state {
        case .size, .sizeLineEnd: return readSize(byte)
        case .contentReturn:
            state = .contentLineEnd
            return byte == 0x0D ? nil : .chunkIsTooLong
        case .contentLineEnd:
            state = .size
            digits = 0
            extensions = HTTPChunkExtensions()
            return byte == 0x0A ? nil : .chunkEndsWithoutLineEnd
        case .lineStart, .trailerName, .trailerValue, .trailerLineEnd, .lastLineEnd:
            return readTrailer(byte)
        case .content, .done: return nil
        }
    }

    private mutating func readSize(_ byte: UInt8) -> HTTPFault? {
        if state == .sizeLineEnd {
            state = remaining == 0 ? .lineStart : .content
            return byte == 0x0A ? nil : .chunkSizeEndsWithoutLineEnd
        }
        if extensions.isEmpty, let digit = byte.hexadecimalValue {
            digits += 1
            // RFC 9112 §7.1: a recipient must guard against overflow.
            if digits > Self.sizeDigitsMax || remaining > Int.max >> 4 {
                return .chunkSizeIsTooLarge
            }
            remaining = remaining << 4 | Int(digit)
            return nil
        }
        if digits == 0 { return .chunkSizeIsMissing }
        if byte == 0x0D, extensions.mayEnd {
            state = .sizeLineEnd
            return nil
        }
        extensionBytes += 1
        if extensionBytes > Self.extensionBytesMax { return .chunkExtensionsAreTooLong }
        let isFirst = extensions.isEmpty
        if extensions.read(byte) { return nil }
        return isFirst ? .chunkSizeIsNoNumber : .chunkExtensionIsNotValid
    }

    private mutating func readTrailer(_ byte: UInt8) -> HTTPFault? {
        trailerBytes += 1
        if trailerBytes > Self.trailerBytesMax { return .trailerIsTooLong }
        switch state {
        case .lineStart where byte == 0x0D: state = .lastLineEnd
        case .lineStart where byte.isTokenCharacter: state = .trailerName
        case .trailerName where byte.isTokenCharacter: break
        case .trailerName where byte == 0x3A: state = .trailerValue
        case .trailerValue where byte == 0x0D: state = .trailerLineEnd
        case .trailerValue where byte.isFieldValueCharacter: break
        case .trailerLineEnd where byte == 0x0A: state = .lineStart
        case .lastLineEnd where byte == 0x0A: state = .done
        default: return .trailerIsNotValid
        }
        return nil
    }
}
