/// What narrows a list of comments; an empty list narrows nothing.
package struct CommentFilter: Sendable {
    /// Published ones where none is named (DECISIONS §1).
    package var states: [Post.Comment.State] = []
    package var updatedAfter: Timestamp?

    package init() {}
}

extension View {
    /// The comments on a post that the viewer may see. In the order they were written a page costs
    /// the page.
    package func comments(on post: Post, _ filter: CommentFilter, _ request: PageRequest)
        -> Page<Post.Comment>
    {
        let states = filter.states.isEmpty ? [.published] : filter.states
        func shown(_ key: TimeKey<Post.Comment>) -> Post.Comment? {
            guard let comment = state.comments[key.id], states.contains(comment.state),
                filter.updatedAfter.map({ $0 < comment.updatedAt }) ?? true,
                sees(comment, on: post)
            else { return nil }
            return comment
        }
        let order = state.comments.order(on: post.id)
        guard request.field == .createdAt, request.further.isEmpty else {
            return Page(request, sorting: order.compactMap(shown)) { comment in
                request.position(comment.id) { field in
                    (field == .updatedAt ? comment.updatedAt : comment.createdAt).sortingKey
                }
            }
        }
        let edge = request.edge.flatMap { edge in
            edge.time.map { TimeKey<Post.Comment>(time: $0, id: edge.id()) }
        }
        let walk =
            request.walksDown
            ? AnySequence(order.descending(below: edge)) : AnySequence(order.ascending(above: edge))
        var page = Page(request, walking: walk.lazy.compactMap(shown)) {
            SortPosition($0.createdAt, $0.id)
        }
        if request.countsAll { page.total = order.count { shown($0) != nil } }
        return page
    }

    /// The organisations that a comment's writer keeps away from it by its walls of today
    /// (DECISIONS §10).
    package func walledOff(from comment: Post.Comment, on post: Post) -> [ID<Organisation>] {
        guard post.audience.tlp != .clear, let writer = comment.writer else { return [] }
        return post.isAnonymous(writer) ? post.audience.frozenWalls : walls(of: writer)
    }
}
