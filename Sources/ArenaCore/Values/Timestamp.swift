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

    /// Appends `2026-01-01T00:00:00.000Z`: always 24 characters.
    package func write(into bytes: inout [UInt8]) {
        let day = startOfDay.milliseconds
        let time = milliseconds - day
        bytes.append(addingCapacity: 24) { room in
            CivilDate(daysSinceEpoch: day / Self.millisecondsPerDay).write(into: &room)
            room.append(UInt8(ascii: "T"))
            room.append(twoDigits: time / 3_600_000)
            room.append(UInt8(ascii: ":"))
            room.append(twoDigits: time / 60_000 % 60)
            room.append(UInt8(ascii: ":"))
            room.append(twoDigits: time / 1000 % 60)
            room.append(UInt8(ascii: "."))
            room.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: time / 100 % 10))
            room.append(twoDigits: time % 100)
            room.append(UInt8(ascii: "Z"))
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

extension OutputSpan where Element == UInt8 {
    /// Appends a number under 100 as two digits; of a larger one the last two.
    mutating func append(twoDigits number: Int64) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
