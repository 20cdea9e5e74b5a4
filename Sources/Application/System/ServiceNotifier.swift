import Glibc

/// Tells systemd how the service stands, as sd_notify(3) does; nothing where nobody listens.
package struct ServiceNotifier: Sendable {
    private let path: String

    /// A notifier for the socket that `NOTIFY_SOCKET` names in that environment.
    package init(environment: [String: String]) {
        path = environment["NOTIFY_SOCKET"] ?? ""
    }

    /// Sends lines such as `READY=1`. A failure is of no concern to the service: ignored.
    package func notify(_ lines: String...) {
        guard path.hasPrefix("/") || path.hasPrefix("@"),
            let address = SystemSocketAddress(local: name),
            let socket = SystemSocket(family: AF_UNIX, kind: SOCK_DGRAM),
            socket.connect(to: address) == 0
        else { return }
        _ = socket.send(Array(lines.joined(separator: "\n").utf8))
    }

    private var name: [UInt8] {
        // A name that begins with @ is abstract, without a zero at its end.
        path.hasPrefix("@") ? [0] + path.utf8.dropFirst() : Array(path.utf8) + [0]
    }
}
