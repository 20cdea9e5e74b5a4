import ArenaCore

extension PostFilter {
    init(_ query: Query, _ view: View) {
        self.init()
        arenas = query.all("arena").map { view.arena(named: $0)?.id ?? .none }
        authors = query.all("author").map { text in
            text == "me" ? view.viewer.organisation ?? .none : ID(text) ?? .none
        }
        facets = query.facets
        tags = query.all("tag")
        contexts = query.choices("context")
        outcomes = query.choices("outcome")
        labels = query.all("tlp").compactMap(TLP.init(label:))
        basedOn = query.all("basedOn").map { ID($0) ?? .none }
        let named = query.choices("state", of: Post.State.self)
        if !named.isEmpty { states = named }
        isPinned = query.first("pinned").map { $0 == "true" }
        isFeatured = query.first("featured").map { $0 == "true" }
        words = query.words
        publishedAfter = query.timestamp("publishedAfter")
        publishedBefore = query.timestamp("publishedBefore")
        updatedAfter = query.timestamp("updatedAfter")
    }
}

extension ID {
    /// The nil UUID (RFC 9562 §5.9), which nothing has: what is not seen matches nothing.
    static var none: ID { ID(high: 0, low: 0) }
}
