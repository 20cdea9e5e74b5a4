import Foundation
import Testing

/// A new folder that is removed with the last reference.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "application-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of `name` in the folder.
    func path(of name: String) -> String { path + "/" + name }

    /// Writes a file and answers its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: path(of: name)))
        return path(of: name)
    }

    /// The text of a file in the folder.
    func text(of name: String) throws -> String {
        try String(contentsOf: URL(filePath: path(of: name)), encoding: .utf8)
    }
}
