import Glibc

@testable import HTTP

/// The client's end of a connection to a `SteppedServer`.
final class SteppedClient {
    private let descriptor: Int32
    private let server: SteppedServer
    /// All that has come.
    private(set) var received: [UInt8] = []
    /// Whether the server has ended its half.
    private(set) var isClosed = false

    init(descriptor: Int32, server: SteppedServer) {
        self.descriptor = descriptor
        self.server = server
    }

    deinit { close(descriptor) }

    /// Sends one piece and has it served. A server that has closed takes no more.
    func send(_ bytes: ArraySlice<UInt8>) throws {
        let sent = bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == bytes.count || (sent < 0 && errno == EPIPE) else {
            throw TestClient.Failure(reason: "send: \(sent), errno \(errno)")
        }
        server.step()
        try receive()
    }

    /// Ends the own half, has that served, and takes what came of it.
    func finishSending() throws {
        shutdown(descriptor, Int32(SHUT_WR))
        server.step()
        try receive()
    }

    private func receive() throws {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while !isClosed {
            let count = recv(descriptor, &piece, piece.count, 0)
            if count < 0, errno == EAGAIN { return }
            guard count >= 0 else { throw TestClient.Failure(reason: "recv: errno \(errno)") }
            received += piece[..<count]
            isClosed = count == 0
        }
    }
}
