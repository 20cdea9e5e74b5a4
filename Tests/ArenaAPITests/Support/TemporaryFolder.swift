import Foundation

/// A folder that is gone with the value that holds it.
final class TemporaryFolder: Sendable {
    let path: String

    init(copying original: TemporaryFolder? = nil) throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("arena-\(UUID().uuidString)")
        path = url.path
        if let original {
            try FileManager.default.copyItem(atPath: original.path, toPath: path)
        } else {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
    }

    deinit {
        // A folder that stays is the operating system's to clean.
        try? FileManager.default.removeItem(atPath: path)
    }
}
