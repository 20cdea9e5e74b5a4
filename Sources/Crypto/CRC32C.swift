import CSystem

/// CRC-32C, the Castagnoli check of RFC 3720 §12.1 (iSCSI), fed piece by piece.
///
/// It finds accidental damage; it does not protect against an attacker. Feeding the same bytes
/// in other pieces gives the same value.
public struct CRC32C: Sendable {
    private static let hasInstruction = csystem_has_crc32c() != 0
    static let tables = ReflectedCRCTables(polynomial: 0x82f6_3b78)

    private var register: UInt32 = 0xffff_ffff

    /// Starts a check over no bytes; `value` is then 0.
    public init() {}

    /// The check of every byte fed so far. More bytes may follow.
    public var value: UInt32 { ~register }

    /// Feeds `bytes` into the check.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        register = Self.register(after: bytes, from: register)
    }

    /// Feeds `bytes` into the check.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Feeds `bytes` into the check.
    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The check of `bytes`.
    public static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        ~register(after: bytes, from: 0xffff_ffff)
    }

    /// The check of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { checksum($0) }
    }

    /// The check of `bytes`.
    public static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBytes { checksum($0) }
    }

    // By the processor's own instruction where it has one, some eight times as fast.
    private static func register(after bytes: UnsafeRawBufferPointer, from start: UInt32)
        -> UInt32
    {
        hasInstruction
            ? csystem_crc32c(start, bytes.baseAddress, UInt64(bytes.count))
            : tables.register(after: bytes, from: start)
    }
}
