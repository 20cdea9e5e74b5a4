import Foundation
import Testing

/// Calls `body` with a new folder, which is removed afterwards.
func withTemporaryFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "http-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try await body(folder)
}

extension URL {
    /// Writes a file below this folder, and the folders that lead to it.
    func write(_ path: String, _ content: [UInt8], modified: Int = 1_700_000_000) throws {
        let file = appending(path: path)
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(content).write(to: file)
        let date = Date(timeIntervalSince1970: TimeInterval(modified))
        let name = file.path(percentEncoded: false)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: name)
    }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    /// Makes a link below this folder.
    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: appending(path: path).path(percentEncoded: false),
            withDestinationPath: target)
    }

    var name: String { path(percentEncoded: false) }
}
