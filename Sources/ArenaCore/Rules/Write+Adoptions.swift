extension Write {
    /// Reports what came of a post, or changes the report: one an organisation and post.
    package mutating func adopt(
        _ post: Post, as organisation: ID<Organisation>, _ content: Adoption.Content
    ) throws(Refusal) -> Adoption {
        try mustActFor(organisation, on: post)
        if organisation == post.author {
            throw .invalid("", "own-post")
        }
        if let result = content.resultingPost {
            guard let found = view.post(result), found.author == organisation else {
                throw .invalid("/resultingPost", "not-own-post")
            }
        }
        let key = Adoption.Key(post: post.id, organisation: organisation)
        if let old = state.adoptions[key]?.value {
            guard old.content != content else { return old }
            var changed = old
            changed.content = content
            changed.audience.narrow(to: post.audience)
            changed.revision += 1
            changed.updatedAt = now
            note("adoption.update", .adoption(changed))
            return changed
        }
        guard post.state == .published else { throw Refusal(.illegalStateChange) }
        let adoption = Adoption(
            id: nextID(), createdAt: now, post: post.id, organisation: organisation,
            content: content, audience: post.audience)
        note("adoption.create", .adoption(adoption))
        return adoption
    }

    package mutating func withdraw(_ adoption: Adoption, on post: Post) throws(Refusal) {
        try mustActFor(adoption.organisation, on: post)
        note("adoption.withdraw", .adoptionRemoved(adoption.key))
    }

    private func mustActFor(_ organisation: ID<Organisation>, on post: Post) throws(Refusal) {
        if viewer.isAdmin { return }
        guard view.reader(of: post) == organisation else { throw Refusal(.notAllowed) }
    }
}
