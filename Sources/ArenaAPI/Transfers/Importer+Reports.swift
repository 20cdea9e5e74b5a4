import ArenaCore
import JSON

extension Importer {
    /// A report comes from an export alone: only its reporter makes one.
    func bringReport(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        if let old = line.id().flatMap(write.view.report) {
            try mustBeUpsert("/v1/reports/\(old.id)")
            let new = try ReportHandlers.change(old, try line.patch(), by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        guard let id: ID<Report> = line.id() else { throw .invalid("/id", "required") }
        var fields = FieldReader(line.body, write.view)
        let postID = line.body["post"].flatMap { fields.post($0, at: "/post") }
        let reporter = fields.organisation("reporter")
        try fields.finish()
        guard let post = postID.flatMap(write.view.post) else { throw Refusal(.notFound) }
        guard let reporter else { throw .invalid("/reporter", "null-not-allowed") }
        let times = line.times(write.now)
        var report = Report(
            id: id, createdAt: times.createdAt, post: post.id, arena: post.arena,
            reporter: reporter, reason: fields.text("reason") ?? "",
            state: line.choice("state") ?? .open)
        report.revision = line.revision
        report.updatedAt = times.updatedAt
        report.outcome = fields.text("outcome")
        try write.restore(report)
        return .created("\(id)")
    }
}
