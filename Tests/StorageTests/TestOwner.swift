import Dispatch
import Synchronization

@testable import Storage

/// An owner of a journal whose state is the list of numbers that were made durable.
final class TestOwner: Sendable {
    struct Inner: Sendable {
        var pending: [UInt64] = []
        var taken: [UInt64] = []
        var values: [UInt64] = []
        var outcomes: [JournalOutcome] = []
        var takeCount = 0
    }

    let inner = Mutex(Inner())
    private let finished = DispatchSemaphore(value: 0)

    func take(_ batch: inout JournalBatch) {
        inner.withLock { inner in
            inner.takeCount += 1
            inner.taken = inner.pending
            inner.pending = []
            for value in inner.taken { batch.append(members: Self.members(value)) }
        }
    }

    func done(_ outcome: JournalOutcome) {
        inner.withLock { inner in
            if case .durable = outcome { inner.values += inner.taken }
            inner.outcomes.append(outcome)
        }
        finished.signal()
    }

    func waitForOutcome() -> JournalOutcome? {
        finished.wait()
        return inner.withLock { $0.outcomes.last }
    }

    var values: [UInt64] { inner.withLock { $0.values } }

    static func members(_ value: UInt64) -> [UInt8] {
        Array(#""at":1,"effects":[\#(value)]"#.utf8)
    }

    static func value(of members: UnsafeRawBufferPointer) -> UInt64? {
        let text = String(decoding: members, as: UTF8.self)
        return UInt64(text.dropFirst(#""at":1,"effects":["#.count).dropLast())
    }
}
