/// What the feed of changes tells the viewer of single things: content that it may read now, and
/// that something is gone where it could read that before.
extension View {
    /// The thing as the viewer sees it; of posts and comments what is published (DECISIONS §1).
    func item(of subject: Notice.Subject) -> ChangeLine.Item? {
        switch subject {
        case .organisation(let id): return organisation(id).map(ChangeLine.Item.organisation)
        case .arena(let id): return arena(id).map(ChangeLine.Item.arena)
        case .membership(let key):
            guard let arena = arena(key.arena) else { return nil }
            return membership(of: key.organisation, in: arena).map { .membership($0, arena) }
        case .post(let id): return publicPost(id).map(ChangeLine.Item.post)
        case .adoption(let key):
            return publicPost(key.post).flatMap { adoption(of: $0, by: key.organisation) }
                .map(ChangeLine.Item.adoption)
        case .comment(let id):
            guard let found = comment(id), found.state == .published,
                let post = publicPost(found.post)
            else { return nil }
            return .comment(found, post)
        case .followUp(let id):
            guard let found = followUp(id), publicPost(found.post) != nil else { return nil }
            return .followUp(found)
        case .event(let id): return event(id).map(ChangeLine.Item.event)
        case .attendance(let key):
            return event(key.event).flatMap { attendance(of: $0, by: key.organisation) }
                .map(ChangeLine.Item.attendance)
        case .webhook, .standing, .wall, .everything: return nil
        }
    }

    private func publicPost(_ id: ID<Post>) -> Post? {
        post(id).flatMap { $0.state == .published ? $0 : nil }
    }

    /// What a notice tells of its own subject, where the viewer sees that; nil for one that has
    /// come back since, of which a later notice tells.
    func line(of notice: Notice, _ item: ChangeLine.Item) -> ChangeLine? {
        guard let word = word(of: notice, item) else { return nil }
        return ChangeLine(item, word, notice.end, at: notice.at)
    }

    private func word(of notice: Notice, _ item: ChangeLine.Item) -> String? {
        switch notice.verb {
        case .withdrawn: return nil
        case .created: if case .post = item { return "published" } else { return "created" }
        case .updated:
            if notice.kind == .postPublished { return "published" }
            if case .event(let event) = item, notice.kind == .eventCancelled,
                event.state == .cancelled
            {
                return "cancelled"
            }
            return "updated"
        }
    }
}
