import ArenaCore
import HTTP
import JSON

extension Routes {
    static let feeds: [Route] = [
        Route(
            .get, "/feeds/posts.atom", "getPostsAtom", for: .anyone,
            "The newest experiences as Atom: without a token those that are TLP:CLEAR.",
            parameters: QueryParameter.feed,
            answers: [
                Answer(
                    status: 200,
                    content: .other(
                        mediaType: "application/atom+xml", description: "Atom 1.0 (RFC 4287)."))
            ], order: .newest, .read(FeedHandlers.atom)),
        Route(
            .get, "/feeds/posts.json", "getPostsJSONFeed", for: .anyone,
            "The same as JSON Feed.",
            parameters: QueryParameter.feed,
            answers: [
                Answer(
                    status: 200,
                    content: .other(
                        mediaType: "application/feed+json", description: "JSON Feed 1.1."))
            ], order: .newest, .read(FeedHandlers.json)),
        Route(
            .get, "/feeds/events.ics", "getEventsCalendar", for: .anyone,
            "Events as a calendar, the latest first: without a token those that are TLP:CLEAR.",
            parameters: QueryParameter.calendar, answers: calendar, order: .latest,
            .read(FeedHandlers.calendar)),
        Route(
            .get, "/feeds/events/{event}.ics", "getEventCalendar", for: .anyone,
            "One event as a calendar.", answers: calendar, .read(FeedHandlers.event)),
    ]
    private static let calendar = [
        Answer(
            status: 200,
            content: .other(mediaType: "text/calendar", description: "iCalendar (RFC 5545)."))
    ]
}
