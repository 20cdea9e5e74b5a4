import Glibc

extension SocketAddress {
    /// What the system says, such as an address that a name leads to.
    public init(system storage: sockaddr_storage) {
        var storage = storage
        self.init(&storage)
    }

    /// Calls `body` with the address as the kernel takes it; nil where a path is too long.
    func withSocketAddress<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result? {
        switch self {
        case .ipv4(let value, let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = value.bigEndian
            return Self.rebound(&address, MemoryLayout<sockaddr_in>.size, body)
        case .ipv6(let high, let low, let port):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &address.sin6_addr) { raw in
                raw.storeBytes(of: high.bigEndian, as: UInt64.self)
                raw.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            return Self.rebound(&address, MemoryLayout<sockaddr_in6>.size, body)
        case .local(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let fits = withUnsafeMutableBytes(of: &address.sun_path) { raw in
                guard path.utf8.count < raw.count else { return false }
                raw.copyBytes(from: path.utf8)
                return true
            }
            guard fits else { return nil }
            return Self.rebound(&address, MemoryLayout<sockaddr_un>.size, body)
        }
    }

    private static func rebound<Address, Result>(
        _ address: inout Address, _ size: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(size))
            }
        }
    }
}
