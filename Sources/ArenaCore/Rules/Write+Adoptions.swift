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
            // What was written for few is not shown to more because it was written on.
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

extension Post.Audience {
    /// Keeps only those who belong to both audiences.
    fileprivate mutating func narrow(to other: Post.Audience) {
        // Under CLEAR and GREEN further arenas add nobody, so that they bind only from AMBER on.
        if tlp < .amber, other.tlp >= .amber {
            alsoIn = other.alsoIn
        } else if other.tlp >= .amber {
            alsoIn.removeAll { !other.alsoIn.contains($0) }
        }
        tlp = max(tlp, other.tlp)
        exclude += other.exclude.filter { !exclude.contains($0) }
        frozenWalls += other.frozenWalls.filter { !frozenWalls.contains($0) }
    }
}
