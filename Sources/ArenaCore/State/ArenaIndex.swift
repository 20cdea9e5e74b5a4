/// What an arena has, without a search.
struct ArenaIndex: Sendable {
    var memberships = OrderedIndex<TimeKey<Organisation>>()
    var memberCount = 0
    /// The posts at home here and those shown here by reference, but for foreign ones.
    var published = ReachTimelines()
    /// The posts for members that another arena shows as well, on a shelf for each other arena:
    /// whoever is no member here may read them as a member there.
    var crossing = Timeline<ShelfKey>()
    /// The same of posts for all organisations: a token that is narrowed to other arenas reads
    /// them there.
    var openCrossing = Timeline<ShelfKey>()
    /// How many of the crossing posts are at home where not everybody may read.
    var foreignCount = 0
    var unpublished = Timeline<TimeKey<Post>>()
    var events = EventOrder()
    var reports = OrderedIndex<TimeKey<Report>>()
    /// What waits for its curators.
    var waiting = OrderedIndex<WaitingKey>()

    var isEmpty: Bool {
        memberships.count == 0 && published.count == 0 && foreignCount == 0
            && unpublished.count == 0 && reports.count == 0 && waiting.count == 0
            && events.count == 0
    }

    /// Everything that is published.
    func sources(_ order: TimeOrder) -> [PostSource] {
        published.sources(order) + (foreignCount > 0 ? crossing.sources(order) : [])
    }

    /// Every post, oldest first.
    var allPosts: PostWalk {
        PostWalk(sources(.published) + unpublished.sources(.published))
    }
}
