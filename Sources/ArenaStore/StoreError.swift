import Glibc
import Storage

/// Why the store could not do something; the description is one line that says what to do.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
    /// The errno of the system call that failed; 0 where what is in the folder is the reason.
    package let systemCode: Int32

    init(_ description: String, systemCode: Int32 = 0) {
        self.description = description
        self.systemCode = systemCode
    }

    init(_ error: StorageError) {
        let text = error.description
        self.init(
            Self.advice(for: error.code).map { "\(text); \($0)" } ?? text,
            systemCode: error.code)
    }

    /// Of a store that was to be opened in the folder `path`.
    init(_ error: StorageError, opening path: String) {
        let text = Self(error).description
        // What failed may have been the folder above it.
        let isNamed = error.path.hasPrefix(path)
        self.init(
            isNamed ? text : "cannot open the store in \(path): \(text)",
            systemCode: error.code)
    }

    init(_ refusal: RecoveryRefusal, opening path: String) {
        self.init("cannot open the store in \(path): \(refusal.description)")
    }

    private static func advice(for code: Int32) -> String? {
        switch code {
        case ENOSPC, EDQUOT: "make room on that disk"
        case EACCES, EPERM, EROFS: "let this user write there, or choose another data folder"
        case EWOULDBLOCK: "stop that process, or choose another data folder"
        case ENOENT: "make the folder above it, or choose another data folder"
        case ENOTEMPTY: "name a folder that is not there yet"
        case ENOTDIR, EEXIST: "choose another data folder"
        case EMFILE, ENFILE: "raise the limit of open files"
        default: nil
        }
    }
}
