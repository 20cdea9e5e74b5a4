/// What became of telling one webhook of one notice.
package struct Delivery: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        case pending, delivered, failed
    }

    package let webhook: ID<Webhook>
    package let notice: Notice
    /// When it was first tried, or asked for.
    package let createdAt: Timestamp
    /// Whether the owner asked for it, outside the order.
    package var isRequested: Bool
    package var state = State.pending
    package var attempts = 0
    package var attemptedAt: Timestamp?
    package var nextAttemptAt: Timestamp?
    /// Of the last attempt: the status of the answer, or why there is none.
    package var status: Int?
    package var error: String?
    package var durationMs: Int?
    /// The first kilobyte of the answer.
    package var answer: String?

    package init(
        webhook: ID<Webhook>, notice: Notice, createdAt: Timestamp, isRequested: Bool = false
    ) {
        self.webhook = webhook
        self.notice = notice
        self.createdAt = createdAt
        self.isRequested = isRequested
    }

    /// How many of a webhook are kept.
    package static let perWebhookMax = 500

    /// As the header `webhook-id` and the log of deliveries name it: the same in every attempt.
    package var name: String { Self.name(of: notice.sequence) }

    package static func name(of sequence: UInt64) -> String {
        let digits = String(sequence, radix: 16)
        return "evt_" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The sequence that a name stands for.
    package static func sequence(named name: String) -> UInt64? {
        guard name.hasPrefix("evt_"), name.utf8.count == 20 else { return nil }
        return UInt64(name.dropFirst(4), radix: 16)
    }
}
