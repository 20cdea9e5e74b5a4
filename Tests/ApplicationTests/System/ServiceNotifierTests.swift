import Foundation
import Glibc
import Testing

@testable import Application

struct ServiceNotifierTests {
    /// A datagram socket that is bound to `name`, zero bytes and all.
    private func listener(_ name: [UInt8]) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let address = try #require(SystemSocketAddress(local: name))
        try #require(address.withPointer { bind(descriptor, $0, $1) } == 0)
        return descriptor
    }

    private func received(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test func `lines reach a socket in the file system`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "notify")
        let descriptor = try listener(Array(path.utf8) + [0])
        defer { close(descriptor) }
        ServiceNotifier(environment: ["NOTIFY_SOCKET": path]).notify("READY=1", "STATUS=x")
        #expect(received(descriptor) == "READY=1\nSTATUS=x")
    }

    @Test func `lines reach an abstract socket`() throws {
        let name = "arena-\(UUID().uuidString)"
        let descriptor = try listener([0] + name.utf8)
        defer { close(descriptor) }
        ServiceNotifier(environment: ["NOTIFY_SOCKET": "@" + name]).notify("STOPPING=1")
        #expect(received(descriptor) == "STOPPING=1")
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "relative"],
        ["NOTIFY_SOCKET": "/no/such/socket"],
        ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
    ])
    func `where nobody listens nothing happens`(environment: [String: String]) {
        ServiceNotifier(environment: environment).notify("READY=1")
    }
}
