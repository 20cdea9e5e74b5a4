import ArenaCore
import HTTP
import JSON

enum QueueHandlers {
    /// What waits for the caller as a curator or an admin.
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.list(call.view.queue(call.page, updatedAfter: call.query.timestamp("updatedAfter"))) {
            call.view.write($0, to: &$1)
        }
    }
}

extension View {
    fileprivate func write(_ waiting: Waiting, to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", waiting.kind)
        json.member("since", waiting.since)
        json.key("membership")
        if case .membership(let membership, let arena) = waiting.subject {
            write(membership, in: arena, to: &json)
        } else {
            json.null()
        }
        json.key("arena")
        if case .arena(let arena) = waiting.subject { write(arena, to: &json) } else { json.null() }
        json.key("organisation")
        if case .organisation(let organisation) = waiting.subject {
            write(organisation, to: &json)
        } else {
            json.null()
        }
        json.key("post")
        if case .post(let post) = waiting.subject { write(post, to: &json) } else { json.null() }
        json.key("report")
        if case .report(let report) = waiting.subject {
            write(report, to: &json)
        } else {
            json.null()
        }
        json.key("comment")
        if case .comment(let comment) = waiting.subject {
            write(comment, to: &json)
        } else {
            json.null()
        }
        json.endObject()
    }
}

extension Waiting {
    fileprivate var kind: String {
        switch subject {
        case .membership: "membership"
        case .arena: "arena"
        case .organisation: "organisation"
        case .post: "post"
        case .report: "report"
        case .comment: "comment"
        }
    }
}
