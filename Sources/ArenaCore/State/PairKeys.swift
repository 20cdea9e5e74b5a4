extension Membership {
    /// An organisation has at most one membership of an arena.
    package struct Key: TrieKey {
        package let arena: ID<Arena>
        package let organisation: ID<Organisation>

        package init(arena: ID<Arena>, organisation: ID<Organisation>) {
            self.arena = arena
            self.organisation = organisation
        }
    }

    package var key: Key { Key(arena: arena, organisation: organisation) }
}

extension Adoption {
    /// An organisation has at most one adoption of a post.
    package struct Key: TrieKey {
        package let post: ID<Post>
        package let organisation: ID<Organisation>

        package init(post: ID<Post>, organisation: ID<Organisation>) {
            self.post = post
            self.organisation = organisation
        }
    }

    package var key: Key { Key(post: post, organisation: organisation) }
}
