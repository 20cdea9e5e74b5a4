import ArenaCore
import JSON

/// A resource as a patch leaves it, and which of its fields that changes.
struct PatchedBody {
    let body: JSONValue
    let changed: Set<String>
}

extension JSONShape {
    /// Throws every problem of a body at once; `current` is what the caller reads now, whose
    /// read-only fields may come back as they are (DECISIONS §20).
    func check(_ body: JSONValue, current: JSONValue? = nil) throws(Refusal) {
        var found = problems(in: body).map {
            Refusal.Problem($0.pointer.path, $0.issue.code, $0.issue.values)
        }
        for field in fields where field.isReadOnly {
            guard let sent = body[field.name], sent != current?[field.name] else { continue }
            found.append(Refusal.Problem("/\(field.name)", "read-only"))
        }
        findNationalIdentityNumbers(in: body, at: .root, &found)
        if !found.isEmpty { throw Refusal(.validation, found) }
    }

    /// The resource as it is to become: the merge patch (RFC 7396) laid on what the caller reads.
    func patched(_ current: [UInt8], with patch: JSONValue) throws(Refusal) -> PatchedBody {
        guard patch.object != nil else { throw .invalid("", "not-an-object") }
        guard let read = try? JSONValue(parsing: current) else {
            // What the server has just written is valid JSON.
            preconditionFailure("a rendered resource is no JSON")
        }
        let merged = read.merging(patch: patch)
        try check(merged, current: read)
        let names = (patch.object?.members ?? []).map(\.key)
        return PatchedBody(
            body: merged, changed: Set(names.filter { merged[$0] != read[$0] }))
    }

    private func findNationalIdentityNumbers(
        in value: JSONValue, at place: JSONPointer, _ found: inout [Refusal.Problem]
    ) {
        switch value {
        case .string(let text):
            if NationalIdentityNumber.occurs(in: text) {
                found.append(Refusal.Problem(place.path, "national-id-not-allowed"))
            }
        case .array(let items):
            for (index, item) in items.enumerated() {
                findNationalIdentityNumbers(in: item, at: place.appending(index), &found)
            }
        case .object(let object):
            for member in object.members {
                findNationalIdentityNumbers(
                    in: member.value, at: place.appending(member.key), &found)
            }
        case .null, .bool, .integer, .number: break
        }
    }
}

/// Renders one resource to bytes, for a patch to be laid on.
func rendered(_ render: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 1024)
    render(&json)
    return json.bytes
}
