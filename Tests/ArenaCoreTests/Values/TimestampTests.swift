import ArenaCore
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z"),
        ("2026-01-01t00:00:00z", "2026-01-01T00:00:00.000Z"),
        ("2026-01-01T01:30:00+01:30", "2026-01-01T00:00:00.000Z"),
        ("2025-12-31T19:00:00-05:00", "2026-01-01T00:00:00.000Z"),
        ("2022-02-22T19:22:22.000Z", "2022-02-22T19:22:22.000Z"),
        ("2022-02-22T19:22:22.1Z", "2022-02-22T19:22:22.100Z"),
        ("2022-02-22T19:22:22.12Z", "2022-02-22T19:22:22.120Z"),
        ("2022-02-22T19:22:22.123456789Z", "2022-02-22T19:22:22.123Z"),
        ("2022-02-22T19:22:22.999999999Z", "2022-02-22T19:22:22.999Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("2024-02-29T12:00:00-00:00", "2024-02-29T12:00:00.000Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ])
    func `a time of RFC 3339 is read and printed in UTC`(_ text: String, _ printed: String) {
        #expect(Timestamp(text)?.description == printed)
        #expect(printed.utf8.count == 24)
    }

    @Test(arguments: [
        "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T23:60:00Z", "2016-12-31T23:59:60Z",
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-1-01T00:00:00Z",
        "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01:60", "2026-01-01T00:00:00ZZ",
        "2026-01-01T00:00:00Z ", "+026-01-01T00:00:00Z", "２026-01-01T00:00:00Z",
        "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    ])
    func `what is no moment is refused`(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [
        (0, 0), (86_399_999, 0), (86_400_000, 86_400_000), (-1, -86_400_000),
        (-86_400_000, -86_400_000), (-86_400_001, -172_800_000),
    ])
    func `the start of a day lies at or before its moments`(_ moment: Int64, _ start: Int64) {
        #expect(Timestamp(milliseconds: moment).startOfDay.milliseconds == start)
    }

    @Test func `adding seconds stops at the ends of time`() {
        let now = Timestamp(milliseconds: 1000)
        #expect(now.adding(seconds: 2).milliseconds == 3000)
        #expect(now.adding(seconds: -2).milliseconds == -1000)
        #expect(now.adding(seconds: .max).milliseconds == .max)
        #expect(now.adding(seconds: .max / 1000).milliseconds == .max)
        #expect(now.adding(seconds: .min).milliseconds == .min)
    }

    @Test(arguments: [
        ("2025-12-31T23:59:59.999Z", 2025), ("2026-01-01T00:00:00Z", 2026),
        ("1969-12-31T23:59:59Z", 1969),
    ])
    func `the year is that of UTC`(_ text: String, _ year: Int64) {
        #expect(Timestamp(text)?.year == year)
    }
}
