/// Several sources as one, in order of time; what is in more than one comes once. What it costs is
/// what is taken from it, times the number of sources.
struct TimeWalk<Subject>: Sequence, IteratorProtocol {
    private var heads: [(key: TimeKey<Subject>, rest: AnyIterator<TimeKey<Subject>>)] = []
    private let isDescending: Bool
    private let floor: TimeKey<Subject>
    private let ceiling: TimeKey<Subject>

    /// Walks what is above `floor` and below `ceiling`.
    init(
        _ sources: [some TimeSource<Subject>], isDescending: Bool = false,
        above floor: TimeKey<Subject> = .first, below ceiling: TimeKey<Subject> = .last
    ) {
        self.isDescending = isDescending
        self.floor = floor
        self.ceiling = ceiling
        for source in sources {
            let rest =
                isDescending
                ? source.walk(downBelow: ceiling) : source.walk(upAbove: floor)
            if let key = rest.next() { heads.append((key, rest)) }
        }
    }

    mutating func next() -> TimeKey<Subject>? {
        guard var best = heads.first?.key else { return nil }
        for head in heads.dropFirst() where isDescending ? best < head.key : head.key < best {
            best = head.key
        }
        guard isDescending ? floor < best : best < ceiling else { return nil }
        var place = 0
        while place < heads.count {
            if heads[place].key != best {
                place += 1
            } else if let key = heads[place].rest.next() {
                heads[place].key = key
                place += 1
            } else {
                heads.remove(at: place)
            }
        }
        return best
    }
}

typealias PostWalk = TimeWalk<Post>

/// Something in order of time that can be walked both ways.
protocol TimeSource<Subject> {
    associatedtype Subject

    func walk(upAbove floor: TimeKey<Subject>) -> AnyIterator<TimeKey<Subject>>
    func walk(downBelow ceiling: TimeKey<Subject>) -> AnyIterator<TimeKey<Subject>>
}
