import Testing

@testable import ArenaAPI

struct ICalendarTests {
    /// RFC 5545 §3.1: what unfolding gives back.
    private func unfolded(_ calendar: ICalendar) -> String {
        String(decoding: calendar.bytes.replacing([0x0D, 0x0A, 0x20], with: []), as: UTF8.self)
    }

    @Test(arguments: ["æ", "ø", "€", "🚒", "e\u{301}"])
    func `a line is folded at 75 octets and never inside a character`(_ character: String) throws {
        for offset in 0...160 {
            let value = String(repeating: "a", count: offset) + character + "slutt"
            var calendar = ICalendar()
            calendar.text("X", value)
            #expect(unfolded(calendar) == "X:\(value)\r\n")
            let lines = calendar.bytes.split(separator: 0x0A)
            for line in lines {
                #expect(line.last == 0x0D && line.count <= 76)
                #expect(String(validating: line, as: UTF8.self) != nil)
            }
        }
    }

    @Test(arguments: [
        ("a\\b;c,d:e", "a\\\\b\\;c\\,d:e"), ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"),
        ("\t\u{1}x", "\t\u{FFFD}x"), ("\u{2028}\u{85}", "\\n\\n"), ("", ""),
    ])
    func `text is escaped`(_ text: String, _ expected: String) {
        var calendar = ICalendar()
        calendar.text("X", text)
        #expect(unfolded(calendar) == "X:\(expected)\r\n")
    }

    @Test func `a time is written in the basic form`() {
        var calendar = ICalendar()
        calendar.time("DTSTART", "2026-01-31T09:05:07.123Z")
        #expect(unfolded(calendar) == "DTSTART:20260131T090507Z\r\n")
    }
}
