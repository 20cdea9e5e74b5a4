import CSystem
import Glibc

/// A date as HTTP writes it (RFC 9110 §5.6.7), to the second.
public struct HTTPDate: Sendable, Equatable {
    /// Since 1970, not below zero where it is to be written.
    public let secondsSinceEpoch: Int

    /// That many seconds after 1970 began.
    public init(secondsSinceEpoch: Int) { self.secondsSinceEpoch = secondsSinceEpoch }

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date that the text names in IMF-fixdate or one of the two obsolete forms, all of which
    /// a recipient has to read. A year of two digits is at most fifty years after `now`, which is
    /// in seconds since 1970.
    public init?(_ text: String, now: Int = time(nil)) {
        // The names of days and months are those of the C locale, which no code here leaves.
        for format in ["%a, %d %b %Y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"] {
            if let time = Self.parse(text, format) {
                self.init(time)
                return
            }
        }
        guard var time = Self.parse(text, "%A, %d-%b-%y %H:%M:%S GMT") else { return nil }
        var now = now
        var present = tm()
        gmtime_r(&now, &present)
        let year = present.tm_year
        time.tm_year = year - year % 100 + time.tm_year % 100
        if time.tm_year > year + 50 { time.tm_year -= 100 }
        self.init(time)
    }

    private init(_ time: tm) {
        var time = time
        secondsSinceEpoch = timegm(&time)
    }

    private static func parse(_ text: String, _ format: String) -> tm? {
        var time = tm()
        return csystem_parse_time(text, format, &time) != 0 ? time : nil
    }

    /// The IMF-fixdate.
    public var text: String {
        let day = secondsSinceEpoch / 86_400
        let second = secondsSinceEpoch % 86_400
        // Days are counted in eras of 400 years that begin in March, so that a leap day is last.
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10
        let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
        let time = [second / 3600, second / 60 % 60, second % 60].map(Self.two)
        return "\(Self.days[day % 7]), \(Self.two(dayOfMonth)) \(Self.months[month]) \(year) "
            + time.joined(separator: ":") + " GMT"
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
