import Foundation

/// The project's own files, found from where this one stands.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The names at the top that do not begin with a dot.
    static func visibleTopLevel() throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
        return Set(names.filter { !$0.hasPrefix(".") })
    }

    /// Every text that people write in Sources and Tests, and the manifest, in the order of paths.
    static func sourceFiles() throws -> [SourceFile] {
        let kinds: Set = ["swift", "c", "h", "py", "sh", "modulemap"]
        var paths = ["Package.swift"]
        for folder in ["Sources", "Tests"] {
            let found = try FileManager.default.subpathsOfDirectory(
                atPath: root.appending(path: folder).path)
            paths += found.map { "\(folder)/\($0)" }
        }
        return try paths.sorted()
            .filter { kinds.contains(URL(filePath: $0).pathExtension) }
            .map { path in
                let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
                return SourceFile(path: path, text: text)
            }
    }
}
