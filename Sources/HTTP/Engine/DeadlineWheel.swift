/// When to look at which connection: a ring of buckets, one a tick. Filing and looking cost the
/// same however many are filed, and nothing is looked at before it is due.
struct DeadlineWheel {
    /// The moment at which something is to be looked at next, `.max` where nothing is filed.
    private(set) var nextDue = Int64.max

    private let tick: Int64
    private var buckets: [[UInt64]]
    /// The number of the tick whose bucket is taken next.
    private var next: Int64

    /// So many ticks ahead are kept apart. What is later still is looked at then, and filed again.
    static let bucketCount: Int64 = 128

    /// `tick` is how much later than its deadline something may be given.
    init(tick: Int64, now: Int64) {
        self.tick = max(1, tick)
        next = now / self.tick + 1
        buckets = Array(repeating: [], count: Int(Self.bucketCount))
    }

    /// Files an id, and answers when it will be given: at the deadline or up to a tick later, but
    /// never later than the ring reaches.
    mutating func file(_ id: UInt64, at deadline: Int64) -> Int64 {
        let number = min(max(deadline / tick + 1, next), next + Self.bucketCount - 1)
        buckets[Int(number % Self.bucketCount)].append(id)
        let due = number * tick
        nextDue = min(nextDue, due)
        return due
    }

    /// Takes out what is due by now.
    mutating func take(now: Int64) -> [UInt64] {
        guard now >= nextDue else { return [] }
        var taken: [UInt64] = []
        let last = now / tick
        // After a long rest every bucket is taken, and once is enough.
        let first = max(next, last - Self.bucketCount + 1)
        for number in stride(from: first, through: last, by: 1) {
            taken.append(contentsOf: buckets[Int(number % Self.bucketCount)])
            buckets[Int(number % Self.bucketCount)] = []
        }
        next = max(next, last + 1)
        let later = (next..<next + Self.bucketCount).first {
            !buckets[Int($0 % Self.bucketCount)].isEmpty
        }
        nextDue = later.map { $0 * tick } ?? .max
        return taken
    }
}
