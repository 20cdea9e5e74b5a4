import ArenaCore
import Testing

struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2024-02-29", 19_782), ("2026-01-01", 20_454), ("0000-03-01", -719_468),
    ])
    func `a day is counted from the epoch`(_ text: String, _ days: Int64) {
        #expect(CivilDate(text)?.daysSinceEpoch == days)
        #expect(CivilDate(daysSinceEpoch: days).description == text)
    }

    @Test func `every day of eight centuries follows the one before`() {
        var expected: Int64 = CivilDate("1600-01-01")?.daysSinceEpoch ?? 0
        var wrong: [CivilDate] = []
        for year: Int64 in 1600..<2400 {
            for month: Int64 in 1...12 {
                for day: Int64 in 1...31 {
                    guard let date = CivilDate(year: year, month: month, day: day) else { continue }
                    if date.daysSinceEpoch != expected || date.year != year {
                        wrong.append(date)
                    }
                    expected += 1
                }
            }
        }
        #expect(wrong.isEmpty)
        #expect(expected == CivilDate("2400-01-01")?.daysSinceEpoch)
    }

    @Test(arguments: [
        "", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-10",
        "2026-01-00", "2026-1-1", "20260101", "2026-01-01T00:00:00Z", "2026-01-01 ", "-026-01-01",
    ])
    func `what is no day is refused`(_ text: String) {
        #expect(CivilDate(text) == nil)
    }
}
