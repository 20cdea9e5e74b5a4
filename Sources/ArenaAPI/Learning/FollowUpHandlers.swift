import ArenaCore
import HTTP
import JSON

enum FollowUpHandlers {
    /// Those of a post, or one's own.
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = FollowUpFilter()
        filter.states = call.query.choices("state")
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        if call.query.first("overdue") != nil { filter.isOverdue = call.query.flag("overdue") }
        let view = call.view
        let page =
            call.path["post"] == nil
            ? view.ownFollowUps(filter, call.page)
            : view.followUps(of: try call.post(in: view), filter, call.page)
        return call.list(page) { view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.followUp(in: call.view), call.view)
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.followUpDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let post = try call.post(in: write.view)
            var reader = FieldReader(body, write.view)
            let named = reader.organisation("organisation")
            try reader.finish()
            return try write.followUp(post, content(body, write.view), for: named)
        } answer: { followUp, view in
            call.resource(
                status: .created, revision: followUp.revision,
                location: "/v1/follow-ups/\(followUp.id)"
            ) { view.write(followUp, to: &$0) }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let followUp = try call.followUp(in: write.view)
            try call.checkIfMatch(followUp.revision)
            return try change(followUp, patch, by: &write)
        } answer: { followUp, view in
            answer(call, followUp, view)
        }
    }

    static func change(_ followUp: FollowUp, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> FollowUp
    {
        let patched = try JSONShape.followUp.patched(
            { write.view.write(followUp, to: &$0) }, with: patch, in: write.view)
        return try write.change(followUp, content(patched.body, write.view))
    }

    static func remove(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let followUp = try call.followUp(in: write.view)
            try call.checkIfMatch(followUp.revision)
            try write.remove(followUp)
        } answer: { _, _ in
            call.done()
        }
    }

    static func content(_ body: JSONValue, _ view: View) -> FollowUp.Content {
        let reader = FieldReader(body, view)
        var content = FollowUp.Content(action: reader.text("action") ?? "")
        content.ownerRole = reader.text("ownerRole")
        content.due = reader.date("due")
        content.state = reader.choice("state") ?? .open
        content.evidence = reader.text("evidence")
        return content
    }

    private static func answer(_ call: Call, _ followUp: FollowUp, _ view: View) -> HTTPResponse {
        call.resource(revision: followUp.revision) { view.write(followUp, to: &$0) }
    }
}

extension View {
    /// A follow-up, which is of a post that the viewer may see.
    func write(_ followUp: FollowUp, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(followUp, to: &json)
        json.endObject()
    }

    func writeFields(_ followUp: FollowUp, to json: inout JSONWriter) {
        noteReading(of: followUp.post, with: followUp.audience.tlp)
        let content = followUp.content
        json.resource(
            followUp.id, revision: followUp.revision, createdAt: followUp.createdAt,
            updatedAt: followUp.updatedAt)
        json.member("post", followUp.post)
        json.key("organisation")
        let writer = post(followUp.post).flatMap { shownWriter(followUp.writer, on: $0) }
        writeReference(writer, to: &json)
        json.member("action", content.action)
        json.member("ownerRole", content.ownerRole)
        json.key("due")
        if let due = content.due { json.date(due) } else { json.null() }
        json.member("state", content.state.rawValue)
        json.member("evidence", content.evidence)
    }
}
