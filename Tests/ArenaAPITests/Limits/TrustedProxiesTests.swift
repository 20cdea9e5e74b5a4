import HTTP
import Testing

@testable import ArenaAPI

struct TrustedProxiesTests {
    private func client(
        _ fields: String, from peer: String = "10.0.0.1", trusting: [String] = ["10.0.0.0/8"],
        _ field: TrustedProxies.Field = .xForwardedFor
    ) throws -> String {
        var proxies = TrustedProxies()
        proxies.ranges = trusting.compactMap(AddressRange.init)
        proxies.field = field
        let address = try #require(SocketAddress(host: peer, port: 1))
        let head = try HTTPRequestHead.parsing(
            "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n", from: address)
        return proxies.client(of: head).host
    }

    @Test(arguments: [
        ("X-Forwarded-For: 192.0.2.1\r\n", "192.0.2.1"),
        ("X-Forwarded-For: 198.51.100.9, 192.0.2.1, 10.9.9.9\r\n", "192.0.2.1"),
        ("X-Forwarded-For: 198.51.100.9\r\nX-Forwarded-For: 192.0.2.1\r\n", "192.0.2.1"),
        ("X-Forwarded-For: 10.1.1.1, 10.2.2.2\r\n", "10.1.1.1"),
        ("X-Forwarded-For: 192.0.2.1, garbage, 10.2.2.2\r\n", "10.2.2.2"),
        ("X-Forwarded-For: garbage\r\n", "10.0.0.1"), ("", "10.0.0.1"),
        ("X-Forwarded-For: 2001:db8::7\r\n", "2001:db8::7"),
        ("X-Forwarded-For: [2001:db8::7]:4711\r\n", "2001:db8::7"),
        ("X-Forwarded-For: 192.0.2.1:4711\r\n", "192.0.2.1"),
        ("Forwarded: for=192.0.2.1\r\n", "10.0.0.1"),
    ])
    func `the first from the right that is not trusted is the client`(
        fields: String, client expected: String
    ) throws {
        #expect(try client(fields) == expected)
    }

    @Test(arguments: [
        (#"Forwarded: for="[2001:db8::1]:4711";proto=https;host=x"# + "\r\n", "2001:db8::1"),
        ("Forwarded: for=192.0.2.1, FOR=10.3.3.3;by=x\r\n", "192.0.2.1"),
        ("Forwarded: for=_hidden\r\n", "10.0.0.1"), ("Forwarded: proto=https\r\n", "10.0.0.1"),
    ])
    func `RFC 7239 is read where it is chosen`(fields: String, client expected: String) throws {
        #expect(try client(fields, .forwarded) == expected)
    }

    @Test func `a stranger is believed nothing`() throws {
        #expect(try client("X-Forwarded-For: 192.0.2.1\r\n", from: "203.0.113.5") == "203.0.113.5")
        #expect(try client("X-Forwarded-For: 192.0.2.1\r\n", trusting: []) == "10.0.0.1")
    }
}
