/// Counts hold what the viewer may see (DECISIONS §3). They are read off tallies wherever no
/// post can be hidden from this viewer for a reason of its own.
extension View {
    package func memberCount(of arena: Arena) -> Int? {
        guard seesInside(arena), seesMemberCount(of: arena) else { return nil }
        return state.arenaIndexes[arena.id]?.memberCount ?? 0
    }

    package func postCount(in arena: Arena) -> Int {
        guard seesInside(arena), let index = state.arenaIndexes[arena.id] else { return 0 }
        if viewer.isAdmin { return index.published.total }
        // A post that is shown in two arenas follows the rules of both.
        if index.crossing > 0 { return countOneByOne(index.posts) }
        guard let reader = viewer.acting(in: arena.id) else { return index.published[.clear] }
        let isPlain = state.shunned[reader] == nil
        if isPlain, isMember(reader, of: arena.id) { return index.published.total }
        if isPlain, state.organisationIndexes[reader]?.posts.count ?? 0 == 0 {
            return index.published[.clear] + index.published[.green]
        }
        return countOneByOne(index.posts)
    }

    private func countOneByOne(_ posts: OrderedIndex<TimeKey<Post>>) -> Int {
        posts.ascending().reduce(0) { count, key in
            guard let post = state.posts[key.id]?.value, post.state == .published, sees(post)
            else { return count }
            return count + 1
        }
    }

    package func adoptionCount(of post: Post) -> Int {
        guard state.adopters[post.id] != nil else { return 0 }
        return adoptions(of: post).count
    }

    package func basedOnThisCount(of post: Post) -> Int {
        guard let heirs = state.postsBasedOn[post.id] else { return 0 }
        return heirs.reduce(0) { count, id in
            guard let heir = state.posts[id]?.value, heir.state == .published, sees(heir) else {
                return count
            }
            return count + 1
        }
    }
}
