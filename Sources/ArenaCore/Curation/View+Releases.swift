/// What narrows a list of release requests; an empty list narrows nothing.
package struct ReleaseFilter: Sendable {
    package var post: ID<Post>?
    package var states: [ReleaseRequest.State] = []
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    /// A release request is seen by its asker, the author and admins (DECISIONS §15).
    package func release(_ id: ID<ReleaseRequest>) -> ReleaseRequest? {
        guard let found = state.releases[id] else { return nil }
        return viewer.isAdmin || hasAsked(found) || isToDecide(found) ? found : nil
    }

    package func hasAsked(_ release: ReleaseRequest) -> Bool {
        acts(as: release.requester, on: release.post)
    }

    package func isToDecide(_ release: ReleaseRequest) -> Bool {
        release.author.map { acts(as: $0, on: release.post) } ?? false
    }

    /// The release requests that the viewer may see.
    package func releases(_ filter: ReleaseFilter, _ request: PageRequest)
        -> Page<ReleaseRequest>
    {
        let ids: [ID<ReleaseRequest>] =
            if let post = filter.post {
                state.releases.ids(on: post)
            } else if viewer.isAdmin {
                state.releases.order.map(\.id)
            } else {
                viewer.organisation.map(state.releases.ids) ?? []
            }
        let found = ids.compactMap(release).filter { release in
            if !filter.states.isEmpty, !filter.states.contains(release.state) { return false }
            return filter.updatedAfter.map { $0 < release.updatedAt } ?? true
        }
        return Page(request, sorting: found) { SortPosition($0.createdAt, $0.id) }
    }

    /// How many wait for the viewer's organisation as an author.
    package var releasesToDecide: Int {
        (viewer.organisation.map(state.releases.ids) ?? []).compactMap(release).count {
            $0.state == .open && isToDecide($0)
        }
    }
}
