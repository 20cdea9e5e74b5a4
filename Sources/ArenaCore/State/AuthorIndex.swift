/// The posts of one author. Who must not learn whose Chatham House posts are does not come by
/// them, so that time does not tell how many there are.
struct AuthorIndex: Sendable {
    var named = Timeline<ShelfKey>()
    var chatham = Timeline<ShelfKey>()
    var unpublished = Timeline<TimeKey<Post>>()

    var isEmpty: Bool { named.count == 0 && chatham.count == 0 && unpublished.count == 0 }

    mutating func change(
        _ step: IndexStep, _ attribution: Post.Attribution, _ times: PostTimes, on shelf: Shelf
    ) {
        switch attribution {
        case .named: named.change(step, times, on: shelf)
        case .chatham: chatham.change(step, times, on: shelf)
        }
    }

    /// All that is published.
    func sources(_ order: TimeOrder) -> [PostSource] {
        named.sources(order) + chatham.sources(order)
    }

    /// Everything, oldest first.
    var all: PostWalk {
        PostWalk(sources(.published) + unpublished.sources(.published))
    }
}
