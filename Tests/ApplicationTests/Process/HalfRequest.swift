import Glibc
import HTTP
import Testing

@testable import Application

/// A request whose head has arrived and whose body never does.
final class HalfRequest {
    private let socket: SystemSocket

    /// Connects, sends the head, and waits for the 100 that says that the server has read it.
    init(port: UInt16) throws {
        let address = try #require(
            SocketAddress(host: "127.0.0.1", port: port).flatMap { SystemSocketAddress($0) })
        socket = try #require(SystemSocket(family: address.family, kind: SOCK_STREAM))
        socket.limitWaiting(seconds: 30)
        try #require(socket.connect(to: address) == 0)
        let head = """
            POST /v1/organisations HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: 100\r
            Expect: 100-continue\r
            \r

            """
        try #require(socket.send(Array(head.utf8)) == 0)
        let answer = try #require(socket.receive(limit: 100))
        try #require(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 100 "))
    }

    /// Keeps the connection until here.
    func close() {}
}
