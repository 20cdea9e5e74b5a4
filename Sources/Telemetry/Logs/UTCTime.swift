import Glibc

/// A moment as RFC 3339 writes it, in UTC and with milliseconds.
struct UTCTime {
    private let seconds: Int
    private let milliseconds: Int

    init(_ time: timespec) {
        seconds = time.tv_sec
        milliseconds = time.tv_nsec / 1_000_000
    }

    /// Appends the moment as `2026-01-02T03:04:05.006Z`. Years beyond 9999 are outside the form.
    func append(to bytes: inout [UInt8]) {
        var parts = tm()
        var seconds = seconds
        gmtime_r(&seconds, &parts)
        appendDigits(Int(parts.tm_year) + 1900, count: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(Int(parts.tm_mon) + 1, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(Int(parts.tm_mday), count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        appendDigits(Int(parts.tm_hour), count: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(Int(parts.tm_min), count: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(Int(parts.tm_sec), count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        appendDigits(milliseconds, count: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private func appendDigits(_ value: Int, count: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<count { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(abs(value / divisor % 10)))
            divisor /= 10
        }
    }
}
