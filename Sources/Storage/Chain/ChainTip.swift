import Crypto

/// Where a chain of lines ends.
///
/// A line is a JSON object: `seq`, by which it is one more than the line before it, its own
/// members, `prevHash`, the hash of the line before it, and `hash`, the SHA-256 of the line as it
/// is without this last member and without its line end; both in hexadecimal digits. So no line can
/// be changed, taken out or put in without all that follow being written anew.
public struct ChainTip: Sendable, Equatable {
    /// What the file with the last line is named by: the `seq` of its first line; 0 where the next
    /// line begins a file.
    public internal(set) var segment: UInt64
    /// How many bytes of that file belong to the chain.
    public internal(set) var offset: Int
    /// The `seq` of the last line; 0 without one.
    public internal(set) var sequence: UInt64
    /// The hash of the last line.
    public internal(set) var hash: String

    /// The chain without a line.
    public static let start = ChainTip(
        segment: 0, offset: 0, sequence: 0, hash: String(repeating: "0", count: 64))

    /// Appends the next line to `bytes`, which hold nothing of another file, and moves on to it.
    /// `members` appends the line's own, such as `"a":1,"b":2`.
    mutating func appendLine(
        startsSegment: Bool, to bytes: inout [UInt8], _ members: (inout [UInt8]) -> Void
    ) {
        sequence += 1
        if startsSegment || segment == 0 {
            segment = sequence
            offset = 0
        }
        let start = bytes.count
        bytes.append(contentsOf: #"{"seq":"#.utf8)
        bytes.appendNumber(sequence)
        bytes.append(0x2C)
        members(&bytes)
        bytes.append(contentsOf: #","prevHash":""#.utf8)
        bytes.append(contentsOf: hash.utf8)
        bytes.append(contentsOf: #""}"#.utf8)
        bytes.replaceLineEnds(from: start)
        hash = bytes.withUnsafeBytes {
            Hexadecimal.encode(SHA256.hash(UnsafeRawBufferPointer(rebasing: $0[start...])))
        }
        bytes.removeLast()
        bytes.append(contentsOf: #","hash":""#.utf8)
        bytes.append(contentsOf: hash.utf8)
        bytes.append(contentsOf: "\"}\n".utf8)
        offset += bytes.count - start
    }
}

/// A line of a chain as it lies in a file.
struct ChainLine {
    let sequence: UInt64
    let previous: String
    let hash: String
    /// Whether it has the hash that it says.
    let isIntact: Bool

    /// Nil for what is no such line. `bytes` are without the line end.
    init?(_ bytes: UnsafeRawBufferPointer) {
        let digits = 64
        let hashCount = #","hash":""}"#.utf8.count + digits
        let previousCount = #","prevHash":"""#.utf8.count + digits
        guard bytes.count > hashCount + previousCount else { return nil }
        let bodyCount = bytes.count - hashCount
        var start = ByteReader(bytes)
        var middle = ByteReader(
            UnsafeRawBufferPointer(rebasing: bytes[(bodyCount - previousCount)..<bodyCount]))
        var end = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[bodyCount...]))
        guard start.take(#"{"seq":"#), let sequence = start.takeNumber(), start.take(","),
            middle.take(#","prevHash":""#), let previous = middle.takeQuoted(),
            previous.utf8.count == digits,
            end.take(#","hash":""#), let hash = end.takeQuoted(), hash.utf8.count == digits,
            end.take("}")
        else { return nil }
        self.sequence = sequence
        self.previous = previous
        self.hash = hash
        var digest = SHA256()
        digest.update(UnsafeRawBufferPointer(rebasing: bytes[..<bodyCount]))
        digest.update([UInt8(ascii: "}")])
        isIntact = Hexadecimal.encode(digest.finalize()) == hash
    }
}
