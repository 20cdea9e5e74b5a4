import Testing

@testable import HTTP

struct HTTPConnectionLimiterTests {
    private static func limiter(max: Int, perAddress: Int = 1000) -> HTTPConnectionLimiter {
        var configuration = HTTPServerConfiguration()
        configuration.connectionsMax = max
        configuration.connectionsPerAddressMax = perAddress
        return HTTPConnectionLimiter(configuration)
    }

    private static func address(_ host: String, port: UInt16 = 1) throws -> SocketAddress {
        try #require(SocketAddress(host: host, port: port))
    }

    @Test func `connections are admitted up to the limit and again when one goes`() throws {
        let limiter = Self.limiter(max: 2)
        let address = try Self.address("10.0.0.1")
        #expect(limiter.admit(address) == .admitted)
        #expect(limiter.admit(address) == .admitted)
        #expect(limiter.admit(address) == .refused)
        #expect(limiter.count == 2)
        limiter.release(address, .refused)
        #expect(limiter.count == 2)
        limiter.release(address, .admitted)
        #expect(limiter.count == 1)
        #expect(limiter.admit(address) == .admitted)
    }

    @Test func `only so many are told of the limit at once`() throws {
        var configuration = HTTPServerConfiguration()
        configuration.connectionsMax = 0
        configuration.refusedConnectionsMax = 3
        let limiter = HTTPConnectionLimiter(configuration)
        let address = try Self.address("10.0.0.1")
        for _ in 1...3 { #expect(limiter.admit(address) == .refused) }
        #expect(limiter.admit(address) == nil)
        limiter.release(address, .refused)
        #expect(limiter.admit(address) == .refused)
    }

    @Test func `an address is an IPv4 address or a network of IPv6`() throws {
        let limiter = Self.limiter(max: 100, perAddress: 1)
        #expect(limiter.admit(try Self.address("10.0.0.1")) == .admitted)
        #expect(limiter.admit(try Self.address("10.0.0.1", port: 2)) == .refused)
        #expect(limiter.admit(try Self.address("10.0.0.2")) == .admitted)
        #expect(limiter.admit(try Self.address("2001:db8::1")) == .admitted)
        #expect(limiter.admit(try Self.address("2001:db8::2")) == .refused)
        #expect(limiter.admit(try Self.address("2001:db8:0:1::1")) == .admitted)
        #expect(limiter.admit(try Self.address("::1")) == .admitted)
        #expect(limiter.admit(try Self.address("::2")) == .admitted)
        #expect(limiter.admit(.local(path: "")) == .admitted)
        #expect(limiter.admit(.local(path: "")) == .admitted)
        limiter.release(try Self.address("10.0.0.1"), .admitted)
        #expect(limiter.admit(try Self.address("10.0.0.1")) == .admitted)
    }

    @Test func `some networks are not counted by address`() throws {
        var configuration = HTTPServerConfiguration()
        configuration.connectionsPerAddressMax = 1
        configuration.networksWithoutLimit = [try #require(AddressRange("127.0.0.0/8"))]
        let limiter = HTTPConnectionLimiter(configuration)
        for port in 1...3 as ClosedRange<UInt16> {
            #expect(limiter.admit(try Self.address("127.0.0.1", port: port)) == .admitted)
        }
        #expect(limiter.admit(try Self.address("128.0.0.1")) == .admitted)
        #expect(limiter.admit(try Self.address("128.0.0.1", port: 2)) == .refused)
        limiter.release(try Self.address("127.0.0.1"), .admitted)
        #expect(limiter.count == 3)
    }
}
