import CSystem
import Glibc

/// A listening socket.
struct HTTPListener: Sendable {
    let descriptor: Int32
    let address: SocketAddress
    /// What is to be removed from the file system in the end.
    private let file: SocketFile?

    static let backlog: Int32 = 4096

    /// Binds and listens.
    init(_ endpoint: HTTPServerConfiguration.Endpoint) throws(HTTPServerError) {
        switch endpoint {
        case .address(let host, let port):
            guard let wanted = SocketAddress(host: host, port: port) else {
                throw HTTPServerError(operation: "parse", endpoint: host, code: EINVAL)
            }
            file = nil
            descriptor = try Self.listen(at: wanted)
        case .local(let path):
            SocketFile.removeLeftover(at: path)
            descriptor = try Self.listen(at: .local(path: path))
            file = SocketFile(at: path)
        case .descriptor(let given):
            file = nil
            descriptor = given
            _ = fcntl(given, F_SETFD, FD_CLOEXEC)
            _ = fcntl(given, F_SETFL, fcntl(given, F_GETFL) | O_NONBLOCK)
        }
        address = file.map { .local(path: $0.path) } ?? Self.boundAddress(descriptor)
    }

    /// Stops listening.
    func close() {
        _ = Glibc.close(descriptor)
        file?.remove()
    }

    private static func listen(at address: SocketAddress) throws(HTTPServerError) -> Int32 {
        let family =
            switch address {
            case .ipv4: AF_INET
            case .ipv6: AF_INET6
            case .local: AF_UNIX
            }
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        func failure(_ operation: String) -> HTTPServerError {
            let code = errno
            if descriptor >= 0 { _ = Glibc.close(descriptor) }
            return HTTPServerError(
                operation: operation, endpoint: address.description, code: code)
        }
        if descriptor < 0 { throw failure("socket") }
        setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if family == AF_INET6 { setOption(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
        guard let bound = address.withSocketAddress({ bind(descriptor, $0, $1) }) else {
            errno = ENAMETOOLONG
            throw failure("bind")
        }
        if bound != 0 { throw failure("bind") }
        if Glibc.listen(descriptor, backlog) != 0 { throw failure("listen") }
        return descriptor
    }

    private static func boundAddress(_ descriptor: Int32) -> SocketAddress {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
        }
        return SocketAddress(&storage)
    }

    /// Accepts one connection; the result is negative where there is none, with errno.
    func accept() -> (descriptor: Int32, address: SocketAddress) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let accepted = csystem_accept(descriptor, &storage, &length)
        guard accepted >= 0 else { return (accepted, .local(path: "")) }
        let peer = SocketAddress(&storage)
        // RFC 9293 §3.7.4: answers are written whole, so that waiting for more gains nothing.
        if peer.port != nil { setOption(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, 1) }
        return (accepted, peer)
    }
}

private func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
    var value = value
    _ = setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
}
