/// Where a post stands on a shelf.
struct ShelfKey: Comparable, Sendable {
    let shelf: Shelf
    let post: TimeKey<Post>

    init(_ shelf: Shelf, _ post: TimeKey<Post>) {
        self.shelf = shelf
        self.post = post
    }

    static func < (left: Self, right: Self) -> Bool {
        left.shelf == right.shelf ? left.post < right.post : left.shelf < right.shelf
    }
}

extension OrderedIndex<ShelfKey> {
    /// The shelves that hold anything.
    var shelves: [Shelf] {
        var found: [Shelf] = []
        var next = ascending().first { _ in true }
        while let key = next {
            found.append(key.shelf)
            next = ascending(above: ShelfKey(key.shelf, .last)).first { _ in true }
        }
        return found
    }
}
