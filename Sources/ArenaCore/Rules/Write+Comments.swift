extension Post.Comment {
    /// What is changed about a comment; nil leaves a field as it is.
    package struct Change: Sendable {
        package var body: String?
        package var lang: String?
        package var state: Post.Comment.State?
        package var reason: String??

        package init() {}
    }
}

extension Write {
    /// Says something about a post; an admin for the organisation that it names.
    package mutating func comment(
        on post: Post, _ body: String, in lang: String?, for named: ID<Organisation>? = nil
    ) throws(Refusal) -> Post.Comment {
        let writer = try writer(on: post, for: named, at: "/author")
        guard post.state == .published else { throw Refusal(.illegalStateChange) }
        guard state.arenas[post.arena]?.value.state == .open else { throw Refusal(.arenaNotOpen) }
        try mustTakePart(writer, in: post)
        guard state.comments.order(on: post.id).count < limits.commentsPerPostMax else {
            throw Refusal(.tooMany, values: ["max": String(limits.commentsPerPostMax)])
        }
        var comment = Post.Comment(
            id: nextID(of: writer, on: post), createdAt: moment(of: writer, on: post), on: post,
            by: writer, body: body)
        if let lang { comment.lang = lang }
        hold(&comment, on: post)
        note("comment.create", .comment(comment))
        return comment
    }

    /// The writer says it otherwise; a curator holds, hides and releases it, with a reason.
    package mutating func change(_ comment: Post.Comment, _ change: Post.Comment.Change)
        throws(Refusal) -> Post.Comment
    {
        guard let post = view.post(comment.post) else { throw Refusal(.notFound) }
        let isWriter = viewer.isAdmin || view.isWriter(comment.writer, on: post)
        let curates = view.curates(post.arena)
        guard isWriter || curates else { throw Refusal(.notAllowed) }
        var changed = comment
        if let body = change.body { changed.body = body }
        if let lang = change.lang { changed.lang = lang }
        if let reason = change.reason { changed.reason = reason }
        if let state = change.state {
            changed.state = state
            if state == .published, change.reason == nil { changed.reason = nil }
        }
        if changed == comment { return comment }
        let isSaidOtherwise = changed.body != comment.body || changed.lang != comment.lang
        if isSaidOtherwise, !isWriter {
            throw Refusal(.notAllowed, [.init("/body", "only-author")])
        }
        let isCurated = changed.state != comment.state || changed.reason != comment.reason
        if isCurated, !curates { throw Refusal(.notAllowed, [.init("/state", "only-curator")]) }
        if changed.state != .published, changed.reason == nil {
            throw .invalid("/reason", "reason-required")
        }
        if isSaidOtherwise {
            hold(&changed, on: post, insteadOf: comment)
            changed.audience.narrow(to: post.audience)
        }
        changed.revision += 1
        changed.updatedAt = moment(of: comment.writer, on: post)
        let verb = changed.state == comment.state ? "update" : changed.state.rawValue
        note("comment.\(verb)", .comment(changed))
        return changed
    }

    /// The writer, or an admin, removes it for good.
    package mutating func remove(_ comment: Post.Comment) throws(Refusal) {
        guard let post = view.post(comment.post) else { throw Refusal(.notFound) }
        guard viewer.isAdmin || view.isWriter(comment.writer, on: post) else {
            throw Refusal(.notAllowed)
        }
        note("comment.delete", .commentRemoved(comment.id))
    }

    /// Puts a comment back as it was on another server.
    package mutating func restore(_ comment: Post.Comment) throws(Refusal) {
        try mustBeAdmin()
        guard let post = view.post(comment.post) else { throw Refusal(.notFound) }
        try checkSecrecy(
            of: comment.id, by: comment.writer, on: post,
            [("createdAt", comment.createdAt), ("updatedAt", comment.updatedAt)])
        if comment.state != .published, comment.reason == nil {
            throw .invalid("/reason", "reason-required")
        }
        note("comment.import", .comment(comment))
    }

    // Among competitors only those speak who have accepted the charter (PRODUCT §5).
    private func mustTakePart(_ writer: ID<Organisation>, in post: Post) throws(Refusal) {
        guard post.arenas.contains(where: isSensitive) else { return }
        guard post.arenas.contains(where: { view.isMember(writer, of: $0) }) else {
            throw Refusal(.notMember)
        }
    }

    private func isSensitive(_ arena: ID<Arena>) -> Bool {
        state.arenas[arena]?.value.profile.competitionSensitive ?? false
    }

    private func hold(
        _ comment: inout Post.Comment, on post: Post, insteadOf old: Post.Comment? = nil
    ) {
        guard comment.state == .published,
            let reason = reasonToHold([comment.body], on: post, insteadOf: old.map { [$0.body] })
        else { return }
        comment.state = .held
        comment.reason = reason
    }
}
