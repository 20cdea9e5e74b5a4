/// Keyed-hash message authentication codes (RFC 2104).
public enum HMAC {
    /// The 32 bytes of HMAC-SHA-256 of `message` under `key`.
    ///
    /// Any key length is allowed; a key longer than 64 bytes is hashed first (RFC 2104 §2).
    public static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { sha256(key: key, message: $0) }
    }

    /// The 32 bytes of HMAC-SHA-256 of `message` under `key`.
    ///
    /// Any key length is allowed; a key longer than 64 bytes is hashed first (RFC 2104 §2).
    public static func sha256(key: [UInt8], message: UnsafeRawBufferPointer) -> [UInt8] {
        var block = key.count > SHA256.blockLength ? SHA256.hash(key) : key
        block.append(
            contentsOf: repeatElement(0, count: SHA256.blockLength - block.count))
        var inner = SHA256()
        inner.update(block.map { $0 ^ 0x36 })
        inner.update(message)
        var outer = SHA256()
        outer.update(block.map { $0 ^ 0x5c })
        outer.update(inner.finalize())
        return outer.finalize()
    }

    /// Whether `code` is the HMAC-SHA-256 of `message` under `key`, compared in constant time.
    public static func isValid(
        _ code: [UInt8], key: [UInt8], message: [UInt8]
    ) -> Bool {
        constantTimeEqual(code, sha256(key: key, message: message))
    }
}
