import ArenaCore
import HTTP

/// Events as a calendar that programs subscribe to (CONVENTIONS §11).
struct EventCalendar {
    private(set) var calendar = ICalendar()
    /// Where the pages are, where the server knows its address.
    private let home: String?
    private let host: String

    init(_ call: Call, _ events: [Event]) {
        home = call.api.configuration.baseURL.map { "\($0)/\(call.language.rawValue)/" }
        host = call.api.host ?? "arena"
        let title = call.feedTitle
        calendar.line("BEGIN", "VCALENDAR")
        calendar.line("VERSION", "2.0")
        calendar.line("PRODID", "-//arena//1.0//NB")
        calendar.line("METHOD", "PUBLISH")
        calendar.text("NAME", title)
        calendar.text("X-WR-CALNAME", title)
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
        for event in events { append(event) }
        calendar.line("END", "VCALENDAR")
    }

    private mutating func append(_ event: Event) {
        let content = event.content
        calendar.line("BEGIN", "VEVENT")
        calendar.line("UID", "\(event.id)@\(host)")
        calendar.time("DTSTAMP", event.updatedAt.description)
        calendar.time("CREATED", event.createdAt.description)
        calendar.time("LAST-MODIFIED", event.updatedAt.description)
        calendar.line("SEQUENCE", String(event.revision - 1))
        calendar.time("DTSTART", content.startsAt.description)
        if let end = content.endsAt { calendar.time("DTEND", end.description) }
        calendar.text("SUMMARY", content.title)
        if let agenda = content.agenda { calendar.text("DESCRIPTION", agenda) }
        if let place = content.place { calendar.text("LOCATION", place) }
        // A URI is absolute (RFC 5545 §3.3.13).
        if let url = content.url ?? home.map({ "\($0)?event=\(event.id)" }) {
            calendar.line("URL", url)
        }
        calendar.text("CATEGORIES", content.kind.rawValue)
        calendar.line("STATUS", event.state == .cancelled ? "CANCELLED" : "CONFIRMED")
        calendar.line("CLASS", content.tlp == .clear ? "PUBLIC" : "CONFIDENTIAL")
        calendar.line("END", "VEVENT")
    }
}
