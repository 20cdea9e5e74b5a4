/// Posts in order of time: an index, or one shelf of it.
enum PostSource: Sendable, TimeSource {
    case index(OrderedIndex<TimeKey<Post>>)
    case shelf(OrderedIndex<ShelfKey>, Shelf)

    func walk(upAbove floor: TimeKey<Post>) -> AnyIterator<TimeKey<Post>> {
        switch self {
        case .index(let index): return AnyIterator(index.ascending(above: floor).makeIterator())
        case .shelf(let index, let shelf):
            let keys = index.ascending(above: ShelfKey(shelf, floor))
            return AnyIterator(Self.keys(keys, of: shelf))
        }
    }

    func walk(downBelow ceiling: TimeKey<Post>) -> AnyIterator<TimeKey<Post>> {
        switch self {
        case .index(let index):
            return AnyIterator(index.descending(below: ceiling).makeIterator())
        case .shelf(let index, let shelf):
            let keys = index.descending(below: ShelfKey(shelf, ceiling))
            return AnyIterator(Self.keys(keys, of: shelf))
        }
    }

    private static func keys(_ keys: some Sequence<ShelfKey>, of shelf: Shelf)
        -> some IteratorProtocol<TimeKey<Post>>
    {
        keys.lazy.prefix { $0.shelf == shelf }.map(\.post).makeIterator()
    }
}
