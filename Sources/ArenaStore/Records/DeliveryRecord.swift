import ArenaCore
import JSON

private let states = Words<Delivery.State>()

extension Delivery: Record {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("to", webhook)
        notice.writeMembers(to: &writer)
        writer.member("createdAt", createdAt)
        writer.optional("isRequested", isRequested)
        writer.member("state", state.rawValue)
        writer.member("attempts", attempts)
        writer.optional("attemptedAt", attemptedAt)
        writer.optional("nextAttemptAt", nextAttemptAt)
        writer.optional("status", status)
        writer.optional("error", error)
        writer.optional("durationMs", durationMs)
        writer.optional("answer", answer)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var notice = NoticeMembers()
        var webhook: ID<Webhook>?
        var createdAt: Timestamp?
        var isRequested = false
        var outcome = DeliveryOutcome()
        while let key = try cursor.nextKey() {
            switch key {
            case "to": webhook = try cursor.id()
            case "createdAt": createdAt = try cursor.timestamp()
            case "isRequested": isRequested = try cursor.bool()
            default:
                guard try notice.read(key, from: &cursor) || outcome.read(key, from: &cursor)
                else { throw RecordError.unknownMember(key) }
            }
        }
        self.init(
            webhook: try required(webhook, "to"), notice: try notice.notice(),
            createdAt: try required(createdAt, "createdAt"), isRequested: isRequested)
        state = try required(outcome.state, "state")
        attempts = try required(outcome.attempts, "attempts")
        attemptedAt = outcome.attemptedAt
        nextAttemptAt = outcome.nextAttemptAt
        status = outcome.status
        error = outcome.error
        durationMs = outcome.durationMs
        answer = outcome.answer
    }
}

/// How far it has come.
private struct DeliveryOutcome {
    var state: Delivery.State?
    var attempts: Int?
    var attemptedAt: Timestamp?
    var nextAttemptAt: Timestamp?
    var status: Int?
    var error: String?
    var durationMs: Int?
    var answer: String?

    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "state": state = try cursor.word(states)
        case "attempts": attempts = try cursor.int()
        case "attemptedAt": attemptedAt = try cursor.timestamp()
        case "nextAttemptAt": nextAttemptAt = try cursor.timestamp()
        case "status": status = try cursor.int()
        case "error": error = try cursor.string()
        case "durationMs": durationMs = try cursor.int()
        case "answer": answer = try cursor.string()
        default: return false
        }
        return true
    }
}
