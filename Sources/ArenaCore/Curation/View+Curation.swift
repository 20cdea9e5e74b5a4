/// What narrows a list of reports; an empty list narrows nothing.
package struct ReportFilter: Sendable {
    package var states: [Report.State] = []
    package var arenas: [ID<Arena>] = []
    package var updatedAfter: Timestamp?

    package init() {}
}

/// Something that waits for the viewer.
package struct Waiting: Sendable {
    package enum Subject: Sendable {
        case membership(Membership, Arena)
        case arena(Arena)
        case organisation(Organisation)
        case post(Post)
        case report(Report)
        case comment(Post.Comment)
    }

    package let since: Timestamp
    package let subject: Subject
    let position: SortPosition
}

extension View {
    /// A report is seen by its reporter, the arena's curators and admins (DECISIONS §15): by those
    /// curators who may see the post, for it tells of it.
    package func report(_ id: ID<Report>) -> Report? {
        guard let found = state.reports[id], sees(found) else { return nil }
        return found
    }

    private func sees(_ report: Report) -> Bool {
        viewer.isAdmin || isReporter(of: report) || decides(report)
    }

    /// Whether the viewer decides what comes of the report: who curates and sees what it is about.
    func decides(_ report: Report) -> Bool {
        curates(report.arena) && post(report.post) != nil
    }

    package func isReporter(of report: Report) -> Bool {
        acts(as: report.reporter, on: report.post)
    }

    /// Whether the viewer is the organisation, where the post is shown or everywhere.
    func acts(as organisation: ID<Organisation>, on post: ID<Post>) -> Bool {
        if viewer.actingAnywhere == organisation { return true }
        let arenas = state.posts[post]?.value.arenas ?? []
        return arenas.contains { viewer.acting(in: $0) == organisation }
    }

    /// The reports that the viewer may see: its own, and those of the arenas that it curates.
    package func reports(_ filter: ReportFilter, _ request: PageRequest) -> Page<Report> {
        let found = reportIDs.compactMap(report).filter { report in
            if !filter.states.isEmpty, !filter.states.contains(report.state) { return false }
            if !filter.arenas.isEmpty, !filter.arenas.contains(report.arena) { return false }
            return filter.updatedAfter.map { $0 < report.updatedAt } ?? true
        }
        return Page(request, sorting: found) { SortPosition($0.createdAt, $0.id) }
    }

    private var reportIDs: Set<ID<Report>> {
        if viewer.isAdmin { return Set(state.reports.order.map(\.id)) }
        var ids = Set(viewer.organisation.map(state.reports.ids) ?? [])
        for arena in curatedArenas {
            ids.formUnion((state.arenaIndexes[arena]?.reports ?? []).map(\.id))
        }
        return ids
    }

    /// All reports on a post, for whoever may see each of them.
    package func reports(on post: Post) -> [Report] {
        state.reports.ids(on: post.id).compactMap(report)
    }

    var curatedArenas: [ID<Arena>] {
        ownMemberships.map(\.arena.id).filter(curates)
    }

    /// What waits for the viewer as a curator, or as an admin, oldest first.
    package func queue(
        _ request: PageRequest, updatedAfter start: Timestamp? = nil
    ) -> Page<Waiting> {
        let keys: [WaitingKey] =
            viewer.isAdmin
            ? Array(state.waiting)
            : curatedArenas.flatMap { Array(state.arenaIndexes[$0]?.waiting ?? []) }
        let waiting = keys.filter { key in start.map { key.since >= $0 } ?? true }.compactMap {
            key in
            subject(key.subject).map {
                Waiting(since: key.since, subject: $0, position: key.position)
            }
        }
        return Page(request, sorting: waiting, position: \.position)
    }

    private func subject(_ subject: WaitingKey.Subject) -> Waiting.Subject? {
        switch subject {
        case .membership(let key):
            guard let arena = arena(key.arena),
                let membership = membership(of: key.organisation, in: arena)
            else { return nil }
            return .membership(membership, arena)
        case .arena(let id): return arena(id).map { .arena($0) }
        case .organisation(let id): return organisation(id).map { .organisation($0) }
        case .post(let id): return post(id).map { .post($0) }
        case .report(let id):
            // Its reporter may curate the arena and no longer see the post: others decide then.
            return report(id).flatMap { decides($0) ? .report($0) : nil }
        case .comment(let id): return comment(id).map { .comment($0) }
        }
    }
}
