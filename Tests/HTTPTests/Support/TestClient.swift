import Glibc

@testable import HTTP

/// A blocking client that sends bytes as they are given and reads answers one by one.
final class TestClient {
    /// What a test expected of the other side and did not get.
    struct Failure: Error {
        let reason: String
    }

    private let descriptor: Int32
    /// What has come, of which so much has been taken.
    private var buffer: [UInt8] = []
    private var offset = 0

    /// Nothing that a test waits for takes longer.
    private static let patience = 120

    init(_ address: SocketAddress) throws {
        let family =
            switch address {
            case .ipv4: AF_INET
            case .ipv6: AF_INET6
            case .local: AF_UNIX
            }
        descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        guard address.withSocketAddress({ connect(descriptor, $0, $1) }) == 0 else {
            throw Failure(reason: "connect: errno \(errno)")
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var offset = 0
        while offset < bytes.count {
            let sent = bytes[offset...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Failure(reason: "send: errno \(errno)") }
            offset += sent
        }
    }

    /// Ends the own half of the connection.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Has the connection reset at the end of this client, whatever is under way.
    func resetAtEnd() {
        var now = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    /// The next answer; interim ones count. `isHead` where it answers HEAD and has no content.
    func response(isHead: Bool = false) throws -> TestResponse {
        let head = try text(before: "\r\n\r\n")
        var response = TestResponse(head: head)
        if isHead || response.status < 200 || response.status == 204 || response.status == 304 {
            return response
        }
        if let length = response["content-length"].flatMap({ Int($0) }) {
            response.body = try take(length)
        } else if response["transfer-encoding"] == "chunked" {
            response.body = try chunks()
        } else {
            response.body = try rest()
        }
        return response
    }

    /// Whether the server has closed, and nothing came before.
    func isClosed() throws -> Bool { try offset == buffer.count && !fill() }

    /// Whether something has come, or comes within so many milliseconds: an answer or the close.
    func isAnswered(within milliseconds: Int32) throws -> Bool {
        if offset < buffer.count { return true }
        var interest = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let count = poll(&interest, 1, milliseconds)
        guard count >= 0 || errno == EINTR else { throw Failure(reason: "poll: errno \(errno)") }
        return count > 0
    }

    /// All that comes until the server closes.
    func rest() throws -> [UInt8] {
        while try fill() {}
        return try take(buffer.count - offset)
    }

    /// So many bytes.
    func take(_ count: Int) throws -> [UInt8] {
        while buffer.count - offset < count {
            if try !fill() { throw Failure(reason: "closed before \(count) bytes") }
        }
        defer { offset += count }
        return Array(buffer[offset..<offset + count])
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            guard let count = Int(try text(before: "\r\n"), radix: 16) else {
                throw Failure(reason: "no chunk size")
            }
            body += try take(count)
            guard try take(2) == [0x0D, 0x0A] else { throw Failure(reason: "no chunk end") }
            if count == 0 { return body }
        }
    }

    /// What comes before that mark, which is dropped.
    private func text(before mark: String) throws -> String {
        let mark = Array(mark.utf8)
        while true {
            if let range = buffer[offset...].firstRange(of: mark) {
                defer { offset = range.upperBound }
                return String(decoding: buffer[offset..<range.lowerBound], as: UTF8.self)
            }
            if try !fill() { throw Failure(reason: "closed after \(buffer.count - offset) bytes") }
        }
    }

    /// Reads once; false at the end of the stream.
    private func fill() throws -> Bool {
        if offset == buffer.count {
            buffer = []
            offset = 0
        }
        var piece = [UInt8](repeating: 0, count: 256 << 10)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count >= 0 else { throw Failure(reason: "recv: errno \(errno)") }
        buffer += piece[..<count]
        return count > 0
    }
}
