/// A list that is cheap to copy and cheap to add to after a copy, however long it is: full groups
/// of 64 that nobody changes any more, and a short end.
struct GroupedList<Element: Sendable>: Sendable, RandomAccessCollection {
    private static var groupCount: Int { 64 }

    private var groups: [Box<[Element]>] = []
    private var end: [Element] = []
    /// How many are gone from the front of the first group, which goes with the last of them.
    private var goneCount = 0

    var startIndex: Int { 0 }
    var endIndex: Int { groups.count * Self.groupCount + end.count - goneCount }

    subscript(index: Int) -> Element {
        let (group, place) = (index + goneCount).quotientAndRemainder(dividingBy: Self.groupCount)
        return group < groups.count ? groups[group].value[place] : end[place]
    }

    mutating func append(_ element: Element) {
        end.append(element)
        guard end.count == Self.groupCount else { return }
        groups.append(Box(end))
        end = []
    }

    mutating func removeFirst(_ count: Int) {
        goneCount += count
        let over = Swift.min(goneCount / Self.groupCount, groups.count)
        groups.removeFirst(over)
        goneCount -= over * Self.groupCount
        guard groups.isEmpty else { return }
        end.removeFirst(goneCount)
        goneCount = 0
    }
}
