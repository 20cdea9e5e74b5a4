import ArenaCore

extension Change {
    /// About how many bytes its record will take: the long texts, and a kilobyte for all else of
    /// each effect.
    var byteCountEstimate: Int {
        effects.reduce(0) { $0 + 1024 + $1.longTextByteCount }
    }
}

extension Effect {
    fileprivate var longTextByteCount: Int {
        switch self {
        case .post(let post), .postRevision(let post): post.value.content.longTextByteCount
        case .arena(let arena): arena.profile.longTextByteCount
        case .organisation(let organisation): organisation.profile.longTextByteCount
        case .adoption(let adoption): adoption.content.note?.utf8.count ?? 0
        case .comment(let comment):
            comment.body.utf8.count + (comment.reason?.utf8.count ?? 0)
        case .followUp(let followUp):
            followUp.content.action.utf8.count + (followUp.content.evidence?.utf8.count ?? 0)
        case .event(let event):
            event.content.title.utf8.count + (event.content.agenda?.utf8.count ?? 0)
        case .report(let report):
            report.reason.utf8.count + (report.outcome?.utf8.count ?? 0)
        case .release(let release):
            release.reason.utf8.count + (release.outcome?.utf8.count ?? 0)
        case .delivery(let delivery): delivery.answer?.utf8.count ?? 0
        case .reply(let reply): reply.content?.utf8.count ?? 0
        default: 0
        }
    }
}

extension Post.Content {
    fileprivate var longTextByteCount: Int {
        var count = title.utf8.count + body.utf8.count
        if let lesson {
            count += lesson.observation?.utf8.count ?? 0
            count += lesson.discussion?.utf8.count ?? 0
            count += lesson.conclusion?.utf8.count ?? 0
            count += lesson.recommendation?.utf8.count ?? 0
        }
        return count
    }
}

extension Arena.Profile {
    fileprivate var longTextByteCount: Int {
        name.utf8.count + purpose.utf8.count + (joinQuestion?.utf8.count ?? 0)
            + (charter?.text.utf8.count ?? 0)
    }
}

extension Organisation.Profile {
    fileprivate var longTextByteCount: Int { name.utf8.count + (about?.utf8.count ?? 0) }
}
