import ArenaCore
import HTTP
import Synchronization

/// What was answered without a token, until the next change is durable. Such an answer follows
/// from the state, the target and the language alone: no clock, no address and no setting that
/// changes has a part in it.
final class AnonymousAnswers: Sendable {
    struct Key: Hashable, Sendable {
        /// Path and query as they were sent: links repeat them.
        let target: String
        let language: Language
    }

    struct Answer: Sendable {
        let endpoint: Endpoint
        let representation: Representation
    }

    private struct Shelf: Sendable {
        var position: UInt64 = 0
        var answers: [Key: Answer] = [:]
        var byteCount = 0
    }

    /// Of all answers together; then all are forgotten.
    private static let byteCountMax = 16 << 20
    /// Of one answer; a longer one is not kept.
    private static let answerByteCountMax = 256 << 10

    private let shelf = Mutex(Shelf())

    /// The answer that was kept at that position of the state.
    func find(_ key: Key, at position: UInt64) -> Answer? {
        shelf.withLock { $0.position == position ? $0.answers[key] : nil }
    }

    /// Keeps an answer that was made from the state of that position.
    func keep(_ answer: Answer, for key: Key, at position: UInt64) {
        let byteCount = answer.representation.byteCount + key.target.utf8.count
        if byteCount > Self.answerByteCountMax { return }
        let dropped = shelf.withLock { shelf -> Shelf? in
            if position < shelf.position { return nil }
            var dropped: Shelf?
            if position > shelf.position || shelf.byteCount + byteCount > Self.byteCountMax {
                dropped = shelf
                shelf = Shelf(position: position)
            }
            if shelf.answers.updateValue(answer, forKey: key) == nil {
                shelf.byteCount += byteCount
            }
            return dropped
        }
        // Many answers go away at once: nobody is to wait for that.
        withExtendedLifetime(dropped) {}
    }
}

extension AnonymousAnswers.Key {
    /// nil for a request that has to go all the way.
    init?(_ head: HTTPRequestHead, _ visit: Visit) {
        guard head.isSafe, !head.fields.contains("authorization") else { return nil }
        if let accepted = head.fields.first("accept"), accepted != "*/*",
            accepted != "application/json"
        {
            return nil
        }
        target = head.rawTarget
        language = visit.language(of: head)
    }
}
