extension State {
    mutating func put(_ post: Box<Post>) {
        let id = post.value.id
        let old = posts[id]
        follow(old, post)
        if let old {
            if old.value.revision < post.value.revision { keepRevision(old) }
            change(.remove, old.value)
        }
        posts[id] = post
        change(.insert, post.value)
        if post.value.author == nil { forgetAuthor(of: id) }
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

    mutating func keepRevision(_ post: Box<Post>) {
        earlierPosts.modify(post.value.id, default: []) { $0.append(post) }
    }

    mutating func removePost(_ id: ID<Post>) {
        earlierPosts[id] = nil
        forgetReplies(of: id)
        guard let old = posts[id] else { return }
        change(.remove, old.value)
        follow(old, Box<Post>?.none)
        posts[id] = nil
        removeMatters(on: id)
    }

    mutating func put(_ adoption: Adoption) {
        if adoptions[adoption.key] == nil {
            adopters.modify(adoption.post, default: []) { $0.insert(adoption.organisation) }
            organisationIndexes.modify(adoption.organisation, default: OrganisationIndex()) {
                $0.adopted.insert(adoption.post)
            }
        }
        adoptions[adoption.key] = Box(adoption)
    }

    mutating func removeAdoption(_ key: Adoption.Key) {
        guard adoptions[key] != nil else { return }
        adoptions[key] = nil
        adopters.modify(key.post, default: []) { $0.remove(key.organisation) }
        if adopters[key.post]?.count == 0 { adopters[key.post] = nil }
        if organisationIndexes[key.organisation] != nil {
            organisationIndexes.modify(key.organisation, default: OrganisationIndex()) {
                $0.adopted.remove(key.post)
            }
        }
    }
}
