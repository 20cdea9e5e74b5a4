/// SHA-256 (FIPS 180-4 §6.2), fed piece by piece.
///
/// Feeding the same bytes in other pieces gives the same digest. At most 2⁶¹ − 1 bytes may be
/// fed. A copy carries on from the same state, so a common prefix is hashed only once.
public struct SHA256: Sendable {
    /// The length of a digest, in bytes.
    public static let digestLength = 32
    /// The length of the blocks the algorithm works on, in bytes.
    public static let blockLength = 64

    private var state = SHA256State()
    /// Bytes fed since the last whole block; always shorter than a block.
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    /// Starts a digest over no bytes.
    public init() {}

    /// Feeds `bytes` into the digest.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var rest = bytes[...]
        if !pending.isEmpty {
            let taken = rest.prefix(Self.blockLength - pending.count)
            pending.append(contentsOf: taken)
            rest = rest.dropFirst(taken.count)
            guard pending.count == Self.blockLength else { return }
            pending.withUnsafeBytes { state.compress($0) }
            pending.removeAll(keepingCapacity: true)
        }
        let wholeLength = rest.count & ~(Self.blockLength - 1)
        state.compress(UnsafeRawBufferPointer(rebasing: rest.prefix(wholeLength)))
        pending.append(contentsOf: rest.dropFirst(wholeLength))
    }

    /// Feeds `bytes` into the digest.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Feeds `bytes` into the digest.
    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The 32 bytes of the digest of everything fed.
    public consuming func finalize() -> [UInt8] {
        let bitLength = length &* 8
        var padding: [UInt8] = [0x80]
        // The padding fills the block up to the eight bytes of the length (FIPS 180-4 §5.1.1).
        let zeroCount = (Self.blockLength * 2 - 9 - pending.count) % Self.blockLength
        padding.append(contentsOf: repeatElement(0, count: zeroCount))
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: bitLength >> shift))
        }
        update(padding)
        return state.bytes
    }

    /// The 32 bytes of the digest of `bytes`.
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var state = SHA256State()
        let wholeLength = bytes.count & ~(blockLength - 1)
        state.compress(UnsafeRawBufferPointer(rebasing: bytes[..<wholeLength]))
        let rest = bytes[wholeLength...]
        // What is left, padded (FIPS 180-4 §5.1.1), takes one block or two.
        let lastLength = rest.count < blockLength - 8 ? blockLength : 2 * blockLength
        withUnsafeTemporaryAllocation(byteCount: lastLength, alignment: 8) { last in
            last.initializeMemory(as: UInt8.self, repeating: 0)
            last.copyBytes(from: rest)
            last[rest.count] = 0x80
            last.storeBytes(
                of: (UInt64(bytes.count) &* 8).bigEndian, toByteOffset: lastLength - 8,
                as: UInt64.self)
            state.compress(UnsafeRawBufferPointer(last))
        }
        return state.bytes
    }

    /// The 32 bytes of the digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { hash($0) }
    }
}
