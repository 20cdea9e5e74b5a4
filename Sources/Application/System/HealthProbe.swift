import Glibc
import HTTP

/// Asks a server on this machine whether it lives, over a plain socket.
struct HealthProbe {
    private static let secondsMax = 3
    private static let lineBytesMax = 4096

    /// Where the server was told to listen.
    let endpoint: HTTPServerConfiguration.Endpoint

    /// nil where `/healthz` answers 200; else what came instead.
    func problem() -> String? {
        guard let address else { return "port 0 is no port to ask; give the one listened on" }
        guard let socket = SystemSocket(family: address.family, kind: SOCK_STREAM) else {
            return "no socket: \(systemReason(errno))"
        }
        socket.limitWaiting(seconds: Self.secondsMax)
        var code = socket.connect(to: address)
        if code != 0 { return "cannot connect: \(systemReason(code))" }
        let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        code = socket.send(Array(request.utf8))
        if code != 0 { return "cannot ask: \(systemReason(code))" }
        return Self.problem(inAnswer: socket)
    }

    private static func problem(inAnswer socket: SystemSocket) -> String? {
        var line: [UInt8] = []
        while !line.contains(UInt8(ascii: "\n")), line.count < lineBytesMax {
            guard let bytes = socket.receive(limit: lineBytesMax) else {
                return "no answer: \(systemReason(errno))"
            }
            if bytes.isEmpty { break }
            line += bytes
        }
        let text = String(decoding: line.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        if text.hasPrefix("HTTP/1.1 200 ") { return nil }
        return text.isEmpty ? "no answer" : "the answer is \(quoted(text))"
    }

    /// Where to connect: a server that listens everywhere is reached on the loopback.
    var address: SystemSocketAddress? {
        let address: SocketAddress? =
            switch endpoint {
            case .address(_, port: 0), .descriptor: nil
            case .address("0.0.0.0", let port): SocketAddress(host: "127.0.0.1", port: port)
            case .address("::", let port): SocketAddress(host: "::1", port: port)
            case .address(let host, let port): SocketAddress(host: host, port: port)
            case .local(let path): .local(path: path)
            }
        return address.flatMap { SystemSocketAddress($0) }
    }
}
