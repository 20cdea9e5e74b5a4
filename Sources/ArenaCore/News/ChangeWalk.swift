/// The feed of changes from one place on, as one viewer may see it, over the state of one moment.
///
/// A value that goes on from where it stands; each step takes a bounded time, however much is not
/// for the viewer's eyes.
package struct ChangeWalk: Sendable {
    /// What is told together: a follower that is cut off in its middle gets all of it again.
    private struct Piece: Sendable {
        let notice: Notice
        var walk: SightWalk
        /// As the viewer saw it until then.
        let before: View
        var lineCount: UInt64 = 0
        /// The last line is known as such when there is no other.
        var held: ChangeLine?
    }

    private enum Step: Sendable {
        case log
        case lookingBack
        case piece(Piece)
        case whole(ExportWalk, lineCount: UInt64)
        case finished
    }

    private static let stepCount = 64

    private let view: View
    /// From where it was first asked what the viewer saw before.
    private var hindsight: Hindsight?
    /// Whether it was asked where there was none.
    private var lacksHindsight = false
    /// Looked through up to here, as far as no piece is in between.
    package private(set) var place: UInt64
    private var step: Step

    package init(_ view: View, after place: UInt64) {
        self.view = view
        // In the middle of what one notice tells it begins with that again.
        let isEnd = place | (Notice.lineMax - 1) == place
        self.place = isEnd ? place : max(place & ~(Notice.lineMax - 1), 1) - 1
        let isKnown = view.hasNotices(after: place) && place >= view.state.beginsAnew
        step = isKnown ? .log : .whole(ExportWalk(view), lineCount: 0)
    }

    /// Whether what comes next belongs together with what came last.
    package var isInPiece: Bool {
        switch step {
        case .log, .lookingBack, .finished: false
        case .piece, .whole: true
        }
    }

    /// The next lines, or none where this step found none; nil at the end.
    package mutating func next() -> [ChangeLine]? {
        switch step {
        case .log: return nextOfLog()
        case .lookingBack:
            hindsight?.prepare()
            if hindsight?.isReady ?? true { step = .log }
            return []
        case .piece(let piece): return next(of: piece)
        case .whole(let walk, let lineCount): return next(ofWhole: walk, lineCount)
        case .finished: return nil
        }
    }

    private mutating func nextOfLog() -> [ChangeLine]? {
        var lines: [ChangeLine] = []
        var count = 0
        for notice in view.notices(after: place).prefix(Self.stepCount) {
            count += 1
            let piece = scope(of: notice).flatMap { self.piece(of: notice, $0) }
            let told = piece == nil ? self.lines(of: notice) : []
            if lacksHindsight {
                lacksHindsight = false
                hindsight = Hindsight(view, from: notice)
                step = .lookingBack
                return lines
            }
            if let piece {
                step = .piece(piece)
                return lines
            }
            lines += told
            place = notice.end
        }
        if count == 0 { step = .finished }
        return count == 0 ? nil : lines
    }

    private mutating func piece(of notice: Notice, _ scope: SightWalk.Scope) -> Piece? {
        guard let before = before(notice), let moved = hindsight?.movedPosts else { return nil }
        let walk = SightWalk(scope, before.whole, movedPosts: moved)
        return Piece(notice: notice, walk: walk, before: before)
    }

    /// What is told of a notice that touches little else than its own subject.
    private mutating func lines(of notice: Notice) -> [ChangeLine] {
        var lines = [contactLine(of: notice), line(of: notice)].compactMap(\.self)
        guard let last = lines.indices.last else { return [] }
        for index in lines.indices { lines[index].sequence = notice.sequence }
        lines[last].sequence = notice.end
        return lines
    }

    /// What is told of the notice's own subject.
    private mutating func line(of notice: Notice) -> ChangeLine? {
        if let item = view.item(of: notice.subject),
            notice.removedID == nil || notice.removedID == item.id
        {
            return view.line(of: notice, item)
        }
        guard notice.former != nil, let item = before(notice)?.item(of: notice.subject) else {
            return nil
        }
        return ChangeLine(withdrawn: item.word, item.id, notice.end, at: notice.at)
    }

    /// Of an organisation that came to an arena or left it the viewer may see more or less: its
    /// contact is for those that share one (DECISIONS §9).
    private mutating func contactLine(of notice: Notice) -> ChangeLine? {
        guard case .membership(let key) = notice.subject, notice.former != nil,
            let own = view.viewer.organisation,
            view.state.memberships[.init(arena: key.arena, organisation: own)] != nil,
            let before = before(notice)
        else { return nil }
        return contactLine(of: key.organisation, notice, before)
    }

    private func contactLine(of id: ID<Organisation>, _ notice: Notice, _ before: View)
        -> ChangeLine?
    {
        guard let organisation = view.organisation(id), organisation.profile.contact != nil,
            view.seesContact(of: id) != before.seesContact(of: id)
        else { return nil }
        return ChangeLine(.organisation(organisation), "updated", 0, at: notice.at)
    }

    /// What the viewer saw before the notice; nil where that is not known yet.
    private mutating func before(_ notice: Notice) -> View? {
        lacksHindsight = !(hindsight?.isReady ?? false)
        return lacksHindsight ? nil : hindsight?.view(before: notice)
    }

    /// What the viewer may see more or less of by the notice, besides its own subject.
    private func scope(of notice: Notice) -> SightWalk.Scope? {
        guard notice.former != nil || notice.isWall else { return nil }
        switch notice.subject {
        case .post(let id): return view.item(of: notice.subject) == nil ? nil : .post(id)
        case .event(let id): return view.item(of: notice.subject) == nil ? nil : .event(id)
        case .arena(let id): return .arena(id)
        case .membership(let key):
            return isOwn(key.organisation) ? .arena(key.arena) : nil
        case .standing(let id): return isOwn(id) ? .all : nil
        case .wall(let owner, let other): return isOwn(other) ? .writer(owner) : nil
        default: return nil
        }
    }

    private func isOwn(_ organisation: ID<Organisation>) -> Bool {
        view.viewer.organisation == organisation
    }

    private mutating func next(of piece: Piece) -> [ChangeLine]? {
        var piece = piece
        let notice = piece.notice
        guard let subjects = piece.walk.next() else {
            step = .log
            place = notice.end
            guard var last = piece.held else { return [] }
            last.sequence = notice.end
            return [last]
        }
        var lines: [ChangeLine] = []
        for subject in subjects {
            guard let line = line(of: subject, piece) else { continue }
            if let held = piece.held { lines.append(held) }
            piece.held = line
            piece.held?.sequence = min(notice.sequence + piece.lineCount, notice.end - 1)
            piece.lineCount += 1
        }
        step = .piece(piece)
        return lines
    }

    private func line(of subject: Notice.Subject, _ piece: Piece) -> ChangeLine? {
        let notice = piece.notice
        if case .organisation(let id) = subject { return contactLine(of: id, notice, piece.before) }
        let item = view.item(of: subject)
        // It has a line of its own, further on.
        let isLater = hindsight?.isMade(subject, after: notice) ?? false
        if let item, !isLater {
            if subject == notice.subject { return view.line(of: notice, item) }
            return ChangeLine(item, item.sightWord, 0, at: notice.at)
        }
        // What it has taken the place of has no other.
        guard !isLater || subject.isPlace, let then = piece.before.item(of: subject),
            then.id != item?.id
        else { return nil }
        return ChangeLine(withdrawn: then.word, then.id, 0, at: notice.at)
    }

    // What the numbers of its lines lead back to is never kept, but where all is.
    private mutating func next(ofWhole walk: ExportWalk, _ lineCount: UInt64) -> [ChangeLine]? {
        var walk = walk
        var lines: [ChangeLine] = []
        var lineCount = lineCount
        func add(_ line: ChangeLine) {
            lines.append(line)
            lines[lines.count - 1].sequence = min(lineCount, Notice.first(at: 1) - 1)
            lineCount += 1
        }
        if lineCount == 0 { add(ChangeLine("reset", 0, at: view.now)) }
        guard let items = walk.next() else {
            place = view.newestNotice | (Notice.lineMax - 1)
            step = .finished
            return lines + [ChangeLine("synced", place, at: view.now)]
        }
        for item in items {
            guard let subject = item.subject, let item = view.item(of: subject) else { continue }
            add(ChangeLine(item, item.sightWord, 0, at: view.now))
        }
        step = .whole(walk, lineCount: lineCount)
        return lines
    }
}

extension Notice {
    var isWall: Bool {
        if case .wall = subject { true } else { false }
    }

    /// Whether another may have been there before what it tells of.
    var isOfNewInPlace: Bool { verb == .created && subject.isPlace }

    /// What left a place that another may have taken since.
    fileprivate var removedID: ID<ChangeLine>? {
        switch (subject, former) {
        case (.adoption, .attached(let id, _, _, _)), (.attendance, .resource(let id)): ID(id)
        default: nil
        }
    }
}

extension Notice.Subject {
    /// Whether it names a place, in which there is one at a time, and not a thing.
    fileprivate var isPlace: Bool {
        switch self {
        case .adoption, .attendance: true
        default: false
        }
    }
}

extension ExportWalk.Item {
    /// What the feed of changes calls it; nil for what it does not tell of.
    fileprivate var subject: Notice.Subject? {
        switch self {
        case .organisation(let value): .organisation(value.id)
        case .arena(let value): .arena(value.id)
        case .membership(let value, _): .membership(value.key)
        case .post(let value): .post(value.id)
        case .adoption(let value): .adoption(value.key)
        case .comment(let value): .comment(value.id)
        case .followUp(let value): .followUp(value.id)
        case .event(let value): .event(value.id)
        case .attendance(let value): .attendance(value.key)
        case .term, .revision, .report, .release, .token: nil
        }
    }
}
