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
        let (post, reporter) = try parties(of: line, "reporter", write.view)
        let times = line.times(write.now)
        var report = Report(
            id: id, createdAt: times.createdAt, post: post.id, arena: post.arena,
            reporter: reporter, reason: line.body["reason"]?.string ?? "",
            state: line.choice("state") ?? .open)
        report.revision = line.revision
        report.updatedAt = times.updatedAt
        report.outcome = line.body["outcome"]?.string
        try write.restore(report)
        return .created("\(id)")
    }

    /// The same of a release request.
    func bringRelease(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        if let old = line.id().flatMap(write.view.release) {
            try mustBeUpsert("/v1/release-requests/\(old.id)")
            let new = try ReleaseHandlers.change(old, try line.patch(), by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        guard let id: ID<ReleaseRequest> = line.id() else { throw .invalid("/id", "required") }
        let (post, requester) = try parties(of: line, "requester", write.view)
        guard let tlp = line.body["tlp"]?.string.flatMap(TLP.init(label:)) else {
            throw .invalid("/tlp", "required")
        }
        let times = line.times(write.now)
        var release = ReleaseRequest(
            id: id, createdAt: times.createdAt, post: post.id, requester: requester,
            author: post.author, tlp: tlp, reason: line.body["reason"]?.string ?? "",
            state: line.choice("state") ?? .open)
        release.revision = line.revision
        release.updatedAt = times.updatedAt
        release.outcome = line.body["outcome"]?.string
        try write.restore(release)
        return .created("\(id)")
    }

    /// The post that a line is about, and the organisation that brings it up.
    private func parties(of line: ImportLine, _ name: String, _ view: View)
        throws(Refusal) -> (Post, ID<Organisation>)
    {
        var fields = FieldReader(line.body, view)
        let post = line.body["post"].flatMap { fields.post($0, at: "/post") }
        let organisation = fields.organisation(name)
        try fields.finish()
        guard let post = post.flatMap(view.post) else { throw Refusal(.notFound) }
        guard let organisation else { throw .invalid("/\(name)", "null-not-allowed") }
        return (post, organisation)
    }
}
