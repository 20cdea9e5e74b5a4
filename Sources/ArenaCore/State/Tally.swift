/// How many published posts of each reach.
struct Tally: Sendable, Equatable {
    private var counts = SIMD4<Int32>.zero

    subscript(reach: Reach) -> Int { Int(counts[reach.rawValue]) }

    mutating func change(_ step: IndexStep, _ reach: Reach) {
        counts[reach.rawValue] &+= step.sign
    }

    static func - (left: Self, right: Self) -> Self {
        var difference = left
        difference.counts = left.counts &- right.counts
        return difference
    }

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.counts = left.counts &+ right.counts
        return sum
    }
}
