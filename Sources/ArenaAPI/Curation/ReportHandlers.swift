import ArenaCore
import HTTP
import JSON

enum ReportHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = ReportFilter()
        filter.states = call.query.choices("state")
        filter.arenas = call.query.all("arena").map { call.view.arena(named: $0)?.id ?? .none }
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        return call.list(call.view.reports(filter, call.page)) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.report(in: call.view), call.view)
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.reportDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            var reader = FieldReader(body, write.view)
            let id = body["post"].flatMap { reader.post($0, at: "/post") }
            try reader.finish()
            guard let post = id.flatMap(write.view.post) else { throw Refusal(.notFound) }
            return try write.report(post, because: reader.text("reason") ?? "")
        } answer: { report, view in
            call.resource(
                status: .created, revision: report.revision, location: "/v1/reports/\(report.id)"
            ) { view.write(report, to: &$0) }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let report = try call.report(in: write.view)
            try call.checkIfMatch(report.revision)
            return try change(report, patch, by: &write)
        } answer: { report, view in
            answer(call, report, view)
        }
    }

    static func change(_ report: Report, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> Report
    {
        let patched = try JSONShape.report.patched(
            { write.view.write(report, to: &$0) }, with: patch, in: write.view)
        var change = ReportChange()
        change.reason = patched.body["reason"]?.string
        if patched.changed.contains("state") {
            change.state = Report.State(rawValue: patched.body["state"]?.string ?? "")
        }
        if patched.changed.contains("outcome") {
            change.outcome = .some(patched.body["outcome"]?.string)
        }
        return try write.change(report, change)
    }

    private static func answer(_ call: Call, _ report: Report, _ view: View) -> HTTPResponse {
        call.resource(revision: report.revision) { view.write(report, to: &$0) }
    }
}

extension View {
    func write(_ report: Report, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(report, to: &json)
        json.endObject()
    }

    func writeFields(_ report: Report, to json: inout JSONWriter) {
        noteReading(of: report.post)
        json.resource(
            report.id, revision: report.revision, createdAt: report.createdAt,
            updatedAt: report.updatedAt)
        json.member("post", report.post)
        json.key("arena")
        writeReference(report.arena, to: &json)
        json.key("reporter")
        writeReference(report.reporter, to: &json)
        json.member("reason", report.reason)
        json.member("state", report.state.rawValue)
        json.member("outcome", report.outcome)
    }
}
