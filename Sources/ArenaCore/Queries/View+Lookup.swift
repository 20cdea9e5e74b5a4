extension View {
    package func organisation(_ id: ID<Organisation>) -> Organisation? {
        guard let found = state.organisations[id]?.value, sees(found) else { return nil }
        return found
    }

    package func arena(_ id: ID<Arena>) -> Arena? {
        guard let found = state.arenas[id]?.value, sees(found) else { return nil }
        return found
    }

    /// The arena that has the slug, else the one that had it.
    package func arena(slug: String) -> Arena? {
        // The oldest first, so that a restart does not change where a slug leads.
        let found = (state.arenasBySlug[slug] ?? []).sorted().compactMap(arena)
        return found.first { $0.profile.slug == slug } ?? found.first
    }

    /// The arena that another was merged into.
    package func successor(of id: ID<Arena>) -> Arena? {
        state.mergedArenas[id].flatMap { arena($0) }
    }

    package func post(_ id: ID<Post>) -> Post? {
        guard let found = state.posts[id]?.value, sees(found) else { return nil }
        return found
    }

    /// The revisions before the present one, oldest first, as far as the viewer may see them:
    /// each keeps the label and exclusions that it had (DECISIONS §6).
    package func earlierRevisions(of post: Post) -> [Post] {
        guard sees(post) else { return [] }
        return (state.earlierPosts[post.id] ?? []).map(\.value)
            .filter { sees(earlier: $0, of: post) }
    }

    package func adoption(of post: Post, by organisation: ID<Organisation>) -> Adoption? {
        let key = Adoption.Key(post: post.id, organisation: organisation)
        guard let found = state.adoptions[key]?.value, sees(found, on: post) else { return nil }
        return found
    }

    /// The adoptions of a post that the viewer may see, oldest first.
    package func adoptions(of post: Post) -> [Adoption] {
        let adopters = state.adopters[post.id] ?? []
        return adopters.compactMap { adoption(of: post, by: $0) }.sorted { $0.id < $1.id }
    }

    package func comment(_ id: ID<Post.Comment>) -> Post.Comment? {
        guard let found = state.comments[id], let post = state.posts[found.post]?.value,
            sees(found, on: post)
        else { return nil }
        return found
    }

    package func followUp(_ id: ID<FollowUp>) -> FollowUp? {
        guard let found = state.followUps[id], let post = state.posts[found.post]?.value,
            sees(found, on: post)
        else { return nil }
        return found
    }

    /// The membership of an organisation as far as the viewer may see it (DECISIONS §11).
    package func membership(of organisation: ID<Organisation>, in arena: Arena) -> Membership? {
        guard let found = membership(organisation, in: arena.id), sees(found, in: arena) else {
            return nil
        }
        return found
    }

    /// The memberships of an arena that the viewer may see, in the order they came about.
    package func memberships(of arena: Arena) -> [Membership] {
        state.arenaIndexes[arena.id]?.memberships.ascending().compactMap {
            membership(of: $0.id, in: arena)
        } ?? []
    }

    /// The viewer's own organisation, whatever its state.
    package var ownOrganisation: Organisation? {
        viewer.organisation.flatMap { state.organisations[$0]?.value }
    }

    /// The memberships of the viewer's own organisation, each with its arena, as far as the
    /// viewer sees that there is such an arena.
    package var ownMemberships: [(arena: Arena, membership: Membership)] {
        guard let organisation = viewer.organisation else { return [] }
        return (state.organisationIndexes[organisation]?.arenas ?? []).compactMap { id in
            guard viewer.arenas?.contains(id) ?? true, let arena = arena(id),
                let membership = membership(organisation, in: id)
            else { return nil }
            return (arena, membership)
        }.sorted { $0.membership.id < $1.membership.id }
    }

    /// The tokens that the viewer may manage: an organisation's own, by a narrowed token those
    /// that reach no further than itself; an admin's any.
    package func tokens(of owner: Token.Owner) -> [Token] {
        let ids: [ID<Token>]
        switch owner {
        case .admin: ids = state.adminTokens
        case .organisation(let id): ids = state.organisationIndexes[id]?.tokens ?? []
        }
        return ids.compactMap { token($0) }.sorted { $0.id < $1.id }
    }

    /// All tokens: for an admin.
    package var allTokens: [Token] {
        guard viewer.isAdmin else { return [] }
        return state.tokens.values.map(\.value).sorted { $0.id < $1.id }
    }

    package func token(_ id: ID<Token>) -> Token? {
        guard let token = state.tokens[id]?.value, sees(token) else { return nil }
        return token
    }

    /// Whether the token reaches no further than the viewer's own (DECISIONS §7).
    func reaches(_ token: Token) -> Bool {
        guard !viewer.isAdmin, let own = viewer.arenas else { return true }
        return token.arenas?.allSatisfy(own.contains) ?? false
    }
}
