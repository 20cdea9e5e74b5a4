import ArenaCore
import ArenaStore
import HTTP
import JSON

/// The generations on disk, for admins (PRODUCT §3).
enum SnapshotHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPAnswer {
        // Asked before the disk: when none is on its way any more, the list has the last one.
        let isOnItsWay = call.api.store.status.isSnapshotOnItsWay
        call.api.store.storedSnapshots { found in
            call.exchange.respond {
                guard case .success(let snapshots) = found else {
                    return call.finished(call.response(Problem(.unavailable)))
                }
                return call.finished(
                    call.list(whole: snapshots) { json in
                        json.member("writing", isOnItsWay)
                    } _: { snapshot, json in
                        json.beginObject()
                        json.member("generation", Int(clamping: snapshot.generation))
                        json.member("position", Int(clamping: snapshot.position))
                        json.member("records", Int(clamping: snapshot.recordCount))
                        json.member("bytes", snapshot.byteCount)
                        json.member("createdAt", snapshot.writtenAt)
                        json.endObject()
                    })
            }
        }
        return .later
    }

    /// It is also taken where nothing has changed: the second one after an erasure is the one
    /// that takes what was erased from the disk.
    static func begin(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.nothing.check(body, in: call.view)
        let store = call.api.store
        guard let floor = call.isDryRun ? store.snapshotFloor : store.beginSnapshot() else {
            return .now(call.finished(call.response(Problem(.unavailable))))
        }
        var response = call.document(status: .accepted) { json in
            json.beginObject()
            json.member("minGeneration", Int(clamping: floor.generation))
            json.member("minPosition", Int(clamping: floor.position))
            json.endObject()
        }
        response.fields.append("Location", call.api.absolute("/v1/snapshots"))
        return .now(call.finished(call.isDryRun ? response.ofDryRun : response))
    }
}

extension JSONShape {
    static let snapshots = JSONShape(
        "Snapshots", "The snapshots in the data folder, oldest first.",
        [
            JSONField(
                "items", .list(.object(snapshot), max: .max, unique: false), readOnly: true,
                "The snapshots."),
            JSONField(
                "nextCursor", .text(min: 0, max: 0), readOnly: true, nullable: true,
                "Null: the list is whole."),
            JSONField(
                "writing", .bool, readOnly: true,
                "Whether another is being written; once it is not, the list has it."),
        ])

    private static let snapshot = JSONShape(
        "Snapshot", "A snapshot of the whole state in the data folder.",
        [
            count("generation", "Of the journal that goes on where it ends."),
            count("position", "Of the last change that it holds."),
            count("records", "How many it holds."),
            count("bytes", "How long its file is."),
            JSONField("createdAt", .timestamp, readOnly: true, "When its file was written."),
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
