import ArenaCore
import ArenaStore
import HTTP
import JSON
import Synchronization

/// The feed of changes as it is sent: a piece at a time, and where there is nothing yet and the
/// caller waits, as soon as there is something.
final class ChangeLines: HTTPBodySource {
    private struct Memory {
        var walk: ChangeWalk
        var view: View
        /// How many lines are still wanted.
        var left: Int
        var hasLines = false
        /// What an admin may be shown once the audit log has that it is.
        var held: [UInt8]?
        var isNoted = true
    }

    /// A piece ends with the line that reaches this.
    private static let pieceBytes = 64 << 10
    /// So many steps are taken without a pause.
    private static let stepMax = 50

    private let call: Call
    private let seat: UInt64?
    private let deadline: ContinuousClock.Instant
    private let memory: Mutex<Memory>

    /// With a seat it waits until then where there is nothing.
    init(
        _ call: Call, after place: UInt64, limit: Int, seat: UInt64?,
        until deadline: ContinuousClock.Instant
    ) {
        self.call = call
        self.seat = seat
        self.deadline = deadline
        let walk = ChangeWalk(call.view, after: place)
        memory = Mutex(Memory(walk: walk, view: call.view, left: limit))
    }

    var endsWithClient: Bool { seat != nil }

    func cancel() {
        if let seat { call.api.followers.leave(seat) }
    }

    func next() -> HTTPBodyPiece {
        var shown: CallReadings.Shown?
        let piece = memory.withLock { next(&$0, &shown) }
        // Not under the lock: a refusal is told at once.
        if let shown { note(shown) }
        if case .end = piece { cancel() }
        return piece
    }

    private func next(_ memory: inout Memory, _ shown: inout CallReadings.Shown?)
        -> HTTPBodyPiece
    {
        if let held = memory.held {
            guard memory.isNoted else { return .wait }
            memory.held = nil
            return .bytes(held)
        }
        var json = JSONWriter(capacity: 4 << 10)
        let isMore = write(&memory, to: &json)
        if json.count > 0 {
            memory.hasLines = true
            shown = (memory.view.readings as? CallReadings)?.take()
            if shown == nil { return .bytes(json.finish()) }
            memory.held = json.finish()
            memory.isNoted = false
            return .wait
        }
        if isMore {
            // Others on the loop come first.
            call.exchange.wake()
            return .wait
        }
        guard seat != nil, !memory.hasLines, !isOver, let view = call.renewedView else {
            return .end
        }
        if view.position == memory.view.position { return .wait }
        memory.view = view
        memory.walk = ChangeWalk(view, after: memory.walk.place)
        call.exchange.wake()
        return .wait
    }

    private var isOver: Bool {
        // Two clocks: the alarm may ring a moment before the deadline.
        call.api.followers.isClosed || deadline - .now < .milliseconds(20)
    }

    /// Whether there may be more.
    private func write(_ memory: inout Memory, to json: inout JSONWriter) -> Bool {
        for _ in 0..<Self.stepMax {
            if json.count >= Self.pieceBytes { return true }
            if memory.left <= 0, !memory.walk.isInPiece { return false }
            guard let lines = memory.walk.next() else { return false }
            for line in lines {
                memory.view.write(line, to: &json)
                json.newline()
                memory.left -= 1
            }
        }
        return true
    }

    /// Has the audit log know what an admin is about to be shown.
    private func note(_ shown: CallReadings.Shown) {
        call.api.store.write(as: call.viewer, from: call.origin, secretIDs: 0) {
            (write: inout Write) throws(Refusal) in
            if !shown.posts.isEmpty { write.noteReading(of: shown.posts) }
            if !shown.events.isEmpty { write.noteReading(of: shown.events) }
        } completion: { [self] outcome in
            memory.withLock { memory in
                memory.isNoted = true
                if case .durable = outcome { return }
                // What cannot be noted is not shown.
                memory.held = []
                memory.left = 0
            }
            call.exchange.wake()
        }
    }
}

extension View {
    /// A line: where it stands, what happened to what, and the thing as its GET shows it.
    fileprivate func write(_ line: ChangeLine, to json: inout JSONWriter) {
        json.beginObject()
        json.member("seq", Int(clamping: line.sequence))
        json.member("at", line.at)
        json.member("type", line.type)
        json.member("id", line.id)
        json.key("data")
        switch line.item {
        case .organisation(let organisation): write(organisation, to: &json)
        case .arena(let arena): write(arena, to: &json)
        case .membership(let membership, let arena): write(membership, in: arena, to: &json)
        case .post(let post): write(post, to: &json)
        case .adoption(let adoption): write(adoption, to: &json)
        case .comment(let comment, let post): write(comment, on: post, to: &json)
        case .followUp(let followUp): write(followUp, to: &json)
        case .event(let event): write(event, to: &json)
        case .attendance(let attendance): write(attendance, to: &json)
        case nil: json.null()
        }
        json.endObject()
    }
}
