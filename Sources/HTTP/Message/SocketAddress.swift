import Glibc

/// The address of one end of a connection.
public enum SocketAddress: Sendable, Hashable {
    /// The four bytes in network order, the first in the highest byte.
    case ipv4(UInt32, port: UInt16)
    /// The sixteen bytes, the first in the highest byte of `high`.
    case ipv6(high: UInt64, low: UInt64, port: UInt16)
    /// A path in the file system, empty for a peer that has none.
    case local(path: String)

    /// The port, nil where the address has none.
    public var port: Int? {
        switch self {
        case .ipv4(_, let port), .ipv6(_, _, let port): Int(port)
        case .local: nil
        }
    }

    /// The four or sixteen bytes of the address, none for a local one.
    public var addressBytes: [UInt8] {
        switch self {
        case .ipv4(let value, _): Self.bytes(of: UInt64(value), count: 4)
        case .ipv6(let high, let low, _):
            Self.bytes(of: high, count: 8) + Self.bytes(of: low, count: 8)
        case .local: []
        }
    }

    private static func bytes(of value: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }

    /// The same address with another port; a local address is left as it is.
    func with(port: UInt16) -> SocketAddress {
        switch self {
        case .ipv4(let value, _): .ipv4(value, port: port)
        case .ipv6(let high, let low, _): .ipv6(high: high, low: low, port: port)
        case .local: self
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    /// The address without its port: dotted or RFC 5952 text, or the path.
    public var host: String {
        switch self {
        case .ipv4(let value, _): Self.dotted(value)
        case .ipv6:
            Self.ipv6Text(addressBytes)
        case .local(let path): path
        }
    }

    private static func dotted(_ address: UInt32) -> String {
        String(unsafeUninitializedCapacity: 15) { text in
            var count = 0
            func put(_ byte: UInt8) {
                text[count] = byte
                count += 1
            }
            for shift in stride(from: 24, through: 0, by: -8) {
                let byte = UInt8(truncatingIfNeeded: address >> UInt32(shift))
                if count > 0 { put(UInt8(ascii: ".")) }
                if byte >= 100 { put(UInt8(ascii: "0") + byte / 100) }
                if byte >= 10 { put(UInt8(ascii: "0") + byte / 10 % 10) }
                put(UInt8(ascii: "0") + byte % 10)
            }
            return count
        }
    }

    private static func ipv6Text(_ address: [UInt8]) -> String {
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            inet_ntop(AF_INET6, address, buffer.baseAddress, 64).map { String(cString: $0) }
        }
        return text ?? ""
    }

    /// `127.0.0.1:8080`, `[::1]:8080` or `unix:/path`.
    public var description: String {
        switch self {
        case .ipv4(_, let port): "\(host):\(port)"
        case .ipv6(_, _, let port): "[\(host)]:\(port)"
        case .local(let path): "unix:\(path)"
        }
    }
}

extension SocketAddress {
    /// The address that a dotted IPv4 or an IPv6 text names, without brackets; nil for any other.
    public init?(host: String, port: UInt16) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            self = .ipv4(UInt32(bigEndian: four.s_addr), port: port)
        } else if inet_pton(AF_INET6, host, &six) == 1 {
            let halves = withUnsafeBytes(of: &six) { raw in
                (
                    raw.loadUnaligned(as: UInt64.self),
                    raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                )
            }
            self = .ipv6(
                high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1), port: port)
        } else {
            return nil
        }
    }

    /// What the kernel has filled in. An IPv4 address mapped into IPv6 is given as IPv4.
    init(_ storage: inout sockaddr_storage) {
        let family = Int32(storage.ss_family)
        self = withUnsafeBytes(of: &storage) { raw in
            let port = UInt16(bigEndian: raw.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
            switch family {
            case AF_INET:
                let value = raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
                return .ipv4(UInt32(bigEndian: value), port: port)
            case AF_INET6:
                let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                let low = raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
                let value = UInt64(bigEndian: low)
                if high == 0, value >> 32 == 0xFFFF {
                    return .ipv4(UInt32(truncatingIfNeeded: value), port: port)
                }
                return .ipv6(high: UInt64(bigEndian: high), low: value, port: port)
            default:
                return .local(path: "")
            }
        }
    }
}
