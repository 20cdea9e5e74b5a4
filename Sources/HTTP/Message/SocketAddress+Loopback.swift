extension SocketAddress {
    /// Whether it is an address of this host alone (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), or a
    /// socket in its file system.
    public var isLoopback: Bool {
        switch self {
        case .ipv4(let address, _): address >> 24 == 127
        case .ipv6(let high, let low, _): high == 0 && low == 1
        case .local: true
        }
    }
}
