import Testing

@testable import Application

struct DurationTextTests {
    @Test(arguments: [
        ("500ms", 500), ("8s", 8000), ("5m", 300_000), ("24h", 86_400_000),
        ("90d", 7_776_000_000), ("0", 0), ("0s", 0), ("007s", 7000),
    ])
    func `a whole number with a unit is a duration`(text: String, milliseconds: Int) {
        #expect(DurationText.parse(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        "", "8", "s", "-8s", "+8s", "1.5s", "8 s", "8S", "8sec", " 8s", "8s ", "٣s", "8ms8s",
        "9223372036854775807d", "99999999999999999999s",
    ])
    func `anything else is none`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: [
        (0, "0"), (500, "500ms"), (8000, "8s"), (300_000, "5m"), (86_400_000, "24h"),
        (3_600_000, "1h"), (7_776_000_000, "90d"), (1500, "1500ms"),
    ])
    func `a duration is written in its greatest unit and read back`(
        milliseconds: Int, text: String
    ) {
        let duration = Duration.milliseconds(milliseconds)
        #expect(DurationText.text(duration) == text)
        #expect(DurationText.parse(text) == duration)
    }

    @Test func `a duration beyond 64 bits of milliseconds is as many as fit`() {
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
        #expect(Duration.seconds(Int64.min).wholeMilliseconds == .min)
    }
}
