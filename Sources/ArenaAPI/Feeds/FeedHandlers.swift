import ArenaCore
import HTTP
import JSON

enum FeedHandlers {
    /// Of posts as Atom.
    static func atom(_ call: Call) throws(Refusal) -> HTTPResponse {
        let feed = feed(call)
        return call.feed(
            "application/atom+xml; charset=utf-8", changedAt: feed.updatedAt,
            Array(AtomFeed(feed, call.view).text.utf8))
    }

    /// The same as JSON.
    static func json(_ call: Call) throws(Refusal) -> HTTPResponse {
        let feed = feed(call)
        var json = JSONWriter(capacity: 2048 * (feed.posts.count + 1))
        JSONFeed.write(feed, call.view, to: &json)
        json.newline()
        return call.feed("application/feed+json", changedAt: feed.updatedAt, json.finish())
    }

    /// Of events as iCalendar: what is latest comes first, so that what is left out of a long
    /// one is over.
    static func calendar(_ call: Call) throws(Refusal) -> HTTPResponse {
        var request = call.page
        if call.query.first("limit") == nil { request.limit = calendarLimit }
        let page = call.view.events(EventFilter(call.query, call.view), request)
        let next = page.next.map { "<\(call.address(after: $0))>; rel=\"next\"" }
        return calendar(call, page.items, next)
    }

    /// Of one event.
    static func event(_ call: Call) throws(Refusal) -> HTTPResponse {
        calendar(call, [try call.event(in: call.view)])
    }

    // Programs that subscribe to calendars follow no links.
    private static let calendarLimit = 1000

    private static func calendar(_ call: Call, _ events: [Event], _ next: String? = nil)
        -> HTTPResponse
    {
        for event in events { call.view.noteReading(of: event) }
        return call.feed(
            "text/calendar; charset=utf-8; method=PUBLISH", links: [next].compactMap { $0 },
            changedAt: events.map(\.updatedAt).max() ?? Timestamp(milliseconds: 0),
            EventCalendar(call, events).calendar.bytes)
    }

    private static func feed(_ call: Call) -> PostFeed {
        let page = call.view.posts(PostFilter(call.query, call.view), call.page)
        for post in page.items { call.view.noteReading(of: post) }
        return PostFeed(call, page, next: page.next.map { call.address(after: $0) })
    }
}
