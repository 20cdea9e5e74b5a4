/// Which of its times a list of posts is in order of.
enum TimeOrder: Sendable {
    case published, updated
}

/// Posts in the order of either of their times. Most are never changed and have one time: these
/// stand in one index for both orders.
struct Timeline<Key: Comparable & Sendable>: Sendable {
    private var unchanged = OrderedIndex<Key>()
    private var changed = OrderedIndex<Key>()
    private var changedByUpdate = OrderedIndex<Key>()

    var count: Int { unchanged.count + changed.count }

    /// The indexes that hold all of the posts between them, in that order.
    func indexes(by order: TimeOrder) -> [OrderedIndex<Key>] {
        [unchanged, order == .published ? changed : changedByUpdate].filter { $0.count > 0 }
    }

    mutating func change(
        _ step: IndexStep, _ times: PostTimes, key: (TimeKey<Post>) -> Key
    ) {
        if times.published == times.updated {
            unchanged.change(step, key(times.published))
        } else {
            changed.change(step, key(times.published))
            changedByUpdate.change(step, key(times.updated))
        }
    }
}

extension Timeline<TimeKey<Post>> {
    mutating func change(_ step: IndexStep, _ times: PostTimes) {
        change(step, times) { $0 }
    }

    func sources(_ order: TimeOrder) -> [PostSource] {
        indexes(by: order).map(PostSource.index)
    }
}

extension Timeline<ShelfKey> {
    mutating func change(_ step: IndexStep, _ times: PostTimes, on shelf: Shelf) {
        change(step, times) { ShelfKey(shelf, $0) }
    }

    func sources(_ order: TimeOrder, on shelves: [Shelf]) -> [PostSource] {
        indexes(by: order).flatMap { index in shelves.map { PostSource.shelf(index, $0) } }
    }

    /// All shelves that `isWanted` takes.
    func sources(_ order: TimeOrder, where isWanted: (Shelf) -> Bool = { _ in true })
        -> [PostSource]
    {
        indexes(by: order).flatMap { index in
            index.shelves.filter(isWanted).map { PostSource.shelf(index, $0) }
        }
    }
}
