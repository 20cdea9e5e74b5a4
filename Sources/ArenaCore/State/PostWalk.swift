/// Several sources as one, in order of time; a post of more than one comes once. What it costs is
/// what is taken from it, times the number of sources.
struct PostWalk: Sequence, IteratorProtocol {
    private var heads: [(key: TimeKey<Post>, rest: AnyIterator<TimeKey<Post>>)] = []
    private let isDescending: Bool
    private let floor: TimeKey<Post>
    private let ceiling: TimeKey<Post>

    /// Walks what is above `floor` and below `ceiling`.
    init(
        _ sources: [PostSource], isDescending: Bool = false, above floor: TimeKey<Post> = .first,
        below ceiling: TimeKey<Post> = .last
    ) {
        self.isDescending = isDescending
        self.floor = floor
        self.ceiling = ceiling
        for source in sources {
            let rest =
                isDescending ? source.descending(below: ceiling) : source.ascending(above: floor)
            if let key = rest.next() { heads.append((key, rest)) }
        }
    }

    mutating func next() -> TimeKey<Post>? {
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
