/// A day of the proleptic Gregorian calendar, `YYYY-MM-DD` (RFC 3339 `full-date`).
package struct CivilDate: Hashable, Comparable, Sendable {
    package let daysSinceEpoch: Int64

    package init(daysSinceEpoch: Int64) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// nil for a day that the calendar does not have.
    package init?(year: Int64, month: Int64, day: Int64) {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day) else {
            return nil
        }
        // Days from a March-based year, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
    }

    package init?(_ text: String) {
        var reader = DigitReader(text.utf8)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2), reader.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    package var year: Int64 { parts.year }
    /// The same day so many months ago; the 28th where that month may have no such day.
    package func back(months: Int) -> CivilDate? {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 - Int64(months)
        guard count >= 0 else { return nil }
        return CivilDate(year: count / 12, month: count % 12 + 1, day: min(day, 28))
    }

    /// 1 to 12.
    package var month: Int64 { parts.month }

    private var parts: (year: Int64, month: Int64, day: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    /// How many bytes `write` appends.
    package static let byteCount = 10

    /// Appends `2026-01-01`.
    package func write(into bytes: inout [UInt8]) {
        bytes.append(addingCapacity: Self.byteCount) { write(into: &$0) }
    }

    /// Appends `2026-01-01`, for which there must be room.
    package func write(into room: inout OutputSpan<UInt8>) {
        room.append(byteCount: Self.byteCount) { store(in: $0) }
    }

    func store(in text: UnsafeMutableRawBufferPointer) {
        let parts = parts
        text.store(twoDigits: parts.year / 100, at: 0)
        text.store(twoDigits: parts.year, at: 2)
        text[4] = UInt8(ascii: "-")
        text.store(twoDigits: parts.month, at: 5)
        text[7] = UInt8(ascii: "-")
        text.store(twoDigits: parts.day, at: 8)
    }
}

extension CivilDate: CustomStringConvertible {
    package var description: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
