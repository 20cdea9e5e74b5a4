import ArenaCore
import ArenaStore
import HTTP
import JSON

/// The generations on disk, for admins (PRODUCT §3).
enum SnapshotHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPAnswer {
        call.api.store.storedSnapshots { found in
            call.exchange.respond {
                guard case .success(let snapshots) = found else {
                    return call.finished(call.response(Problem(.unavailable)))
                }
                return call.finished(
                    call.list(whole: snapshots) { snapshot, json in
                        json.beginObject()
                        json.member("generation", Int(clamping: snapshot.generation))
                        json.member("position", Int(clamping: snapshot.position))
                        json.member("records", Int(clamping: snapshot.recordCount))
                        json.member("bytes", snapshot.byteCount)
                        json.endObject()
                    })
            }
        }
        return .later
    }

    /// It is also taken where nothing has changed: the second one after an erasure is the one
    /// that takes what was erased from the disk.
    static func begin(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.nothing.check(body)
        guard let floor = call.api.store.beginSnapshot() else {
            return .now(call.finished(call.response(Problem(.unavailable))))
        }
        var response = call.document(status: .accepted) { json in
            json.beginObject()
            json.member("minGeneration", Int(clamping: floor.generation))
            json.member("minPosition", Int(clamping: floor.position))
            json.endObject()
        }
        response.fields.append("Location", call.api.absolute("/v1/snapshots"))
        return .now(call.finished(response))
    }
}

extension JSONShape {
    static let snapshot = JSONShape(
        "Snapshot", "A snapshot of the whole state in the data folder.",
        [
            count("generation", "Of the journal that goes on where it ends."),
            count("position", "Of the last change that it holds."),
            count("records", "How many it holds."),
            count("bytes", "How long its file is."),
        ])

    static let snapshotBegun = JSONShape(
        "SnapshotBegun", "What the snapshot will be at least, once the list has it.",
        [
            count("minGeneration", "It has this generation or a later one."),
            count("minPosition", "It holds all changes up to this position, or more."),
        ])

    private static func count(_ name: String, _ description: String) -> JSONField {
        JSONField(name, .integer(min: 0, max: .max), readOnly: true, description)
    }
}
