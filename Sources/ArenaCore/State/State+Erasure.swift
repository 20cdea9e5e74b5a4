/// What takes away everything of someone at once: a few bytes in the journal, however much there
/// is to take.
extension State {
    /// Removes an organisation with its tokens, memberships, adoptions, follow-ups and attendances.
    /// Its posts and comments lose their author, or go as well where `withPosts`; Chatham House
    /// posts always stay.
    mutating func eraseOrganisation(_ id: ID<Organisation>, withPosts: Bool) {
        let index = organisationIndexes[id] ?? OrganisationIndex()
        for token in index.tokens { removeToken(token) }
        for webhook in index.webhooks { removeWebhook(webhook) }
        for post in index.adopted { removeAdoption(.init(post: post, organisation: id)) }
        for event in index.attended { removeAttendance(.init(event: event, organisation: id)) }
        removeMatters(of: id)
        // Before the posts lose their author, by which what it added to them is known.
        removeAttached(of: id, withComments: withPosts)
        for key in index.posts.all {
            guard var post = posts[key.id]?.value else { continue }
            if withPosts, post.attribution == .named {
                removeWithAdoptions(post.id)
            } else {
                post.author = nil
                put(Box(post))
            }
        }
        for arena in index.arenas { removeMembership(.init(arena: arena, organisation: id)) }
        removeOrganisation(id)
    }

    /// Removes an arena with its memberships, events and the posts at home there; those that it
    /// shows by reference stay where they are.
    mutating func purgeArena(_ id: ID<Arena>) {
        let index = arenaIndexes[id] ?? ArenaIndex()
        for key in index.allPosts {
            guard var post = posts[key.id]?.value else { continue }
            if post.arena == id {
                removeWithAdoptions(post.id)
            } else {
                post.audience.alsoIn.removeAll { $0 == id }
                put(Box(post))
            }
        }
        for event in events(in: id) { removeEvent(event.id) }
        for key in index.reports { removeReport(key.id) }
        for key in index.memberships.ascending() {
            removeMembership(.init(arena: id, organisation: key.id))
        }
        removeArena(id)
    }

    private mutating func removeWithAdoptions(_ id: ID<Post>) {
        for adopter in adopters[id] ?? [] {
            removeAdoption(.init(post: id, organisation: adopter))
        }
        removePost(id)
    }
}
