import Glibc
import Testing

@testable import HTTP

struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1:80"), ("255.1.2.3", "255.1.2.3:80"), ("::1", "[::1]:80"),
        ("2001:DB8:0:0:0:0:0:1", "[2001:db8::1]:80"), ("::", "[::]:80"),
    ])
    func `an address is read and written`(host: String, text: String) throws {
        let address = try #require(SocketAddress(host: host, port: 80))
        #expect(address.description == text)
        #expect(address.port == 80)
        #expect(SocketAddress(host: address.host, port: 80) == address)
        #expect(address.with(port: 1).port == 1)
    }

    @Test(arguments: ["", "localhost", "[::1]", "1.2.3", "256.0.0.1", "::g", "1.2.3.4:5"])
    func `what is no address is refused`(host: String) {
        #expect(SocketAddress(host: host, port: 80) == nil)
    }

    @Test func `the bytes stand in the order of the network`() throws {
        #expect(SocketAddress.ipv4(0x0102_0304, port: 1).addressBytes == [1, 2, 3, 4])
        let six = try #require(SocketAddress(host: "102:304::a0b", port: 1))
        #expect(six.addressBytes == [1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 11])
        #expect(SocketAddress.local(path: "/x").addressBytes == [])
    }

    @Test func `the kernel's form goes there and back`() throws {
        for host in ["127.0.0.1", "2001:db8::1"] {
            let address = try #require(SocketAddress(host: host, port: 8080))
            #expect(Self.throughTheKernelsForm(address) == address)
        }
        let mapped = try #require(SocketAddress(host: "::ffff:10.0.0.1", port: 1))
        #expect(Self.throughTheKernelsForm(mapped) == .ipv4(0x0A00_0001, port: 1))
        #expect(Self.throughTheKernelsForm(.local(path: "/x")) == .local(path: ""))
    }

    private static func throughTheKernelsForm(_ address: SocketAddress) -> SocketAddress? {
        address.withSocketAddress { start, length in
            var storage = sockaddr_storage()
            memcpy(&storage, start, Int(length))
            return SocketAddress(&storage)
        }
    }

    @Test func `a path that is too long is no address`() {
        let long = SocketAddress.local(path: String(repeating: "a", count: 108))
        #expect(long.withSocketAddress { _, _ in 0 } == nil)
        #expect(SocketAddress.local(path: "/x").description == "unix:/x")
        #expect(SocketAddress.local(path: "/x").port == nil)
    }
}
