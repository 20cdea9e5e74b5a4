/// Neighbouring addresses as CIDR writes them (RFC 4632 §3.1, RFC 4291 §2.3), such as
/// `10.0.0.0/8`, `2001:db8::/32` or a single address.
public struct AddressRange: Sendable, Equatable {
    private let bytes: [UInt8]
    /// How many leading bits the addresses share.
    public let prefixLength: Int

    /// The range of that text; nil where it is none, or where bits behind the prefix are set,
    /// which would leave in doubt what is meant.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, let address = SocketAddress(host: String(host), port: 0)
        else { return nil }
        bytes = address.addressBytes
        let length = parts.count == 2 ? Self.number(parts[1]) : bytes.count * 8
        guard let length, (0...bytes.count * 8).contains(length) else { return nil }
        prefixLength = length
        for bit in length..<bytes.count * 8 where bytes[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1 {
            return nil
        }
    }

    private static func number(_ text: Substring) -> Int? {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? Int(text) : nil
    }

    /// Whether the address is one of the range; one of another family never is.
    public func contains(_ address: SocketAddress) -> Bool {
        let other = address.addressBytes
        guard other.count == bytes.count, !other.isEmpty else { return false }
        let whole = prefixLength / 8
        guard other[..<whole].elementsEqual(bytes[..<whole]) else { return false }
        let rest = prefixLength % 8
        return rest == 0 || (other[whole] ^ bytes[whole]) >> UInt8(8 - rest) == 0
    }
}

extension AddressRange: CustomStringConvertible {
    /// Address and prefix length, as it is read.
    public var description: String {
        let halves = bytes.reduce((UInt64(0), UInt64(0))) { words, byte in
            (words.0 << 8 | words.1 >> 56, words.1 << 8 | UInt64(byte))
        }
        let address: SocketAddress =
            bytes.count == 4
            ? .ipv4(UInt32(truncatingIfNeeded: halves.1), port: 0)
            : .ipv6(high: halves.0, low: halves.1, port: 0)
        return "\(address.host)/\(prefixLength)"
    }
}
