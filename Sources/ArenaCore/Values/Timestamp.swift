/// A moment in UTC, in whole milliseconds since 1970-01-01, read and written as RFC 3339.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static let millisecondsPerDay: Int64 = 86_400_000

    /// The first moment of the same UTC day: all the time that a Chatham House post shows.
    package var startOfDay: Timestamp {
        let days = milliseconds / Self.millisecondsPerDay
        let floor =
            milliseconds < 0 && milliseconds % Self.millisecondsPerDay != 0 ? days - 1 : days
        // The first day of all begins before what can be told.
        let (start, overflow) = floor.multipliedReportingOverflow(by: Self.millisecondsPerDay)
        return Timestamp(milliseconds: overflow ? .min : start)
    }

    /// The day in UTC.
    package var day: CivilDate {
        CivilDate(daysSinceEpoch: startOfDay.milliseconds / Self.millisecondsPerDay)
    }

    package func adding(seconds: Int64) -> Timestamp {
        let (added, isTooMuch) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, overflow) = milliseconds.addingReportingOverflow(added)
        if isTooMuch || overflow { return Timestamp(milliseconds: seconds < 0 ? .min : .max) }
        return Timestamp(milliseconds: sum)
    }

    /// The first moment of a day in UTC.
    package init(startOf day: CivilDate) {
        self.init(milliseconds: day.daysSinceEpoch * Self.millisecondsPerDay)
    }

    /// The calendar year in UTC.
    package var year: Int64 { day.year }

    /// How many bytes `write` appends.
    package static let byteCount = 24

    /// Appends `2026-01-01T00:00:00.000Z`.
    package func write(into bytes: inout [UInt8]) {
        bytes.append(addingCapacity: Self.byteCount) { write(into: &$0) }
    }

    /// Appends `2026-01-01T00:00:00.000Z`, for which there must be room.
    package func write(into room: inout OutputSpan<UInt8>) {
        let day = startOfDay.milliseconds
        let time = milliseconds - day
        room.append(byteCount: Self.byteCount) { text in
            CivilDate(daysSinceEpoch: day / Self.millisecondsPerDay).store(in: text)
            text[10] = UInt8(ascii: "T")
            text.store(twoDigits: time / 3_600_000, at: 11)
            text[13] = UInt8(ascii: ":")
            text.store(twoDigits: time / 60_000 % 60, at: 14)
            text[16] = UInt8(ascii: ":")
            text.store(twoDigits: time / 1000 % 60, at: 17)
            text[19] = UInt8(ascii: ".")
            text[20] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: time / 100 % 10)
            text.store(twoDigits: time, at: 21)
            text[23] = UInt8(ascii: "Z")
        }
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads RFC 3339 §5.6 with an offset and 0–9 fraction digits, cut to milliseconds; nil for
    /// anything else, a leap second and a missing offset included (CONVENTIONS §8).
    package init?(_ text: String) {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2),
            let date = CivilDate(year: year, month: month, day: day),
            reader.skip("T") || reader.skip("t"),
            let hour = reader.number(2), hour < 24, reader.skip(":"),
            let minute = reader.number(2), minute < 60, reader.skip(":"),
            let second = reader.number(2), second < 60
        else { return nil }
        guard let fraction = reader.fraction(), let offset = reader.offsetMinutes(), reader.isAtEnd
        else { return nil }
        let time = (hour * 60 + minute - offset) * 60_000 + second * 1000 + fraction
        self.init(milliseconds: date.daysSinceEpoch * Self.millisecondsPerDay + time)
        // An offset must not lead out of the years that four digits can write.
        guard (0...9999).contains(self.year) else { return nil }
    }
}
