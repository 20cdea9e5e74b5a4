import Crypto

/// The closing member that carries the check of what stands before it.
enum CheckedText {
    /// `,"c":"xxxxxxxx"}`.
    static let suffixCount = 16

    /// Appends the closing member for `check`.
    static func appendSuffix(_ check: UInt32, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #","c":""#.utf8)
        var shift: UInt32 = 32
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: check >> shift) & 0xf
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
        bytes.append(contentsOf: #""}"#.utf8)
    }

    /// What stands before the closing member; nil unless that member is there and right.
    static func checked(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard bytes.count > suffixCount else { return nil }
        let content = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - suffixCount)])
        var reader = ByteReader(
            UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - suffixCount)...]))
        guard reader.take(#","c":""#), let check = reader.takeCheck(), reader.take(#""}"#),
            CRC32C.checksum(content) == check
        else { return nil }
        return content
    }
}
