import Testing

@testable import HTTP

struct OutboundRulesTests {
    /// One address of each range that nothing may be sent to, and those at its ends.
    static let blocked = [
        "0.0.0.0", "0.255.255.255", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1",
        "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1",
        "ff02::1", "2001:db8::1", "2001::1", "64:ff9b:1::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1",
        "2002:7f00:1::", "2002:a00:1::1", "::127.0.0.1", "::10.1.2.3",
    ]

    static let open = [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1", "169.253.0.1", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.0.1",
        "192.169.0.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111",
        "2001:4860::8888", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1",
    ]

    private func address(_ text: String) throws -> SocketAddress {
        try #require(SocketAddress(host: text, port: 443))
    }

    @Test(arguments: blocked) func `what not everybody can reach is not sent to`(text: String)
        throws
    {
        let rules = OutboundRules()
        #expect(!rules.allows(try address(text)))
        let host = text.contains(":") ? "[\(text)]" : text
        #expect(throws: OutboundRules.Fault.privateAddress) {
            try rules.check("https://\(host)/hook")
        }
        // Where it stands with capitals as well.
        #expect(throws: OutboundRules.Fault.privateAddress) {
            try rules.check("HTTPS://\(host.uppercased())/hook")
        }
    }

    @Test(arguments: open) func `what everybody can reach is`(text: String) throws {
        #expect(OutboundRules().allows(try address(text)))
        let host = text.contains(":") ? "[\(text)]" : text
        #expect(throws: Never.self) { try OutboundRules().check("https://\(host)/") }
    }

    @Test(
        arguments: [
            ("2130706433", .spelling), ("0x7f000001", .spelling), ("0x7f.0.0.1", .spelling),
            ("0177.0.0.1", .spelling), ("127.1", .spelling), ("127.0.0.0x1", .spelling),
            ("127.0.0.1.", .privateAddress), ("127.0.0.01", .spelling), ("1.2.3.4.5", .spelling),
            ("[127.0.0.1]", .spelling), ("[::1%25lo]", .spelling), ("localhost", .privateAddress),
            ("LocalHost.", .privateAddress), ("a.localhost", .privateAddress),
            ("example.org:22", .port), ("example.org:0", .form), ("example.org:65536", .form),
            ("example.org:44x", .form), ("user@example.org", .userinfo),
            ("user:word@127.0.0.1", .userinfo), ("exa mple.org", .form), ("", .form),
            ("example..org", .form), ("ex%61mple.org", .form), ("::1", .form), ("[::1", .form),
        ] as [(String, OutboundRules.Fault)])
    func `an address is read in one spelling`(_ host: String, _ fault: OutboundRules.Fault) {
        #expect(throws: fault) { try OutboundRules().check("https://\(host)/hook") }
    }

    @Test func `schemes, fragments and other texts are refused`() {
        for (url, fault) in [
            ("http://example.org/", .scheme), ("ftp://example.org/", .scheme),
            ("file:///etc/passwd", .scheme), ("gopher://example.org/", .scheme),
            ("https://example.org/#a", .form), ("https:/example.org/", .form),
            ("example.org", .form), ("https://example.org/\u{7f}", .form),
            ("https://example.org\\@127.0.0.1/", .form),
        ] as [(String, OutboundRules.Fault)] {
            #expect(throws: fault, "\(url)") { try OutboundRules().check(url) }
        }
        for url in [
            "https://example.org", "https://example.org?a=b", "https://xn--bl-yia.no:8443/",
        ] {
            #expect(throws: Never.self, "\(url)") { try OutboundRules().check(url) }
        }
    }

    @Test func `whoever runs the server opens ranges, ports and plain HTTP`() throws {
        var rules = OutboundRules()
        rules.openRanges = [try #require(AddressRange("10.1.0.0/16"))]
        #expect(throws: Never.self) { try rules.check("https://10.1.2.3/") }
        #expect(throws: OutboundRules.Fault.privateAddress) { try rules.check("https://10.2.0.1/") }
        rules.allowsPlainHTTP = true
        rules.ports = nil
        #expect(throws: Never.self) { try rules.check("http://10.1.2.3:9000/") }
        #expect(throws: OutboundRules.Fault.privateAddress) { try rules.check("http://localhost/") }
        rules.openRanges = [try #require(AddressRange("127.0.0.0/8"))]
        #expect(throws: Never.self) { try rules.check("http://localhost:9000/") }
    }
}
