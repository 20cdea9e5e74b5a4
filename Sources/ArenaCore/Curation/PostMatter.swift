/// Something that an organisation adds to a post: a comment, a follow-up, a report, a request.
package protocol PostMatter: Sendable {
    var id: ID<Self> { get }
    var createdAt: Timestamp { get }
    var revision: Int { get }
    var post: ID<Post> { get }
    /// Who brings it up; nil once that is erased.
    var writer: ID<Organisation>? { get }
    /// The organisation that decides; nil where none or others do.
    var decider: ID<Organisation>? { get }
}

/// One that is for those whom the post is for.
package protocol AttachedMatter: PostMatter {
    /// The label, arenas and exclusions that the post had when this was written (DECISIONS §6).
    var audience: Post.Audience { get }
}

extension AttachedMatter {
    package var decider: ID<Organisation>? { nil }
}

extension PostMatter {
    var timeKey: TimeKey<Self> { TimeKey(time: createdAt, id: id) }

    /// Whether it stands where the other does in every index.
    fileprivate func hasSamePlaces(as other: Self) -> Bool {
        timeKey == other.timeKey && post == other.post && writer == other.writer
            && decider == other.decider
    }
}

/// All matters of one kind, found by their post and by the organisations of both sides.
struct PostMatters<Matter: PostMatter>: Sendable {
    private var byID = TrieMap<ID<Matter>, Box<Matter>>()
    private var byPost = TrieMap<ID<Post>, OrderedIndex<TimeKey<Matter>>>()
    private var byParty = TrieMap<ID<Organisation>, OrderedIndex<TimeKey<Matter>>>()
    /// Oldest first.
    private(set) var order = OrderedIndex<TimeKey<Matter>>()

    var count: Int { byID.count }

    var all: some Sequence<Matter> { order.lazy.compactMap { byID[$0.id]?.value } }

    subscript(id: ID<Matter>) -> Matter? { byID[id]?.value }

    func ids(on post: ID<Post>) -> [ID<Matter>] { order(on: post).map(\.id) }

    /// Those on a post, oldest first.
    func order(on post: ID<Post>) -> OrderedIndex<TimeKey<Matter>> { byPost[post] ?? [] }

    /// Those that an organisation has brought up or is to decide, oldest first.
    func ids(of party: ID<Organisation>) -> [ID<Matter>] { (byParty[party] ?? []).map(\.id) }

    mutating func put(_ matter: Matter) {
        if let old = byID[matter.id]?.value {
            guard old.hasSamePlaces(as: matter) else {
                remove(old.id)
                return put(matter)
            }
            byID[matter.id] = Box(matter)
            return
        }
        byID[matter.id] = Box(matter)
        order.insert(matter.timeKey)
        byPost.modify(matter.post, default: []) { $0.insert(matter.timeKey) }
        for party in Set([matter.writer, matter.decider].compactMap { $0 }) {
            byParty.modify(party, default: []) { $0.insert(matter.timeKey) }
        }
    }

    mutating func remove(_ id: ID<Matter>) {
        guard let old = byID[id]?.value else { return }
        byID[id] = nil
        order.remove(old.timeKey)
        byPost.modify(old.post, default: []) { $0.remove(old.timeKey) }
        if byPost[old.post]?.count == 0 { byPost[old.post] = nil }
        for party in Set([old.writer, old.decider].compactMap { $0 }) {
            byParty.modify(party, default: []) { $0.remove(old.timeKey) }
            if byParty[party]?.count == 0 { byParty[party] = nil }
        }
    }
}
