import Testing

@testable import ArenaCore

struct DeliveryLogTests {
    private func delivery(_ sequence: UInt64, _ state: Delivery.State) -> Delivery {
        var made = Delivery(
            webhook: ID(high: 1, low: 1),
            notice: Notice(
                sequence: sequence, at: Timestamp(milliseconds: 0), verb: .created,
                subject: .webhook(ID(high: 1, low: 1)), kind: .test),
            createdAt: Timestamp(milliseconds: 0))
        made.state = state
        return made
    }

    @Test func `deliveries stand by sequence, each once, and the pending ones are known`() {
        var log = DeliveryLog()
        for sequence in [5, 1, 9, 3] as [UInt64] { log.put(delivery(sequence, .pending)) }
        #expect(log.all.map(\.notice.sequence) == [1, 3, 5, 9])
        log.put(delivery(3, .delivered))
        log.put(delivery(9, .failed))
        #expect(log.pending.map(\.notice.sequence) == [1, 5])
        #expect(log[3]?.state == .delivered && log[4] == nil && log[10] == nil)
        log.put(delivery(3, .pending))
        #expect(log.pendingCount == 3)
    }

    @Test func `of what is done with the newest stay, of what is pending all`() {
        var log = DeliveryLog()
        let max = UInt64(Delivery.perWebhookMax)
        for sequence in 0..<max + 10 {
            log.put(delivery(sequence, sequence < 3 ? .pending : .delivered))
        }
        #expect(log.kept.count == Int(max))
        #expect(log.pending.map(\.notice.sequence) == [0, 1, 2])
        #expect(log.all.dropFirst(3).first { _ in true }?.notice.sequence == 13)
        for sequence in max + 10..<3 * max { log.put(delivery(sequence, .pending)) }
        #expect(log.pending.count == log.kept.count)
    }
}
