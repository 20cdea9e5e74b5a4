extension View {
    /// All that is kept of an organisation, as far as the viewer may see it.
    func everything(of organisation: Organisation) -> [ExportWalk.Item] {
        let id = organisation.id
        let index = state.organisationIndexes[id] ?? OrganisationIndex()
        let memberships = index.arenas.compactMap { arena($0) }.compactMap { arena in
            membership(of: id, in: arena).map { ExportWalk.Item.membership($0, arena) }
        }
        let posts = index.posts.all.compactMap { post($0.id) }.filter(seesAuthor)
        let written = posts.flatMap { post in
            earlierRevisions(of: post).map(ExportWalk.Item.revision) + [.post(post)]
        }
        let adoptions = index.adopted.compactMap { post($0) }
            .compactMap { adoption(of: $0, by: id) }
        let attendances = index.attended.compactMap { event($0) }
            .compactMap { attendance(of: $0, by: id) }
        let comments = state.comments.ids(of: id).compactMap { comment($0) }.filter(seesWriter)
        let followUps = state.followUps.ids(of: id).compactMap { followUp($0) }.filter(seesWriter)
        let reports = state.reports.ids(of: id).compactMap { report($0) }
            .filter { $0.reporter == id }
        let releases = state.releases.ids(of: id).compactMap { release($0) }
            .filter { $0.requester == id }
        return [.organisation(organisation)] + memberships + written
            + adoptions.map(ExportWalk.Item.adoption) + comments.map(ExportWalk.Item.comment)
            + followUps.map(ExportWalk.Item.followUp)
            + attendances.map(ExportWalk.Item.attendance) + reports.map(ExportWalk.Item.report)
            + releases.map(ExportWalk.Item.release)
            + tokens(of: .organisation(id)).map(ExportWalk.Item.token)
    }

    private func seesWriter(of attached: some AttachedMatter) -> Bool {
        post(attached.post).map { shownWriter(attached.writer, on: $0) != nil } ?? false
    }
}
