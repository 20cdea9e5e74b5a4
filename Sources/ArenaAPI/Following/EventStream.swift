import ArenaCore
import ArenaStore
import HTTP
import Synchronization

/// What is new, as it happens, for one caller: server-sent events (WHATWG HTML §9.2).
///
/// It keeps nothing but its place in the notices of the store: what a slow client does not take is
/// not made, and what it may see is decided when it is told.
final class EventStream: HTTPBodySource {
    private struct Memory {
        var place: UInt64
        var hasBegun = false
        var isReset: Bool
        var lastPiece = ContinuousClock.now
    }

    /// A piece ends with the event that reaches this.
    private static let pieceBytes = 16 << 10
    /// So many notices are looked at without a pause.
    private static let stepCount = 1000

    private let call: Call
    private let filter: TellingFilter
    private let seat: UInt64
    private let memory: Mutex<Memory>

    /// Begins behind a place; now where that is nil.
    init(_ call: Call, after place: UInt64?, _ filter: TellingFilter, seat: UInt64) {
        self.call = call
        self.filter = filter
        self.seat = seat
        let isReset = place.map { !call.view.hasNotices(after: $0) } ?? false
        let now = call.view.newestNotice
        memory = Mutex(Memory(place: isReset ? now : place ?? now, isReset: isReset))
    }

    var endsWithClient: Bool { true }

    func cancel() { call.api.followers.leave(seat) }

    func next() -> HTTPBodyPiece {
        let piece = memory.withLock { next(&$0) }
        if case .end = piece { call.api.followers.leave(seat) }
        return piece
    }

    private func next(_ memory: inout Memory) -> HTTPBodyPiece {
        guard !call.api.followers.isClosed, let view = call.renewedView else { return .end }
        var text: [UInt8] = []
        if !memory.hasBegun { begin(&memory, &text) }
        let isMore = tell(view, &memory, &text)
        let now = ContinuousClock.now
        // One look is never quite as long after another as was asked for.
        let silence = Duration.seconds(Followers.pingSeconds) - .milliseconds(200)
        if text.isEmpty, !isMore, now - memory.lastPiece >= silence {
            text = Array(": ping\n\n".utf8)
        }
        if !text.isEmpty {
            memory.lastPiece = now
            return .bytes(text)
        }
        // Others on the loop come first.
        if isMore { call.exchange.wake() }
        return .wait
    }

    private func begin(_ memory: inout Memory, _ text: inout [UInt8]) {
        memory.hasBegun = true
        text += "retry: 5000\n\n".utf8
        if memory.isReset { text += "event: reset\ndata: {\"type\":\"reset\"}\n".utf8 }
        text += "id: \(memory.place)\n\n".utf8
    }

    /// Whether there is more to look at.
    private func tell(_ view: View, _ memory: inout Memory, _ text: inout [UInt8]) -> Bool {
        var count = 0
        for notice in view.notices(after: memory.place) {
            if text.count >= Self.pieceBytes || count == Self.stepCount { return true }
            count += 1
            memory.place = notice.sequence
            guard let telling = view.telling(of: notice, filter) else { continue }
            text += "id: \(notice.sequence)\nevent: \(telling.kind.rawValue)\ndata: ".utf8
            text += call.api.configuration.message(telling)
            text += "\n\n".utf8
        }
        return false
    }
}

extension Call {
    /// The newest durable state as the caller may see it now; nil once its token is no longer good.
    var renewedView: View? {
        let state = api.store.stateBox
        let now = api.store.now
        do throws(Refusal) {
            let viewer = try state.renewed(viewer, at: now)
            return View(
                state, viewer: viewer, now: now, readings: viewer.isAdmin ? CallReadings() : nil)
        } catch {
            return nil
        }
    }
}
