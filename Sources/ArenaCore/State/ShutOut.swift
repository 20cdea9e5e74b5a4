/// Whom posts in an arena keep away by name, other than by their author's present walls.
struct ShutOut: TrieKey {
    let arena: ID<Arena>
    /// nil for the posts of all authors, Chatham House posts among them; else its named posts.
    let author: ID<Organisation>?
    let organisation: ID<Organisation>
}
