import ArenaCore

/// The parameters of each list.
extension QueryParameter {
    private static let paging: [QueryParameter] = [limit, cursor, count, updatedAfter]

    static let organisations =
        paging + facets + [
            QueryParameter(
                "kind", .choice(Organisation.Kind.allCases.map(\.rawValue)), repeats: true,
                "Any of these kinds."),
            QueryParameter(
                "state", .choice(Organisation.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states."),
            words, sort([.name, .createdAt, .updatedAt]),
        ]

    static let arenas =
        paging + facets + [
            QueryParameter(
                "state", .choice(Arena.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states; open ones where none is named."),
            words, sort([.name, .createdAt, .updatedAt]),
        ]

    static let memberships =
        paging + [
            QueryParameter(
                "state", .choice(Membership.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states."),
            sort([.createdAt, .updatedAt]),
        ]

    static let revisions = paging

    static let tokens =
        paging + [
            QueryParameter("organisation", .reference, "Whose tokens: for admins.")
        ]

    static let reports =
        paging + [
            QueryParameter(
                "state", .choice(Report.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states."),
            QueryParameter("arena", .reference, repeats: true, "Any of these arenas."),
        ]

    static let releases =
        paging + [
            QueryParameter(
                "state", .choice(ReleaseRequest.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states.")
        ]

    static let queue = paging

    static let webhooks = paging

    static let deliveries =
        paging + [
            QueryParameter(
                "state", .choice(Delivery.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states.")
        ]

    static let privacy = [
        QueryParameter(
            "email", .text(max: 254), "An address, wherever it stands: for admins."),
        QueryParameter("organisation", .reference, "An organisation; `me` is one's own."),
    ]

    static let audit =
        paging + [
            QueryParameter(
                "action", .text(max: 100), repeats: true,
                "Any of these actions, such as `post.hidden`."),
            QueryParameter(
                "organisation", .reference, repeats: true,
                "By any of these organisations; `me` is one's own."),
            QueryParameter("arena", .reference, repeats: true, "In any of these arenas."),
            QueryParameter("resource", .reference, repeats: true, "On any of these, by id."),
            QueryParameter("requestId", .text(max: 128), "By this request: for admins."),
            QueryParameter("before", .timestamp, "Before then."),
        ]

    static let adoptions = paging + [sort([.createdAt, .updatedAt])]

    static let comments =
        paging + [
            QueryParameter(
                "state", .choice(Post.Comment.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states; published ones where none is named."),
            sort([.createdAt, .updatedAt]),
        ]

    static let followUps =
        paging + [
            QueryParameter(
                "state", .choice(FollowUp.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states."),
            QueryParameter(
                "overdue", .boolean,
                "Only those that are open and were to be done before today, or the others."),
            sort([.createdAt, .updatedAt]),
        ]

    static let postsOfArena =
        paging + [
            QueryParameter(
                "author", .reference, repeats: true,
                "Any of these organisations; `me` is one's own."
            ),
            QueryParameter("tag", .text(max: 100), repeats: true, "Any of these tags."),
            QueryParameter(
                "context", .choice(Post.Context.allCases.map(\.rawValue)), repeats: true,
                "Any of these contexts."),
            QueryParameter(
                "outcome", .choice(Post.Outcome.allCases.map(\.rawValue)), repeats: true,
                "Any of these outcomes."),
            QueryParameter(
                "tlp", .choice(TLP.allCases.map(\.label)), repeats: true,
                "Any of these labels; a plus is written %2B."),
            QueryParameter(
                "basedOn", .reference, repeats: true, "Based on any of these experiences."),
            QueryParameter(
                "state", .choice(Post.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states; published ones where none is named."),
            QueryParameter("pinned", .boolean, "Only those that are pinned, or are not."),
            QueryParameter("featured", .boolean, "Only those that are featured, or are not."),
            QueryParameter("publishedAfter", .timestamp, "Published then or later."),
            QueryParameter("publishedBefore", .timestamp, "Published before then."),
            words, sort([.publishedAt, .updatedAt, .title]),
        ]

    static let posts =
        postsOfArena + facets + [
            QueryParameter("arena", .reference, repeats: true, "In any of these arenas.")
        ]

    static let eventsOfArena =
        paging + [
            QueryParameter(
                "state", .choice(Event.State.allCases.map(\.rawValue)), repeats: true,
                "Any of these states."),
            QueryParameter(
                "kind", .choice(Event.Kind.allCases.map(\.rawValue)), repeats: true,
                "Any of these kinds."),
            QueryParameter(
                "tlp", .choice(TLP.allCases.map(\.label)), repeats: true,
                "Any of these labels; a plus is written %2B."),
            QueryParameter("startsAfter", .timestamp, "Beginning then or later."),
            QueryParameter("startsBefore", .timestamp, "Beginning before then."),
            words, sort([.startsAt, .updatedAt, .title]),
        ]

    static let events =
        eventsOfArena + facets + [
            QueryParameter("arena", .reference, repeats: true, "In any of these arenas.")
        ]

    static let attendees = paging + [sort([.createdAt, .updatedAt])]

    static let stream = [
        QueryParameter(
            "since", .integer(0...Int64.max), "Behind this event; `Last-Event-ID` comes first."),
        QueryParameter(
            "event", .choice(Notice.Kind.allCases.filter { $0 != .test }.map(\.rawValue)),
            repeats: true, "Only these kinds of event."),
        QueryParameter("arena", .reference, repeats: true, "Only what is in these arenas."),
    ]

    static let changes = [
        QueryParameter(
            "after", .integer(0...Int64.max), "The `seq` of the last line; 0 for all there is."),
        QueryParameter(
            "limit", .integer(1...Int64.max),
            "About how many lines; 1000 where none is given, more than 10000 are lowered to that."),
        QueryParameter(
            "wait", .integer(0...60), "How many seconds to wait for a line where there is none."),
    ]

    /// Of a feed, in whose words the language is chosen too.
    static let feed =
        [limit, cursor] + facets + [
            QueryParameter("arena", .reference, repeats: true, "In any of these arenas."),
            QueryParameter("tag", .text(max: 100), repeats: true, "Any of these tags."), words,
        ]

    static let calendar =
        [limit, cursor] + facets + [
            QueryParameter("arena", .reference, repeats: true, "In any of these arenas."),
            QueryParameter(
                "kind", .choice(Event.Kind.allCases.map(\.rawValue)), repeats: true,
                "Any of these kinds."), words,
        ]

    static let match =
        facets + [
            QueryParameter("limit", .integer(1...200), "How many arenas; 20 where none is given.")
        ]

    static let barometer =
        facets + [
            QueryParameter("arena", .reference, repeats: true, "In any of these arenas."),
            QueryParameter(
                "kind", .choice(Organisation.Kind.allCases.map(\.rawValue)), repeats: true,
                "By organisations of any of these kinds."),
            QueryParameter("from", .integer(1970...9999), "The first year."),
            QueryParameter("to", .integer(1970...9999), "The last year."),
            QueryParameter(
                "groupBy", .choice(BarometerFilter.Grouping.allCases.map(\.rawValue)),
                "What to compare."),
        ]

    static let skip = QueryParameter(
        "skip", .integer(0...Int64.max),
        "How many lines to leave out: those that came before a cut, of what If-Match names.")

    static let imports = [
        QueryParameter(
            "mode", .choice(Importer.Mode.allCases.map(\.rawValue)),
            "Whether what is there is changed, as by default, or refused."),
        QueryParameter(
            "atomic", .boolean, "Whether nothing is kept where a line fails: 422 then."),
    ]

    static let erasedPosts = QueryParameter(
        "posts", .choice(["keep", "delete"]),
        "What becomes of its experiences: kept without an author, or deleted.")

    static let purge = QueryParameter(
        "purge", .boolean, "Removes the arena and all that is in it: for admins.")

    static let reason = QueryParameter("reason", .text(max: 2000), "Why, for the one it concerns.")
}
