/// What is changed about a report; nil leaves a field as it is.
package struct ReportChange: Sendable {
    package var reason: String?
    package var state: Report.State?
    package var outcome: String??

    package init() {}
}

extension Write {
    /// Flags a post for its curators: once an organisation and post, until they have decided.
    package mutating func report(_ post: Post, because reason: String) throws(Refusal) -> Report {
        guard let reporter = view.reader(of: post) else { throw Refusal(.notAllowed) }
        if reporter == post.author { throw .invalid("/post", "own-post") }
        let open = view.reports(on: post).first { $0.reporter == reporter && $0.state == .open }
        if let open {
            throw Refusal(.alreadyExists, values: ["existing": "/v1/reports/\(open.id)"])
        }
        let report = Report(
            id: nextID(), createdAt: now, post: post.id, arena: post.arena, reporter: reporter,
            reason: reason)
        note("report.create", .report(report))
        return report
    }

    /// The reporter says more while it waits; a curator decides, once, and says what came of it.
    package mutating func change(_ report: Report, _ change: ReportChange)
        throws(Refusal) -> Report
    {
        var changed = report
        if let reason = change.reason, reason != report.reason {
            guard view.isReporter(of: report) else {
                throw Refusal(.notAllowed, [.init("/reason", "only-author")])
            }
            changed.reason = reason
        }
        if let state = change.state { changed.state = state }
        if let outcome = change.outcome { changed.outcome = outcome }
        if changed == report { return report }
        let isDecided = changed.state != report.state || changed.outcome != report.outcome
        if isDecided, !view.decides(report) {
            throw Refusal(.notAllowed, [.init("/state", "only-curator")])
        }
        guard report.state == .open else {
            throw Refusal(.illegalStateChange, [.init("/state", "illegal-state-change")])
        }
        if changed.state != .open, changed.outcome == nil {
            throw .invalid("/outcome", "reason-required")
        }
        changed.revision += 1
        changed.updatedAt = now
        let verb = changed.state == .open ? "update" : changed.state.rawValue
        note("report.\(verb)", .report(changed))
        return changed
    }

    /// Puts a report back as it was on another server.
    package mutating func restore(_ report: Report) throws(Refusal) {
        try mustBeAdmin()
        note("report.import", .report(report))
    }
}
