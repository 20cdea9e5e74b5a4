/// CRC-32 as in IEEE 802.3, gzip and zip (RFC 1952 §8).
///
/// It finds accidental damage; it does not protect against an attacker.
public enum CRC32 {
    private static let tables = ReflectedCRCTables(polynomial: 0xedb8_8320)

    /// The check of `bytes`.
    public static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        ~tables.register(after: bytes, from: 0xffff_ffff)
    }

    /// The check of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { checksum($0) }
    }
}
