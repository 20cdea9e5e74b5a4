extension State {
    mutating func put(_ post: Post) {
        if let old = posts[post.id]?.value {
            if old.revision < post.revision { keepRevision(old) }
            unlink(old)
        }
        posts[post.id] = Box(post)
        link(post)
        if post.author == nil { forgetAuthor(of: post.id) }
    }

    // An erased author is erased from the earlier revisions too.
    private mutating func forgetAuthor(of id: ID<Post>) {
        guard let earlier = earlierPosts[id], earlier.contains(where: { $0.value.author != nil })
        else { return }
        earlierPosts[id] = earlier.map { box in
            var post = box.value
            post.author = nil
            return Box(post)
        }
    }

    mutating func keepRevision(_ post: Post) {
        earlierPosts.modify(post.id, default: []) { $0.append(Box(post)) }
    }

    mutating func removePost(_ id: ID<Post>) {
        earlierPosts[id] = nil
        guard let old = posts[id]?.value else { return }
        unlink(old)
        posts[id] = nil
    }

    private mutating func link(_ post: Post) {
        let key = post.timeKey
        postOrder.insert(key)
        for arena in post.arenas {
            arenaIndexes.modify(arena, default: ArenaIndex()) { index in
                index.posts.insert(key)
                index.crossing += post.audience.alsoIn.isEmpty ? 0 : 1
                if post.state == .published { index.published[post.audience.tlp] += 1 }
            }
        }
        if post.state == .published { publishedTally[post.audience.tlp] += 1 }
        if let author = post.author {
            organisationIndexes.modify(author, default: OrganisationIndex()) {
                $0.posts.insert(key)
            }
        }
        for source in Set(post.content.basedOn.map(\.post)) {
            postsBasedOn.modify(source, default: []) { $0.append(post.id) }
        }
        for shut in post.audience.exclude + post.audience.frozenWalls {
            shunned[shut, default: 0] += 1
        }
    }

    private mutating func unlink(_ post: Post) {
        let key = post.timeKey
        postOrder.remove(key)
        for arena in post.arenas where arenaIndexes[arena] != nil {
            arenaIndexes.modify(arena, default: ArenaIndex()) { index in
                index.posts.remove(key)
                index.crossing -= post.audience.alsoIn.isEmpty ? 0 : 1
                if post.state == .published { index.published[post.audience.tlp] -= 1 }
            }
        }
        if post.state == .published { publishedTally[post.audience.tlp] -= 1 }
        if let author = post.author, organisationIndexes[author] != nil {
            organisationIndexes.modify(author, default: OrganisationIndex()) {
                $0.posts.remove(key)
            }
        }
        for source in Set(post.content.basedOn.map(\.post)) {
            postsBasedOn.modify(source, default: []) { $0.removeAll { $0 == post.id } }
        }
        for shut in post.audience.exclude + post.audience.frozenWalls { unshun(shut) }
    }

    mutating func put(_ adoption: Adoption) {
        if adoptions[adoption.key] == nil {
            adopters.modify(adoption.post, default: []) { $0.append(adoption.organisation) }
            organisationIndexes.modify(adoption.organisation, default: OrganisationIndex()) {
                $0.adopted.append(adoption.post)
            }
        }
        adoptions[adoption.key] = Box(adoption)
    }

    mutating func removeAdoption(_ key: Adoption.Key) {
        guard adoptions[key] != nil else { return }
        adoptions[key] = nil
        adopters.modify(key.post, default: []) { $0.removeAll { $0 == key.organisation } }
        if organisationIndexes[key.organisation] != nil {
            organisationIndexes.modify(key.organisation, default: OrganisationIndex()) {
                $0.adopted.removeAll { $0 == key.post }
            }
        }
    }
}

extension Post {
    package var timeKey: TimeKey<Post> { TimeKey(time: publishedAt, id: id) }

    /// Where it is shown: at home, and by reference; each arena once.
    var arenas: [ID<Arena>] {
        audience.alsoIn.reduce(into: [arena]) { arenas, id in
            if !arenas.contains(id) { arenas.append(id) }
        }
    }
}
