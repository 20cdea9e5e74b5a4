/// What an organisation has, without a search.
struct OrganisationIndex: Sendable {
    var arenas: [ID<Arena>] = []
    var posts = AuthorIndex()
    var tokens: [ID<Token>] = []
    var webhooks: [ID<Webhook>] = []
    var adopted: OrderedIndex<ID<Post>> = []
    var attended: OrderedIndex<ID<Event>> = []
    /// Who has set a wall against it.
    var walledBy: OrderedIndex<ID<Organisation>> = []

    var isEmpty: Bool {
        arenas.isEmpty && posts.isEmpty && tokens.isEmpty && adopted.count == 0
            && walledBy.count == 0 && webhooks.isEmpty && attended.count == 0
    }
}
