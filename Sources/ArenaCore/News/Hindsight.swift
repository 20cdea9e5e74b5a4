/// What has come after a place in the notices, as far as it tells what a viewer saw there: gathered
/// a few notices at a time, so that no step takes long however far back the place is.
struct Hindsight: Sendable {
    private static let gatheredCount = 128
    private static let takenBackCount = 32

    private let view: View
    private var rewinding: Rewinding
    private var creations: CreationIndex
    /// Gathered up to here.
    private var place: UInt64
    private var isGathered = false
    /// Whether there is nothing left to prepare, and it may be asked.
    private(set) var isReady = false
    /// What is still to be taken back, the next one last.
    private var sightChanges: [Notice] = []

    /// Of the notice and all after it.
    init(_ view: View, from notice: Notice) {
        self.view = view
        rewinding = Rewinding(view)
        place = notice.sequence - 1
        let log = view.state.notices
        creations = CreationIndex(log, count: log.count(after: place))
    }

    /// Does the next bit of the work.
    mutating func prepare() {
        if !isGathered { return gather() }
        for notice in sightChanges.suffix(Self.takenBackCount).reversed() {
            rewinding.takeBack(notice)
        }
        sightChanges.removeLast(min(sightChanges.count, Self.takenBackCount))
        isReady = sightChanges.isEmpty
    }

    private mutating func gather() {
        let log = view.state.notices
        let passed = log.count - log.count(after: place)
        isGathered = passed == log.count
        for (offset, notice) in log.after(place).prefix(Self.gatheredCount).enumerated() {
            place = notice.sequence
            if notice.verb == .created { creations.take(notice.subject, at: passed + offset) }
            if rewinding.concerns(notice) { sightChanges.append(notice) }
        }
    }

    /// What the viewer saw before a notice, which is none before an earlier one that was asked for.
    mutating func view(before notice: Notice) -> View {
        rewinding.pass(upTo: notice)
        return rewinding.view
    }

    /// The posts that some arena showed then and does no more.
    var movedPosts: [ID<Arena>: Set<ID<Post>>] { rewinding.movedPosts }

    /// Whether the subject, or what stands in its place now, was made after the notice.
    func isMade(_ subject: Notice.Subject, after notice: Notice) -> Bool {
        creations.last(subject) ?? 0 > notice.sequence
    }
}
