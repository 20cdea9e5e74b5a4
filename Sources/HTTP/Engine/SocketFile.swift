import Glibc

/// The file of a listening socket, which outlives the socket until somebody removes it (unix(7)).
struct SocketFile: Sendable {
    let path: String
    private let device: UInt
    private let number: UInt

    /// The socket that lies at the path; nil where none does.
    init?(at path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
        self.path = path
        device = status.st_dev
        number = status.st_ino
    }

    /// Removes the file, unless another socket has taken its place.
    func remove() {
        guard let present = SocketFile(at: path), present.device == device,
            present.number == number
        else { return }
        unlink(path)
    }

    /// Removes what an earlier server left at the path: a socket on which nobody listens. A regular
    /// file there is a mistake to report, and so is a second server on a socket in use.
    static func removeLeftover(at path: String) {
        guard let file = SocketFile(at: path) else { return }
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let probe = socket(AF_UNIX, kind, 0)
        if probe < 0 { return }
        defer { close(probe) }
        let outcome = SocketAddress.local(path: path).withSocketAddress { connect(probe, $0, $1) }
        if outcome == -1, errno == ECONNREFUSED { file.remove() }
    }
}
