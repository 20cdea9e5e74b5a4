import ArenaCore
import ArenaStore
import Glibc
import HTTP
import Storage

extension CommandFailure {
    /// A data folder that cannot be used.
    init(_ error: StoreError) {
        let code = error.systemCode
        self.init(code == 0 ? .badData : Self.code(for: code), error.description)
    }

    /// A file that cannot be read or written.
    init(_ error: StorageError) {
        self.init(Self.code(for: error.code), error.description)
    }

    /// A rule that stands in the way of a command.
    init(_ refusal: Refusal) {
        if refusal.code == .notFound, let id = refusal.values["id"] {
            self.init(.badData, "there is no organisation \(id) in this data folder")
            return
        }
        let reasons = refusal.problems.map { "\($0.pointer) \($0.code)" }
        self.init(.badData, ([refusal.code.rawValue] + reasons).joined(separator: ", "))
    }

    /// An address that cannot be listened at.
    init(_ error: HTTPServerError, listening endpoint: HTTPServerConfiguration.Endpoint) {
        let message = "cannot listen at \(endpoint.text): \(systemReason(error.code))"
        switch error.code {
        case EADDRINUSE:
            self.init(
                .unavailable, message + "; stop what listens there, or choose another --port")
        case EADDRNOTAVAIL:
            self.init(.configuration, message + "; give --host an address of this machine")
        case EACCES, EPERM:
            self.init(.noPermission, message + "; choose a --port from 1024")
        case ENOENT, ENOTDIR, EROFS:
            self.init(.cannotCreate, message + "; make the folder of the socket")
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            self.init(.temporary, message)
        default:
            self.init(.inputOutput, message)
        }
    }

    private static func code(for systemCode: Int32) -> ExitCode {
        switch systemCode {
        case EWOULDBLOCK, EMFILE, ENFILE: .temporary
        case EACCES, EPERM, EROFS: .noPermission
        case ENOENT, ENOTDIR, EEXIST, ENOTEMPTY, ELOOP, ENAMETOOLONG: .cannotCreate
        default: .inputOutput
        }
    }
}
