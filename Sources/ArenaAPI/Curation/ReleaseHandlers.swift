import ArenaCore
import HTTP
import JSON

enum ReleaseHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = ReleaseFilter()
        if call.path["post"] != nil { filter.post = try call.post(in: call.view).id }
        filter.states = call.query.choices("state")
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        return call.list(call.view.releases(filter, call.page)) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.release(in: call.view), call.view)
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.releaseDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let post = try call.post(in: write.view)
            let reader = FieldReader(body, write.view)
            guard let tlp = reader.label("tlp") else { throw .invalid("/tlp", "required") }
            return try write.askFor(tlp, of: post, because: reader.text("reason") ?? "")
        } answer: { release, view in
            call.resource(
                status: .created, revision: release.revision,
                location: "/v1/release-requests/\(release.id)"
            ) { view.write(release, to: &$0) }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let release = try call.release(in: write.view)
            try call.checkIfMatch(release.revision)
            return try change(release, patch, by: &write)
        } answer: { release, view in
            answer(call, release, view)
        }
    }

    static func change(_ release: ReleaseRequest, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> ReleaseRequest
    {
        let patched = try JSONShape.release.patched(
            { write.view.write(release, to: &$0) }, with: patch, in: write.view)
        var change = ReleaseChange()
        change.reason = patched.body["reason"]?.string
        if patched.changed.contains("state") {
            change.state = ReleaseRequest.State(rawValue: patched.body["state"]?.string ?? "")
        }
        if patched.changed.contains("outcome") {
            change.outcome = .some(patched.body["outcome"]?.string)
        }
        return try write.change(release, change)
    }

    private static func answer(_ call: Call, _ release: ReleaseRequest, _ view: View)
        -> HTTPResponse
    {
        call.resource(revision: release.revision) { view.write(release, to: &$0) }
    }
}

extension View {
    func write(_ release: ReleaseRequest, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(release, to: &json)
        json.endObject()
    }

    /// Without the author: whoever sees the request need not know it.
    func writeFields(_ release: ReleaseRequest, to json: inout JSONWriter) {
        noteReading(of: release.post)
        json.resource(
            release.id, revision: release.revision, createdAt: release.createdAt,
            updatedAt: release.updatedAt)
        json.member("post", release.post)
        json.key("requester")
        writeReference(release.requester, to: &json)
        json.member("tlp", release.tlp.label)
        json.member("reason", release.reason)
        json.member("state", release.state.rawValue)
        json.member("outcome", release.outcome)
    }
}
