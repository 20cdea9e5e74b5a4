/// What hangs on posts goes with the post, and most of it with whoever brought it up.
extension State {
    mutating func put(_ comment: Post.Comment) {
        follow(comments[comment.id], comment)
        comments.put(comment)
    }

    mutating func removeComment(_ id: ID<Post.Comment>) {
        guard let comment = comments[id] else { return }
        follow(comment, Post.Comment?.none)
        forgetReplies(of: comment.post, naming: id)
        comments.remove(id)
    }

    mutating func removeFollowUp(_ id: ID<FollowUp>) {
        guard let followUp = followUps[id] else { return }
        forgetReplies(of: followUp.post, naming: id)
        followUps.remove(id)
    }

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
        for comment in comments.ids(on: post) { removeComment(comment) }
        for followUp in followUps.ids(on: post) { followUps.remove(followUp) }
        for report in reports.ids(on: post) { removeReport(report) }
        for release in releases.ids(on: post) { releases.remove(release) }
    }

    mutating func removeMatters(of party: ID<Organisation>) {
        for report in reports.ids(of: party) { removeReport(report) }
        for release in releases.ids(of: party) { releases.remove(release) }
    }

    /// What an organisation has said about posts loses its writer, or goes as well where
    /// `withComments`, and what it does about them goes. What a Chatham House author has added to
    /// its own post stays: its going would tell whose that is (DECISIONS §12).
    mutating func removeAttached(of writer: ID<Organisation>, withComments: Bool) {
        for id in comments.ids(of: writer) {
            guard var comment = comments[id] else { continue }
            if withComments, !isAnonymous(comment) {
                removeComment(id)
            } else {
                comment.writer = nil
                put(comment)
            }
        }
        for id in followUps.ids(of: writer) {
            guard var followUp = followUps[id] else { continue }
            if isAnonymous(followUp) {
                followUp.writer = nil
                followUps.put(followUp)
            } else {
                removeFollowUp(id)
            }
        }
    }

    /// Whether nobody is told who added it: the author of a Chatham House post.
    func isAnonymous(_ attached: some AttachedMatter) -> Bool {
        posts[attached.post]?.value.isAnonymous(attached.writer) ?? false
    }
}

extension Post {
    /// Whether nobody is told what this organisation adds to the post: its author, where that is
    /// under the Chatham House rule (PRODUCT §4).
    package func isAnonymous(_ writer: ID<Organisation>?) -> Bool {
        attribution == .chatham && writer == author
    }
}
