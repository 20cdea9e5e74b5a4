extension SocketAddress {
    /// Whether it is an address that everybody can reach: none of the special-purpose ones of the
    /// IANA registries (RFC 6890), in whatever form of IPv6 it stands.
    public var isGlobal: Bool {
        switch self {
        case .local: false
        case .ipv4: !Self.specialFour.contains { $0.contains(self) }
        case .ipv6(let high, let low, let port):
            if let four = Self.embedded(high, low) {
                SocketAddress.ipv4(four, port: port).isGlobal
            } else {
                !Self.specialSix.contains { $0.contains(self) }
            }
        }
    }

    /// The IPv4 address that stands in one of IPv6: mapped (RFC 4291 §2.5.5.2), compatible
    /// (§2.5.5.1), translated (RFC 6052) or of 6to4 (RFC 3056).
    private static func embedded(_ high: UInt64, _ low: UInt64) -> UInt32? {
        let last = UInt32(truncatingIfNeeded: low)
        if high == 0, low >> 32 == 0xFFFF { return last }
        // The unspecified address and the loopback are no compatible ones.
        if high == 0, low >> 32 == 0, low > 1 { return last }
        if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return last }
        if high >> 48 == 0x2002 { return UInt32(truncatingIfNeeded: high >> 16) }
        return nil
    }

    private static let specialFour = ranges(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4")

    private static let specialSix = ranges(
        "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8")

    private static func ranges(_ texts: String...) -> [AddressRange] {
        texts.compactMap { AddressRange($0) }
    }
}
