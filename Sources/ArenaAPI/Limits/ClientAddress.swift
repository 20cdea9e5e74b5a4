import HTTP

/// Which proxies are believed when they say for whom they ask (CONVENTIONS §14).
package struct TrustedProxies: Sendable {
    /// The one field that is read; the other is ignored, since only one is the proxy's own.
    package enum Field: String, CaseIterable, Sendable {
        case xForwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded

        fileprivate var name: StaticString {
            switch self {
            case .xForwardedFor: "x-forwarded-for"
            case .forwarded: "forwarded"
            }
        }
    }

    package var ranges: [AddressRange] = []
    package var field = Field.xForwardedFor
    /// Whether whoever connects by a socket of the file system is a proxy.
    package var trustsLocalSockets = false

    package init() {}

    /// The client for whom the request came: the peer, unless it is trusted; then the first
    /// address from the right that is not. Reading stops at what is no address.
    func client(of head: HTTPRequestHead) -> SocketAddress {
        guard trusts(head.remoteAddress) else { return head.remoteAddress }
        var client = head.remoteAddress
        for text in hops(of: head).reversed() {
            guard let hop = Self.address(text) else { break }
            client = hop
            if !trusts(hop) { break }
        }
        return client
    }

    /// What a trusted proxy calls the request: 1–128 letters, digits, dots, hyphens, underscores.
    func requestID(of head: HTTPRequestHead) -> String? {
        guard trusts(head.remoteAddress), let text = head.fields.first("x-request-id"),
            (1...128).contains(text.utf8.count),
            text.utf8.allSatisfy({ byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "._-".utf8.contains(byte)
            })
        else { return nil }
        return text
    }

    /// Whether the request went through a proxy that nobody has vouched for.
    func isForwardedByStranger(_ head: HTTPRequestHead) -> Bool {
        guard !trusts(head.remoteAddress) else { return false }
        return Field.allCases.contains { head.fields.contains($0.name) }
    }

    private func trusts(_ address: SocketAddress) -> Bool {
        if case .local = address { return trustsLocalSockets }
        return ranges.contains { $0.contains(address) }
    }

    private func hops(of head: HTTPRequestHead) -> [String] {
        let elements = head.fields.all(field.name).flatMap { line in
            line.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.filter { $0 != " " && $0 != "\t" } }
        }
        guard field == .forwarded else { return elements }
        return elements.map { element in
            let pairs = element.split(separator: ";")
            let hop = pairs.first { $0.lowercased().hasPrefix("for=") } ?? ""
            return String(hop.dropFirst(4)).filter { $0 != "\"" }
        }
    }

    /// An address with or without port and brackets (RFC 7239 §6).
    private static func address(_ text: String) -> SocketAddress? {
        if text.hasPrefix("[") {
            let host = text.dropFirst().prefix { $0 != "]" }
            return SocketAddress(host: String(host), port: 0)
        }
        if let whole = SocketAddress(host: text, port: 0) { return whole }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? SocketAddress(host: String(parts[0]), port: 0) : nil
    }
}
