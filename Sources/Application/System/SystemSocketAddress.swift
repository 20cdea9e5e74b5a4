import Glibc
import HTTP

/// An address in the bytes that the kernel takes: those of sockaddr_in, sockaddr_in6 (ip(7),
/// ipv6(7)) or sockaddr_un (unix(7)).
struct SystemSocketAddress: Equatable {
    let family: Int32
    private let bytes: [UInt8]

    /// The address of one end of a connection.
    init?(_ address: SocketAddress) {
        switch address {
        case .ipv4(_, let port):
            self.init(AF_INET, Self.bytes(of: port) + address.addressBytes + [UInt8](zeros: 8))
        case .ipv6(_, _, let port):
            // The flow before the address and the scope after it are of no concern.
            self.init(
                AF_INET6,
                Self.bytes(of: port) + [UInt8](zeros: 4) + address.addressBytes
                    + [UInt8](zeros: 4))
        case .local(let path): self.init(local: Array(path.utf8) + [0])
        }
    }

    /// A socket in the file system, its name with a zero at the end, or an abstract one, its name
    /// with a zero before it; nil where it is too long.
    init?(local name: [UInt8]) {
        if name.count > MemoryLayout.size(ofValue: sockaddr_un().sun_path) { return nil }
        self.init(AF_UNIX, name)
    }

    private init(_ family: Int32, _ rest: [UInt8]) {
        self.family = family
        bytes = withUnsafeBytes(of: sa_family_t(family)) { Array($0) } + rest
    }

    private static func bytes(of port: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: port >> 8), UInt8(truncatingIfNeeded: port)]
    }

    /// Calls `body` with the address and its length.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>?, socklen_t) -> Result) -> Result {
        bytes.withUnsafeBytes { raw in
            body(raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
        }
    }
}

extension [UInt8] {
    fileprivate init(zeros count: Int) {
        self.init(repeating: 0, count: count)
    }
}
