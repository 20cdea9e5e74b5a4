import HTTP
import Testing

struct AddressRangeTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("192.0.2.128/25", "192.0.2.200", true), ("192.0.2.128/25", "192.0.2.127", false),
        ("0.0.0.0/0", "203.0.113.1", true), ("127.0.0.1", "127.0.0.1", true),
        ("127.0.0.1", "127.0.0.2", false), ("::/0", "2001:db8::1", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("::1", "::1", true), ("::/0", "127.0.0.1", false), ("0.0.0.0/0", "::1", false),
    ])
    func `a range holds its addresses and no other`(range: String, host: String, holds: Bool)
        throws
    {
        let range = try #require(AddressRange(range))
        let address = try #require(SocketAddress(host: host, port: 9))
        #expect(range.contains(address) == holds)
        #expect(AddressRange(range.description) == range)
        #expect(!range.contains(.local(path: "/x")))
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.1/8", "host/8",
        "::/129", "2001:db8::1/32", "10.0.0.0/+8",
    ])
    func `what is no range is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }
}
