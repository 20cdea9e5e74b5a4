/// What may stand between a chunk size and the end of its line (RFC 9112 §7.1.1):
/// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`. It is read and dropped.
struct HTTPChunkExtensions {
    private enum State {
        case none, space, nameStart, name, nameSpace
        case valueStart, value, quoted, quotedPair, valueEnd, valueSpace
    }

    private var state = State.none

    /// Whether nothing has been read.
    var isEmpty: Bool { state == .none }

    /// Whether the line may end here.
    var mayEnd: Bool {
        switch state {
        case .none, .name, .value, .valueEnd: true
        case .space, .nameStart, .nameSpace, .valueStart, .quoted, .quotedPair, .valueSpace: false
        }
    }

    /// Takes one byte; false where it cannot stand there.
    mutating func read(_ byte: UInt8) -> Bool {
        let isSpace = byte == 0x20 || byte == 0x09
        let isSemicolon = byte == 0x3B
        switch state {
        case .none, .space, .valueEnd, .valueSpace:
            let behindValue = state == .valueEnd || state == .valueSpace
            state = isSemicolon ? .nameStart : behindValue ? .valueSpace : .space
            return isSemicolon || isSpace
        case .nameStart:
            if isSpace { return true }
            state = .name
            return byte.isTokenCharacter
        case .name, .nameSpace:
            if state == .name, byte.isTokenCharacter { return true }
            let isEquals = byte == 0x3D
            state = isEquals ? .valueStart : isSemicolon ? .nameStart : .nameSpace
            return isEquals || isSemicolon || isSpace
        case .valueStart:
            if isSpace { return true }
            state = byte == 0x22 ? .quoted : .value
            return byte == 0x22 || byte.isTokenCharacter
        case .value:
            if byte.isTokenCharacter { return true }
            state = isSemicolon ? .nameStart : .valueSpace
            return isSemicolon || isSpace
        case .quoted:
            if byte == 0x22 { state = .valueEnd }
            if byte == 0x5C { state = .quotedPair }
            return byte.isFieldValueCharacter
        case .quotedPair:
            state = .quoted
            return byte.isFieldValueCharacter
        }
    }
}
