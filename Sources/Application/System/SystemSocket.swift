import Glibc

/// A client's socket, closed when nobody holds it any more.
final class SystemSocket {
    private let descriptor: Int32

    /// A socket for addresses of that family, closed on exec; nil and errno where there is none.
    init?(family: Int32, kind: __socket_type) {
        descriptor = socket(family, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Lets no single call wait for longer than so many seconds.
    func limitWaiting(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    /// Connects to the address; the errno of a failure, else 0.
    func connect(to address: SystemSocketAddress) -> Int32 {
        address.withPointer { Glibc.connect(descriptor, $0, $1) } == 0 ? 0 : errno
    }

    /// Sends all of `bytes`; the errno of the call that failed, else 0.
    func send(_ bytes: [UInt8]) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.send(
                    descriptor, chunk.baseAddress, chunk.count, Int32(MSG_NOSIGNAL))
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }

    /// At most `limit` bytes of what comes; none at the end; nil and errno on failure.
    func receive(limit: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: limit)
        while true {
            let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, limit, 0) }
            if count >= 0 { return Array(bytes[..<count]) }
            if errno != EINTR { return nil }
        }
    }
}
