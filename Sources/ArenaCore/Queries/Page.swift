/// Where an item stands in a sorted list: the value it is sorted by, as bytes that compare like
/// the value, and its id for the last word.
package struct SortPosition: Comparable, Sendable {
    package let value: [UInt8]
    package let high: UInt64
    package let low: UInt64

    package init(value: [UInt8], high: UInt64, low: UInt64) {
        self.value = value
        self.high = high
        self.low = low
    }

    init<Subject>(_ value: [UInt8], _ id: ID<Subject>) {
        self.init(value: value, high: id.high, low: id.low)
    }

    package init<Subject>(_ time: Timestamp, _ id: ID<Subject>) {
        self.init(time.sortingKey, id)
    }

    /// Of one of the revisions of a resource.
    package init(revision: Int) {
        let value = stride(from: UInt64(56), through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: UInt64(max(revision, 0)) >> $0)
        }
        self.init(value: value, high: 0, low: 0)
    }

    /// Of something that has a number of its own.
    package init(sequence: UInt64) {
        self.init(value: [], high: 0, low: sequence)
    }

    /// The moment that `value` stands for, if it does.
    var time: Timestamp? {
        guard value.count == 8 else { return nil }
        let bits = value.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } ^ 1 << 63
        return Timestamp(milliseconds: Int64(bitPattern: bits))
    }

    func id<Subject>(of: Subject.Type = Subject.self) -> ID<Subject> { ID(high: high, low: low) }

    package static func < (left: Self, right: Self) -> Bool {
        if left.value != right.value { return left.value.lexicographicallyPrecedes(right.value) }
        return left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

/// What part of a list is wanted.
package struct PageRequest: Sendable {
    package enum Field: String, Sendable {
        case publishedAt, updatedAt, createdAt, startsAt, title, name
    }

    /// One of several things that a list is sorted by.
    package struct Key: Sendable, Equatable {
        package let field: Field
        package let isDescending: Bool

        package init(_ field: Field, isDescending: Bool = false) {
            self.field = field
            self.isDescending = isDescending
        }
    }

    package var field: Field
    package var isDescending: Bool
    /// What decides between items that are equal so far; the id does in the end.
    package var further: [Key] = []
    package var limit: Int
    /// The item that the page begins after (ends before, when read backwards).
    package var edge: SortPosition?
    package var isBackward = false
    package var countsAll = false

    package init(field: Field, isDescending: Bool, limit: Int) {
        self.field = field
        self.isDescending = isDescending
        self.limit = limit
    }

    /// Where an item stands by all that the list is sorted by, from where it stands by each.
    package func position<Subject>(
        _ id: ID<Subject>, _ value: (Field) -> [UInt8]
    ) -> SortPosition {
        if further.isEmpty { return SortPosition(value(field), id) }
        var whole = Self.part(value(field), isTurned: false)
        for key in further {
            whole += Self.part(value(key.field), isTurned: key.isDescending != isDescending)
        }
        return SortPosition(whole, id)
    }

    // No part is the beginning of another, so that what follows does not count before it is over.
    private static func part(_ value: [UInt8], isTurned: Bool) -> [UInt8] {
        let whole: [UInt8] =
            value.flatMap { (byte: UInt8) -> [UInt8] in
                byte == 0 ? [0, 0xFF] : [byte]
            } + [0, 0]
        return isTurned ? whole.map { ~$0 } : whole
    }

    /// Whether the sorted values are walked from the highest down.
    var walksDown: Bool { isDescending != isBackward }
}

/// A part of a list, in the order that was asked for.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item] = []
    package var next: SortPosition?
    package var previous: SortPosition?
    /// How many there are in all, when that was asked for.
    package var total: Int?

    /// A page of a list that is only read on from its beginning.
    package init(items: [Item], next: SortPosition?) {
        self.items = items
        self.next = next
    }

    /// Takes what `walk` gives, which begins behind the edge, until the page is full.
    init(
        _ request: PageRequest, walking walk: some Sequence<Item>, position: (Item) -> SortPosition
    ) {
        var more = false
        for item in walk {
            if items.count == request.limit {
                more = true
                break
            }
            items.append(item)
        }
        if request.isBackward { items.reverse() }
        let hasNext = request.isBackward ? request.edge != nil : more
        let hasPrevious = request.isBackward ? more : request.edge != nil
        next = hasNext ? items.last.map(position) : nil
        previous = hasPrevious ? items.first.map(position) : nil
    }

    /// Sorts all of `items` and takes the page out of them.
    package init(_ request: PageRequest, sorting items: [Item], position: (Item) -> SortPosition) {
        let down = request.walksDown
        let placed = items.map { (item: $0, position: position($0)) }
            .filter { entry in
                guard let edge = request.edge else { return true }
                return down ? entry.position < edge : edge < entry.position
            }
            .sorted { down ? $1.position < $0.position : $0.position < $1.position }
        self.init(request, walking: placed.lazy.map(\.item), position: position)
        total = request.countsAll ? items.count : nil
    }
}

extension Timestamp {
    /// Bytes that compare like the moments.
    package var sortingKey: [UInt8] {
        let bits = UInt64(bitPattern: milliseconds) ^ 1 << 63
        return stride(from: UInt64(56), through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: bits >> $0)
        }
    }
}
