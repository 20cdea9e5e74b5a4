import Glibc
import JSON
import Storage

/// How far a file has been imported: what a run that was cut off leaves for the next one, in a file
/// beside it.
struct ImportProgress: Equatable {
    /// Of the file that is imported.
    let identity: String
    var byteCount = 0
    var lineCount = 0
    var counts = Counts()

    /// What the lines came to.
    struct Counts: Equatable {
        var created = 0
        var updated = 0
        var unchanged = 0
        var failed = 0
    }

    static func path(beside file: String) -> String { file + ".arena-import" }

    /// What an earlier run left; nil where it left nothing, or the file is another by now.
    init?(beside file: String, identity: String) {
        guard let text = try? SmallFile.text(Self.path(beside: file), limit: 4096),
            let value = try? JSONValue(parsing: Array(text.utf8)),
            value["identity"]?.string == identity,
            let byteCount = value["byteCount"]?.integer, let lineCount = value["lineCount"]?.integer
        else { return nil }
        self.init(identity: identity)
        self.byteCount = Int(byteCount)
        self.lineCount = Int(lineCount)
        counts = Counts(value["counts"] ?? .null)
    }

    init(identity: String) {
        self.identity = identity
    }

    /// Keeps it for a later run.
    func save(beside file: String) throws(StorageError) {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        let value: JSONValue = [
            "identity": .string(identity), "byteCount": .integer(Int64(byteCount)),
            "lineCount": .integer(Int64(lineCount)), "counts": counts.json,
        ]
        try AtomicFile.write(
            Self.path(beside: String(parts.last ?? "")),
            in: Folder(parts.count == 1 ? "." : folder.isEmpty ? "/" : folder)
        ) { (sink) throws(StorageError) in
            try sink.write(value.encoded())
        }
    }

    /// There is nothing left to go on with.
    static func remove(beside file: String) {
        unlink(path(beside: file))
    }
}

extension ImportProgress.Counts {
    init(_ json: JSONValue) {
        created = Int(json["created"]?.integer ?? 0)
        updated = Int(json["updated"]?.integer ?? 0)
        unchanged = Int(json["unchanged"]?.integer ?? 0)
        failed = Int(json["failed"]?.integer ?? 0)
    }

    var json: JSONValue {
        [
            "created": .integer(Int64(created)), "updated": .integer(Int64(updated)),
            "unchanged": .integer(Int64(unchanged)), "failed": .integer(Int64(failed)),
        ]
    }

    static func += (left: inout Self, right: Self) {
        left.created += right.created
        left.updated += right.updated
        left.unchanged += right.unchanged
        left.failed += right.failed
    }
}
