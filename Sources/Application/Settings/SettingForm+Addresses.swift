import ArenaCore
import Crypto
import HTTP

extension SettingForm where Value == HTTPServerConfiguration.Endpoint {
    /// Where to listen: `127.0.0.1:8080`, `[::]:8080`, `localhost:8080` or `unix:/path`.
    static var endpoint: Self {
        Self(
            notation: "ADDRESS",
            expected: "an address such as 127.0.0.1:8080, [::]:8080 or unix:/run/arena.socket",
            parse: { text in
                if text.hasPrefix("unix:") {
                    let path = String(text.dropFirst(5))
                    // sockaddr_un(7) has room for 107 bytes.
                    return path.hasPrefix("/") && path.utf8.count < 108 && !path.utf8.contains(0)
                        ? .local(path: path) : nil
                }
                guard let colon = text.lastIndex(of: ":"),
                    let host = SettingForm<String>.host.parse(String(text[..<colon])),
                    let port = SettingForm<UInt16>.port.parse(
                        String(text[text.index(after: colon)...])),
                    // Without brackets it is unclear where an IPv6 address ends.
                    !host.contains(":") || text.hasPrefix("[")
                else { return nil }
                return .address(host: host, port: port)
            },
            text: { $0.text })
    }
}

extension SettingForm where Value == String {
    /// A numeric address, in brackets or not, or `localhost`.
    static var host: Self {
        Self(
            notation: "ADDRESS",
            expected: "a numeric address such as 127.0.0.1, 0.0.0.0, ::1 or ::, or localhost",
            parse: { text in
                if text == "localhost" { return "127.0.0.1" }
                let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
                let host = isBracketed ? String(text.dropFirst().dropLast()) : text
                guard SocketAddress(host: host, port: 0) != nil,
                    !isBracketed || host.contains(":")
                else { return nil }
                return host
            },
            text: { $0 })
    }

    /// The address under which clients reach the server, without a slash at the end.
    static var baseURL: Self {
        Self(
            notation: "URL", expected: "an address such as https://arena.example.no",
            parse: { text in
                guard let start = ["https://", "http://"].first(where: text.hasPrefix) else {
                    return nil
                }
                var rest = text.dropFirst(start.count)
                while rest.hasSuffix("/") { rest = rest.dropLast() }
                let isPlain = rest.utf8.allSatisfy { (0x21...0x7e).contains($0) }
                let host = rest.prefix { $0 != "/" }
                guard isPlain, !host.isEmpty, !rest.contains(where: "?#@\"<>\\".contains) else {
                    return nil
                }
                return start + rest
            },
            text: { $0 })
    }
}

extension SettingForm where Value == [AddressRange] {
    /// Ranges of addresses, or `none`.
    static var ranges: Self {
        Self(
            notation: "RANGES",
            expected: "ranges such as 10.0.0.0/8,::1 with commas between, or none",
            parse: { text in
                if text == "none" { return [] }
                let parts = text.split(separator: ",", omittingEmptySubsequences: false)
                let ranges = parts.compactMap { part in
                    AddressRange(part.filter { $0 != " " })
                }
                return ranges.count == parts.count ? ranges : nil
            },
            text: { $0.isEmpty ? "none" : $0.map(\.description).joined(separator: ",") })
    }
}

extension SettingForm where Value == UInt16 {
    /// A TCP port.
    static var port: Self {
        Self(
            notation: "NUMBER", expected: "a port from 0 (any free one) to 65535",
            parse: { text in
                let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
                return isNumber ? UInt16(text) : nil
            },
            text: { String($0) })
    }
}

extension SettingForm where Value == Digest {
    /// The text of a token, of which only the hash is kept.
    static var token: Self {
        Self(
            notation: "TOKEN", expected: "32 to 512 visible ASCII characters without a space",
            parse: { text in
                guard (32...512).contains(text.utf8.count),
                    text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
                else { return nil }
                return Digest(digest: SHA256.hash(Array(text.utf8)))
            },
            text: { _ in "" })
    }
}

extension HTTPServerConfiguration.Endpoint {
    /// The address as a setting has it.
    var text: String {
        switch self {
        case .address(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .local(let path): "unix:\(path)"
        case .descriptor(let descriptor): "descriptor \(descriptor)"
        }
    }
}
