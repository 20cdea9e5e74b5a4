/// What is brought up about posts goes with the post, and with whoever brought it up.
extension State {
    mutating func put(_ report: Report) {
        let old = reports[report.id]
        follow(old, report)
        reports.put(report)
        if let old {
            if old.arena == report.arena, old.timeKey == report.timeKey { return }
            changeArena(of: old, .remove)
        }
        changeArena(of: report, .insert)
    }

    mutating func removeReport(_ id: ID<Report>) {
        guard let report = reports[id] else { return }
        follow(report, Report?.none)
        changeArena(of: report, .remove)
        reports.remove(id)
    }

    private mutating func changeArena(of report: Report, _ step: IndexStep) {
        arenaIndexes.modify(report.arena, default: ArenaIndex()) {
            $0.reports.change(step, report.timeKey)
        }
    }

    mutating func removeMatters(on post: ID<Post>) {
        for report in reports.ids(on: post) { removeReport(report) }
        for release in releases.ids(on: post) { releases.remove(release) }
    }

    mutating func removeMatters(of party: ID<Organisation>) {
        for report in reports.ids(of: party) { removeReport(report) }
        for release in releases.ids(of: party) { releases.remove(release) }
    }
}
