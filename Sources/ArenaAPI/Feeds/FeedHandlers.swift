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
        return call.feed("application/feed+json", changedAt: feed.updatedAt, json.bytes)
    }

    private static func feed(_ call: Call) -> PostFeed {
        let page = call.view.posts(PostFilter(call.query, call.view), call.page)
        for post in page.items { call.view.noteReading(of: post) }
        return PostFeed(call, page, next: page.next.map { call.address(after: $0) })
    }
}
