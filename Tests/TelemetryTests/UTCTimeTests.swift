import Glibc
import Testing

@testable import Telemetry

/// `time` as a log line writes it.
func text(_ time: timespec) -> String {
    var bytes: [UInt8] = []
    UTCTime(time).append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

struct UTCTimeTests {
    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00.000Z"),
        (951_782_400, 1_000_000, "2000-02-29T00:00:00.001Z"),
        (1_767_225_599, 999_999_999, "2025-12-31T23:59:59.999Z"),
        (1_767_225_600, 0, "2026-01-01T00:00:00.000Z"),
        (4_102_444_800, 120_000_000, "2100-01-01T00:00:00.120Z"),
    ])
    func `a moment is written in UTC with milliseconds`(
        seconds: Int, nanoseconds: Int, expected: String
    ) {
        #expect(text(timespec(tv_sec: seconds, tv_nsec: nanoseconds)) == expected)
    }
}
