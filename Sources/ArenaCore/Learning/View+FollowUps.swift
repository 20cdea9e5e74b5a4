/// What narrows a list of follow-ups; an empty list narrows nothing.
package struct FollowUpFilter: Sendable {
    package var states: [FollowUp.State] = []
    package var isOverdue: Bool?
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    /// The follow-ups of a post that the viewer may see.
    package func followUps(
        of post: Post, _ filter: FollowUpFilter, _ request: PageRequest
    ) -> Page<FollowUp> {
        page(state.followUps.ids(on: post.id), filter, request)
    }

    /// The viewer's own follow-ups; an admin's are all.
    package func ownFollowUps(_ filter: FollowUpFilter, _ request: PageRequest) -> Page<FollowUp> {
        let ids =
            viewer.isAdmin
            ? state.followUps.order.map(\.id)
            : viewer.organisation.map(state.followUps.ids) ?? []
        return page(ids, filter, request)
    }

    /// How many of the viewer's own were to be done before today and are not.
    package var overdueFollowUps: Int {
        (viewer.organisation.map(state.followUps.ids) ?? []).compactMap(followUp).count {
            $0.isOverdue(on: now.day)
        }
    }

    /// How far the lesson has come, by what the viewer may see: `observation`, `lesson-identified`
    /// once a conclusion and a recommendation are given, `lesson-learned` once a follow-up is
    /// validated (PRODUCT §2); nil without a lesson.
    package func lessonStatus(of post: Post) -> String? {
        if post.content.lesson == nil { return nil }
        guard post.hasIdentifiedLesson else { return "observation" }
        return hasLearnt(from: post) ? "lesson-learned" : "lesson-identified"
    }

    /// Whether a follow-up of the post that the viewer may see is validated.
    func hasLearnt(from post: Post) -> Bool {
        state.followUps.order(on: post.id).contains { key in
            guard let found = state.followUps[key.id] else { return false }
            return found.content.state == .validated && sees(found, on: post)
        }
    }

    private func page(
        _ ids: [ID<FollowUp>], _ filter: FollowUpFilter, _ request: PageRequest
    ) -> Page<FollowUp> {
        let found = ids.compactMap(followUp).filter { followUp in
            if !filter.states.isEmpty, !filter.states.contains(followUp.content.state) {
                return false
            }
            if let isOverdue = filter.isOverdue, followUp.isOverdue(on: now.day) != isOverdue {
                return false
            }
            return filter.updatedAfter.map { $0 < followUp.updatedAt } ?? true
        }
        return Page(request, sorting: found) { followUp in
            request.position(followUp.id) { field in
                (field == .updatedAt ? followUp.updatedAt : followUp.createdAt).sortingKey
            }
        }
    }
}
