/// Where this server may send requests that others ask it to send: nowhere but where everybody
/// could, so that nobody reaches by it what stands behind it (CONVENTIONS §12).
public struct OutboundRules: Sendable {
    /// Why a URL is refused before anything is looked up.
    public enum Fault: Error, Sendable, Equatable {
        /// It is no absolute URL of http or https without a fragment.
        case form
        case scheme
        /// Credentials in it would stand in logs.
        case userinfo
        case port
        /// An address in another spelling than four decimal numbers or RFC 4291.
        case spelling
        /// It names what only this machine or its neighbours can reach.
        case privateAddress
    }

    /// Whether http is taken besides https.
    public var allowsPlainHTTP = false
    /// Nil for any.
    public var ports: [Int]? = [443, 80, 8443]
    /// Addresses that may be sent to although not everybody can reach them.
    public var openRanges: [AddressRange] = []

    /// Https alone, on the usual ports, to addresses that everybody can reach.
    public init() {}

    /// Whether a connection to the address may be made.
    public func allows(_ address: SocketAddress) -> Bool {
        address.isGlobal || openRanges.contains { $0.contains(address) }
    }

    /// Throws what is wrong with the URL as it stands; where its name leads is seen when it is
    /// connected to.
    public func check(_ url: String) throws(Fault) {
        let parts = try URLParts(url)
        guard parts.isSecure || allowsPlainHTTP else { throw .scheme }
        if parts.hasUserinfo { throw .userinfo }
        if let ports, !ports.contains(parts.port) { throw .port }
        if let address = try parts.address() {
            if !allows(address) { throw .privateAddress }
            return
        }
        let name = parts.host.lowercased()
        let isThisMachine = name == "localhost" || name.hasSuffix(".localhost")
        if isThisMachine, !allows(.ipv4(0x7F00_0001, port: 0)) { throw .privateAddress }
    }
}

/// The parts of a URL that tell where it leads.
private struct URLParts {
    let isSecure: Bool
    let hasUserinfo: Bool
    /// Without brackets and without a dot at its end.
    let host: String
    let isBracketed: Bool
    let port: Int

    init(_ url: String) throws(OutboundRules.Fault) {
        guard url.utf8.count <= 2048, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !url.contains("#"), !url.contains("\\"), let colon = url.firstIndex(of: ":"),
            url[colon...].hasPrefix("://")
        else { throw .form }
        switch url[..<colon].lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: throw .scheme
        }
        let rest = url[colon...].dropFirst(3)
        var authority = rest.prefix { $0 != "/" && $0 != "?" }
        let at = authority.lastIndex(of: "@")
        hasUserinfo = at != nil
        if let at { authority = authority[authority.index(after: at)...] }
        isBracketed = authority.hasPrefix("[")
        let end =
            isBracketed
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) } ?? authority.endIndex
            : authority.firstIndex(of: ":") ?? authority.endIndex
        var host = String(authority[..<end])
        if isBracketed {
            guard host.hasSuffix("]") else { throw .form }
            host = String(host.dropFirst().dropLast())
        } else if host.hasSuffix(".") {
            host = String(host.dropLast())
        }
        guard !host.isEmpty, isBracketed || Self.isName(host) else { throw .form }
        self.host = host
        port = try Self.port(authority[end...], isSecure: isSecure)
    }

    private static func port(_ text: Substring, isSecure: Bool) throws(OutboundRules.Fault) -> Int {
        if text.isEmpty { return isSecure ? 443 : 80 }
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), (1...5).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (1...65535).contains(port)
        else { throw .form }
        return port
    }

    /// Letters, digits and hyphens between dots (RFC 1123 §2.1).
    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { byte in
                        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                    }
            }
    }

    /// The address that the host is; nil for a name. What libraries would read as an address in
    /// octal, in hexadecimal or in one number is neither (RFC 3986 §7.4).
    func address() throws(OutboundRules.Fault) -> SocketAddress? {
        if let address = SocketAddress(host: host, port: 0) {
            switch address {
            case .ipv6 where !isBracketed: throw .form
            case .ipv4 where isBracketed: throw .spelling
            default: return address
            }
        }
        if isBracketed { throw .spelling }
        let last = host.split(separator: ".").last ?? ""
        let isNumber = last.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if isNumber || last.lowercased().hasPrefix("0x") { throw .spelling }
        return nil
    }
}
