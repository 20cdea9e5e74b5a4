import Synchronization

/// Counts the open connections of a server, in all and by address.
final class HTTPConnectionLimiter: Sendable {
    enum Admission: Sendable, Equatable {
        case admitted
        /// Over a limit; it is open long enough to be told so.
        case refused
    }

    private struct Counts {
        var all = 0
        var refused = 0
        var byNetwork: [UInt64: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let max: Int
    private let perAddressMax: Int
    private let refusedMax: Int
    private let unlimited: [AddressRange]

    init(_ configuration: HTTPServerConfiguration) {
        max = configuration.connectionsMax
        perAddressMax = configuration.connectionsPerAddressMax
        refusedMax = configuration.refusedConnectionsMax
        unlimited = configuration.networksWithoutLimit
    }

    /// Counts a new connection; nil where it is to be told and closed at once.
    func admit(_ address: SocketAddress) -> Admission? {
        let network = network(of: address)
        return counts.withLock { counts in
            let count = network.map { counts.byNetwork[$0, default: 0] } ?? 0
            guard counts.all < max, count < perAddressMax else {
                if counts.refused >= refusedMax { return nil }
                counts.refused += 1
                return .refused
            }
            counts.all += 1
            if let network { counts.byNetwork[network] = count + 1 }
            return .admitted
        }
    }

    /// Takes a closed connection out of the count.
    func release(_ address: SocketAddress, _ admission: Admission) {
        let network = network(of: address)
        counts.withLock { counts in
            if admission == .refused {
                counts.refused -= 1
                return
            }
            counts.all -= 1
            guard let network, let count = counts.byNetwork[network] else { return }
            counts.byNetwork[network] = count > 1 ? count - 1 : nil
        }
    }

    /// How many are open.
    var count: Int { counts.withLock { $0.all } }

    /// Whoever has an IPv6 address has its whole /64. A network of IPv6 never has the upper half
    /// zero that an IPv4 address gets here, but for the loopback and other unspecified ranges.
    private func network(of address: SocketAddress) -> UInt64? {
        if unlimited.contains(where: { $0.contains(address) }) { return nil }
        return switch address {
        case .ipv4(let value, _): UInt64(value)
        case .ipv6(let high, let low, _): high == 0 ? low | 1 << 63 : high
        case .local: nil
        }
    }
}
