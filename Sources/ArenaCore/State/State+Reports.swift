extension State {
    mutating func put(_ report: Report) {
        if let old = reports[report.id]?.value, !old.hasSamePlaces(as: report) {
            removeReport(old.id)
        }
        let old = reports[report.id]?.value
        reports[report.id] = Box(report)
        follow(old, report)
        guard old == nil else { return }
        reportOrder.insert(report.timeKey)
        reportsOfPosts.modify(report.post, default: []) { $0.append(report.id) }
        arenaIndexes.modify(report.arena, default: ArenaIndex()) {
            $0.reports.insert(report.timeKey)
        }
        organisationIndexes.modify(report.reporter, default: OrganisationIndex()) {
            $0.reports.insert(report.timeKey)
        }
    }

    mutating func removeReport(_ id: ID<Report>) {
        guard let report = reports[id]?.value else { return }
        reports[id] = nil
        follow(report, Report?.none)
        reportOrder.remove(report.timeKey)
        let others = reportsOfPosts[report.post]?.filter { $0 != id } ?? []
        reportsOfPosts[report.post] = others.isEmpty ? nil : others
        if arenaIndexes[report.arena] != nil {
            arenaIndexes.modify(report.arena, default: ArenaIndex()) {
                $0.reports.remove(report.timeKey)
            }
        }
        if organisationIndexes[report.reporter] != nil {
            organisationIndexes.modify(report.reporter, default: OrganisationIndex()) {
                $0.reports.remove(report.timeKey)
            }
        }
    }
}

extension Report {
    /// Whether it stands where the other does in every index.
    fileprivate func hasSamePlaces(as other: Report) -> Bool {
        timeKey == other.timeKey && post == other.post && arena == other.arena
            && reporter == other.reporter
    }
}
