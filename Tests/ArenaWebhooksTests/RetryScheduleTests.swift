import ArenaCore
import Testing

@testable import ArenaWebhooks

struct RetryScheduleTests {
    @Test func `there are ten attempts with the pauses of the schedule`() {
        let pauses = (1...10).map {
            RetrySchedule.pause(after: $0, status: 500, retryAfter: nil, chance: 0)
        }
        let seconds: [Int64?] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, nil]
        #expect(pauses == seconds.map { $0.map { $0 * 1000 } })
    }

    @Test func `chance moves a pause by a tenth at most`() {
        for (chance, expected) in [(-1.0, 270_000), (0.5, 315_000), (1, 330_000), (9, 330_000)] {
            let pause = RetrySchedule.pause(
                after: 2, status: nil, retryAfter: nil, chance: chance)
            #expect(pause == Int64(expected))
        }
    }

    @Test(
        arguments: [
            (1, 503, 120, 120_000), (2, 503, 120, 300_000), (1, 429, nil, 60_000),
            (1, 502, 5, 60_000), (1, 504, nil, 60_000), (1, 500, Int64.max, 86_400_000),
        ] as [(Int, Int, Int64?, Int64)])
    func `what the receiver asks for is kept to, within a day`(
        attempts: Int, status: Int, retryAfter: Int64?, expected: Int64
    ) {
        let pause = RetrySchedule.pause(
            after: attempts, status: status, retryAfter: retryAfter, chance: 0)
        #expect(pause == expected)
    }

    @Test(
        arguments: [
            ("120", 120), (" 7 ", 7), ("0", 0), ("99999999999999999999", .max), ("soon", nil),
            ("-5", nil), ("", nil), ("Thu, 01 Jan 2026 00:01:00 GMT", 60),
            ("Thu, 01 Jan 2026 00:00:00 GMT", 0), ("Wed, 31 Dec 2025 00:00:00 GMT", 0),
        ] as [(String, Int64?)])
    func `Retry-After is seconds or a date`(text: String, expected: Int64?) throws {
        let now = try #require(Timestamp("2026-01-01T00:00:00Z"))
        #expect(RetryAfter.seconds(text, now: now) == expected)
    }
}
