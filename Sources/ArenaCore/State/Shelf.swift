/// Posts of an index that the same viewers can reach: one of them need look at no other shelf.
struct Shelf: Comparable, Sendable {
    private let high: UInt64
    private let low: UInt64

    // Ids below these are given to nothing.
    static let everyone = Shelf(high: 0, low: 0)
    static let organisations = Shelf(high: 0, low: 1)

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(membersOf arena: ID<Arena>) {
        self.init(high: arena.high, low: arena.low)
    }

    /// What the author alone can always reach.
    init(author: ID<Organisation>) {
        self.init(high: author.high, low: author.low)
    }

    /// Whether it is for the members of an arena, or for an author.
    var isNarrow: Bool { Self.organisations < self }

    static func < (left: Self, right: Self) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}
