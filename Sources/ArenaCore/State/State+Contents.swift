extension State {
    /// Everything as effects that build the same state again: the contents of a snapshot.
    /// Earlier revisions come before the post that replaced them.
    package func contents(_ take: (Effect) throws -> Void) rethrows {
        for list in vocabularies.all {
            for term in list.terms where term.updatedAt != nil { try take(.term(list.name, term)) }
        }
        for box in organisations.values { try take(.organisation(box.value)) }
        for box in tokens.values { try take(.token(box.value)) }
        for box in arenas.values { try take(.arena(box.value)) }
        for box in memberships.values { try take(.membership(box.value)) }
        for revisions in earlierPosts.values {
            for earlier in revisions { try take(.postRevision(earlier.value)) }
        }
        for key in PostWalk(published.sources(.published) + unpublished.sources(.published)) {
            if let post = posts[key.id] { try take(.post(post)) }
        }
        for box in adoptions.values { try take(.adoption(box.value)) }
        for comment in comments.all { try take(.comment(comment)) }
        for followUp in followUps.all { try take(.followUp(followUp)) }
        for box in events.values { try take(.event(box.value)) }
        for box in attendances.values { try take(.attendance(box.value)) }
        for report in reports.all { try take(.report(report)) }
        for release in releases.all { try take(.release(release)) }
        for box in webhooks.values { try take(.webhook(box.value)) }
        for log in deliveries.values {
            for delivery in log.all { try take(.delivery(delivery)) }
        }
        try take(.noticesFrom(notices.floor))
        for notice in notices.all { try take(.notice(notice)) }
        for time in replyTimes {
            if let reply = replies[time.key]?.value { try take(.reply(reply)) }
        }
    }

    /// How many of them are not about what is told of changes.
    package var thingCount: Int { contentCount - notices.count - 1 }

    /// How many effects `contents` gives.
    package var contentCount: Int {
        var count = 0
        for effect in [organisations.count, tokens.count, arenas.count, memberships.count] {
            count += effect
        }
        for revisions in earlierPosts.values { count += revisions.count }
        count += vocabularies.changed.count
        count += posts.count + adoptions.count + comments.count + followUps.count
        count += events.count + attendances.count
        count += reports.count + releases.count + webhooks.count + notices.count + 1
        for log in deliveries.values { count += log.kept.count }
        return count + replies.count
    }
}
