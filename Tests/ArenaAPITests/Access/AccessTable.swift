/// Who gets what, written from PRODUCT §4 and §5 and DECISIONS.
///
/// Columns: anonymous, pending, suspended, expired token, token narrowed to another arena, active
/// organisation, member, curator, author, admin.
enum AccessTable {
    private static let everyone = [200, 200, 200, 401, 200, 200, 200, 200, 200, 200]

    // Of the label; of GREEN and AMBER what one may not see is not there.
    private static let readClear = [200, 200, 200, 401, 200, 200, 200, 200, 200, 200]
    private static let readGreen = [404, 404, 404, 401, 404, 200, 200, 200, 200, 200]
    private static let readAmber = [404, 404, 404, 401, 404, 404, 200, 200, 200, 200]

    static let rows: [AccessRow] =
        service + organisations + tokens + arenas + members + posts
        + adoptions + attached + events + curation + webhooks

    private static let service = [
        AccessRow("getService", "/v1", nil, everyone),
        AccessRow("getMe", "/v1/me", nil, [401, 200, 200, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow("listVocabularies", "/v1/vocabularies", nil, everyone),
        AccessRow("getVocabulary", "/v1/vocabularies/roles", nil, everyone),
        AccessRow(
            "createTerm", "/v1/vocabularies/roles",
            #"{"code":"ny-rolle","names":{"nb":"Ny","en":"New"}}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 201]),
        AccessRow("getTerm", "/v1/vocabularies/roles/kriseleder", nil, everyone),
        AccessRow(
            "updateTerm", "/v1/vocabularies/roles/kriseleder", #"{"names":{"en":"Leader"}}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow("matchArenas", "/v1/match", nil, everyone),
        AccessRow("getBarometer", "/v1/barometer", nil, everyone),
        AccessRow("getPostsAtom", "/feeds/posts.atom", nil, everyone),
        AccessRow("getPostsJSONFeed", "/feeds/posts.json", nil, everyone),
        AccessRow("getEventsCalendar", "/feeds/events.ics", nil, everyone),
        AccessRow("followChanges", "/v1/changes", nil, everyone),
        AccessRow("followStream", "/v1/stream", nil, everyone),
        AccessRow("getHealth", "/healthz", nil, everyone),
        AccessRow("getReadiness", "/readyz", nil, everyone),
        AccessRow("getMetrics", "/metrics", nil, everyone),
        AccessRow("getOpenAPI", "/openapi.json", nil, everyone),
        AccessRow(
            "exportAll", "/v1/export", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "importLines", "/v1/import", "{}",
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "listSnapshots", "/v1/snapshots", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "createSnapshot", "/v1/snapshots", "{}",
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 202]),
        AccessRow(
            "exportPrivate", "/v1/privacy/export?email=a@example.org", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "eraseContact", "/v1/privacy/erase", #"{"email":"a@example.org"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
    ]

    private static let attached = [
        AccessRow(
            "listComments", "/v1/posts/<post>/comments", nil, readClear, readGreen, readAmber),
        AccessRow(
            "createComment", "/v1/posts/<post>/comments", #"{"body":"Likedan hos oss."}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 201, 422],
            [401, 403, 403, 401, 404, 201, 201, 201, 201, 422],
            [401, 403, 403, 401, 404, 404, 201, 201, 201, 422]),
        AccessRow(
            "createComment", "/v1/posts/<post>/comments", #"{"body":"Ja.","author":"<own>"}"#,
            [401, 403, 403, 401, 403, 201, 422, 422, 422, 201],
            [401, 403, 403, 401, 404, 201, 422, 422, 422, 201],
            [401, 403, 403, 401, 404, 404, 422, 422, 422, 422]),
        AccessRow("getComment", "/v1/comments/<comment>", nil, readGreen),
        AccessRow(
            "updateComment", "/v1/comments/<comment>", #"{"body":"Nei."}"#,
            [401, 403, 403, 401, 404, 403, 403, 403, 200, 200]),
        AccessRow(
            "updateComment", "/v1/comments/<comment>", #"{"state":"hidden","reason":"x"}"#,
            [401, 403, 403, 401, 404, 403, 403, 200, 403, 200]),
        AccessRow(
            "deleteComment", "/v1/comments/<comment>", nil,
            [401, 403, 403, 401, 404, 403, 403, 403, 204, 204]),
        AccessRow(
            "listPostFollowUps", "/v1/posts/<post>/follow-ups", nil, readClear, readGreen,
            readAmber),
        AccessRow(
            "createFollowUp", "/v1/posts/<post>/follow-ups", #"{"action":"Øve."}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 201, 422],
            [401, 403, 403, 401, 404, 201, 201, 201, 201, 422],
            [401, 403, 403, 401, 404, 404, 201, 201, 201, 422]),
        AccessRow(
            "listFollowUps", "/v1/follow-ups", nil,
            [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow("getFollowUp", "/v1/follow-ups/<follow-up>", nil, readAmber),
        AccessRow(
            "updateFollowUp", "/v1/follow-ups/<follow-up>", #"{"state":"validated"}"#,
            [401, 403, 403, 401, 404, 404, 403, 403, 200, 200]),
        AccessRow(
            "deleteFollowUp", "/v1/follow-ups/<follow-up>", nil,
            [401, 403, 403, 401, 404, 404, 403, 403, 204, 204]),
    ]

    // One is GREEN; who comes to it is the author, and the arena shows its members' names.
    private static let events = [
        AccessRow("listArenaEvents", "/v1/arenas/<home>/events", nil, everyone),
        AccessRow("listEvents", "/v1/events", nil, everyone),
        AccessRow(
            "createEvent", "/v1/arenas/<home>/events",
            #"{"title":"Øvelse","startsAt":"2026-05-01T09:00:00Z","tlp":"TLP:GREEN"}"#,
            [401, 403, 403, 401, 403, 403, 403, 201, 403, 201]),
        AccessRow("getEvent", "/v1/events/<event>", nil, readGreen),
        AccessRow("getEventCalendar", "/feeds/events/<event>.ics", nil, readGreen),
        AccessRow(
            "updateEvent", "/v1/events/<event>", #"{"title":"Ny"}"#,
            [401, 403, 403, 401, 404, 403, 403, 200, 403, 200]),
        AccessRow(
            "deleteEvent", "/v1/events/<event>", nil,
            [401, 403, 403, 401, 404, 403, 403, 204, 403, 204]),
        AccessRow("listAttendees", "/v1/events/<event>/attendees", nil, readGreen),
        AccessRow("getAttendee", "/v1/events/<event>/attendees/<author>", nil, readGreen),
        AccessRow(
            "putAttendee", "/v1/events/<event>/attendees/me", #"{"persons":2}"#,
            [401, 403, 403, 401, 404, 201, 201, 201, 200, 404]),
        AccessRow(
            "putAttendee", "/v1/events/<event>/attendees/<author>", #"{"persons":2}"#,
            [401, 403, 403, 401, 404, 403, 403, 403, 200, 200]),
        AccessRow(
            "deleteAttendee", "/v1/events/<event>/attendees/<author>", nil,
            [401, 403, 403, 401, 404, 403, 403, 204, 204, 204]),
    ]

    // Its owner is the author.
    private static let webhooks = [
        AccessRow(
            "listWebhooks", "/v1/webhooks", nil,
            [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow(
            "createWebhook", "/v1/webhooks", #"{"url":"https://example.org/"}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 201, 422]),
        AccessRow(
            "createWebhook", "/v1/webhooks",
            #"{"url":"https://example.org/","organisation":"<author>"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 201, 201]),
        AccessRow("getWebhook", "/v1/webhooks/<webhook>", nil, ownWebhook(200)),
        AccessRow(
            "updateWebhook", "/v1/webhooks/<webhook>", #"{"state":"disabled"}"#,
            ownWebhook(200)),
        AccessRow("deleteWebhook", "/v1/webhooks/<webhook>", nil, ownWebhook(204)),
        AccessRow(
            "rotateWebhookSecret", "/v1/webhooks/<webhook>/rotate-secret", "{}",
            ownWebhook(201)),
        AccessRow("testWebhook", "/v1/webhooks/<webhook>/test", "{}", ownWebhook(202)),
        AccessRow("listDeliveries", "/v1/webhooks/<webhook>/deliveries", nil, ownWebhook(200)),
        AccessRow(
            "getDelivery", "/v1/webhooks/<webhook>/deliveries/<delivery>", nil,
            ownWebhook(200)),
        AccessRow(
            "redeliver", "/v1/webhooks/<webhook>/deliveries/<delivery>/redeliver", "{}",
            ownWebhook(202)),
        AccessRow(
            "redeliverAll", "/v1/webhooks/<webhook>/redeliver", "{}", ownWebhook(202)),
    ]

    private static func ownWebhook(_ status: Int) -> [Int] {
        [401, 403, 403, 401, 404, 404, 404, 404, status, status]
    }

    private static let curation = [
        AccessRow(
            "listReports", "/v1/reports", nil,
            [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow(
            "createReport", "/v1/reports", #"{"post":"<post>","reason":"Feil."}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 422, 403],
            [401, 403, 403, 401, 422, 201, 201, 201, 422, 403],
            [401, 403, 403, 401, 422, 422, 201, 201, 422, 403]),
        AccessRow(
            "getReport", "/v1/reports/<report>", nil,
            [401, 403, 403, 401, 404, 404, 404, 200, 404, 200]),
        AccessRow(
            "updateReport", "/v1/reports/<report>", #"{"state":"dismissed","outcome":"x"}"#,
            [401, 403, 403, 401, 404, 404, 404, 200, 404, 200]),
        AccessRow(
            "listPostReleaseRequests", "/v1/posts/<post>/release-requests", nil,
            [401, 403, 403, 401, 200, 200, 200, 200, 200, 200],
            [401, 403, 403, 401, 404, 200, 200, 200, 200, 200],
            [401, 403, 403, 401, 404, 404, 200, 200, 200, 200]),
        AccessRow(
            "createReleaseRequest", "/v1/posts/<post>/release-requests",
            #"{"tlp":"TLP:CLEAR","reason":"For naboen."}"#,
            [401, 403, 403, 401, 403, 422, 422, 422, 422, 403],
            [401, 403, 403, 401, 404, 201, 201, 201, 422, 403],
            [401, 403, 403, 401, 404, 404, 201, 201, 422, 403]),
        AccessRow(
            "listReleaseRequests", "/v1/release-requests", nil,
            [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow(
            "getReleaseRequest", "/v1/release-requests/<release>", nil,
            [401, 403, 403, 401, 404, 404, 404, 404, 200, 200]),
        AccessRow(
            "updateReleaseRequest", "/v1/release-requests/<release>",
            #"{"state":"refused","outcome":"Nei."}"#,
            [401, 403, 403, 401, 404, 404, 404, 404, 200, 200]),
        AccessRow(
            "mergeArena", "/v1/arenas/home/merge", #"{"into":"other"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "getQueue", "/v1/queue", nil, [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow(
            "getAudit", "/v1/audit", nil, [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
    ]

    private static let organisations = [
        AccessRow("listOrganisations", "/v1/organisations", nil, everyone),
        AccessRow(
            "createOrganisation", "/v1/organisations", #"{"name":"N","kind":"public"}"#,
            [201, 201, 201, 401, 201, 201, 201, 201, 201, 201]),
        AccessRow("getOrganisation", "/v1/organisations/<target>", nil, everyone),
        AccessRow(
            "getOrganisation", "/v1/organisations/<pending>", nil,
            [404, 200, 404, 401, 404, 404, 404, 404, 404, 200]),
        AccessRow(
            "updateOrganisation", "/v1/organisations/<author>", #"{"about":"x"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 200, 200]),
        AccessRow(
            "updateOrganisation", "/v1/organisations/<author>", #"{"state":"suspended"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "updateOrganisation", "/v1/organisations/me", #"{"about":"x"}"#,
            [401, 403, 403, 401, 403, 200, 200, 200, 200, 404]),
        AccessRow(
            "deleteOrganisation", "/v1/organisations/<author>", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 204, 204]),
    ]

    private static let tokens = [
        AccessRow(
            "listTokens", "/v1/tokens", nil,
            [401, 403, 403, 401, 200, 200, 200, 200, 200, 200]),
        AccessRow(
            "createToken", "/v1/tokens", #"{"name":"t","scopes":["read"]}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 201, 422]),
        AccessRow(
            "createToken", "/v1/tokens", #"{"name":"t","scopes":["admin"]}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 201]),
        AccessRow(
            "createToken", "/v1/tokens",
            #"{"name":"t","scopes":["read"],"organisation":"<target>"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 201]),
        AccessRow(
            "getToken", "/v1/tokens/<token>", nil,
            [401, 404, 404, 401, 404, 404, 404, 404, 200, 200]),
        AccessRow(
            "deleteToken", "/v1/tokens/<token>", nil,
            [401, 403, 403, 401, 404, 404, 404, 404, 204, 204]),
        AccessRow(
            "rotateToken", "/v1/tokens/<token>/rotate", "{}",
            [401, 403, 403, 401, 404, 404, 404, 404, 201, 201]),
    ]

    private static let arenas = [
        AccessRow("listArenas", "/v1/arenas", nil, everyone),
        AccessRow(
            "createArena", "/v1/arenas", #"{"name":"N","purpose":"p"}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 201, 201]),
        AccessRow("getArena", "/v1/arenas/home", nil, everyone),
        AccessRow(
            "getArena", "/v1/arenas/proposed", nil,
            [404, 404, 404, 401, 404, 200, 200, 200, 200, 200]),
        AccessRow(
            "getArena", "/v1/arenas/invited", nil,
            [404, 404, 404, 401, 404, 404, 404, 404, 404, 200]),
        AccessRow(
            "updateArena", "/v1/arenas/home", #"{"purpose":"x"}"#,
            [401, 403, 403, 401, 403, 403, 403, 200, 403, 200]),
        AccessRow(
            "updateArena", "/v1/arenas/home", #"{"state":"archived"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 200]),
        AccessRow(
            "deleteArena", "/v1/arenas/home", nil,
            [401, 403, 403, 401, 403, 403, 403, 204, 403, 204]),
        AccessRow(
            "deleteArena", "/v1/arenas/home?purge=true", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 204]),
        AccessRow(
            "putCosigner", "/v1/arenas/proposed/cosigners/me", nil,
            [401, 403, 403, 401, 404, 200, 200, 200, 409, 404]),
        AccessRow(
            "deleteCosigner", "/v1/arenas/proposed/cosigners/me", nil,
            [401, 403, 403, 401, 404, 404, 404, 404, 404, 404]),
    ]

    private static let members = [
        AccessRow("listMembers", "/v1/arenas/home/members", nil, everyone),
        AccessRow(
            "listMembers", "/v1/arenas/invited/members", nil,
            [404, 404, 404, 401, 404, 404, 404, 404, 404, 200]),
        AccessRow("getMember", "/v1/arenas/home/members/<target>", nil, everyone),
        AccessRow(
            "putMember", "/v1/arenas/home/members/me", nil,
            [401, 403, 403, 401, 403, 201, 200, 200, 200, 404]),
        AccessRow(
            "putMember", "/v1/arenas/home/members/<own>", nil,
            [401, 403, 403, 401, 403, 201, 403, 201, 403, 201]),
        AccessRow(
            "putMember", "/v1/arenas/invited/members/me", nil,
            [401, 403, 403, 401, 404, 404, 404, 404, 404, 404]),
        AccessRow(
            "updateMember", "/v1/arenas/home/members/<target>", #"{"curator":true}"#,
            [401, 403, 403, 401, 403, 403, 403, 200, 403, 200]),
        AccessRow(
            "deleteMember", "/v1/arenas/home/members/<target>", nil,
            [401, 403, 403, 401, 403, 403, 403, 204, 403, 204]),
        AccessRow(
            "deleteMember", "/v1/arenas/home/members/me", nil,
            [401, 403, 403, 401, 403, 404, 204, 409, 204, 404]),
    ]

    private static let posts = [
        AccessRow("listArenaPosts", "/v1/arenas/home/posts", nil, everyone),
        AccessRow("listPosts", "/v1/posts", nil, everyone),
        AccessRow(
            "createPost", "/v1/arenas/home/posts", #"{"title":"t","body":"b","tlp":"TLP:GREEN"}"#,
            [401, 403, 403, 401, 403, 403, 201, 201, 201, 422]),
        AccessRow(
            "createPost", "/v1/arenas/home/posts",
            #"{"title":"t","body":"b","tlp":"TLP:GREEN","author":"<target>"}"#,
            [401, 403, 403, 401, 403, 422, 422, 422, 422, 201]),
        AccessRow(
            "createPost", "/v1/arenas/home/posts", #"{"title":"t","body":"b","tlp":"TLP:RED"}"#,
            [401, 403, 403, 401, 422, 422, 422, 422, 422, 422]),
        AccessRow("getPost", "/v1/posts/<post>", nil, readClear, readGreen, readAmber),
        AccessRow(
            "listPostRevisions", "/v1/posts/<post>/revisions", nil, readClear, readGreen,
            readAmber),
        AccessRow(
            "updatePost", "/v1/posts/<post>", #"{"title":"x"}"#,
            [401, 403, 403, 401, 403, 403, 403, 403, 200, 200],
            [401, 403, 403, 401, 404, 403, 403, 403, 200, 200],
            [401, 403, 403, 401, 404, 404, 403, 403, 200, 200]),
        AccessRow(
            "updatePost", "/v1/posts/<post>", #"{"pinned":true}"#,
            [401, 403, 403, 401, 403, 403, 403, 200, 403, 200],
            [401, 403, 403, 401, 404, 403, 403, 200, 403, 200],
            [401, 403, 403, 401, 404, 404, 403, 200, 403, 200]),
        AccessRow(
            "updatePost", "/v1/posts/<post>", #"{"tlp":"TLP:RED"}"#,
            [401, 403, 403, 401, 403, 403, 403, 422, 422, 422],
            [401, 403, 403, 401, 404, 403, 403, 422, 422, 422],
            [401, 403, 403, 401, 404, 404, 403, 422, 422, 422]),
        AccessRow(
            "deletePost", "/v1/posts/<post>", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 204, 204],
            [401, 403, 403, 401, 404, 403, 403, 403, 204, 204],
            [401, 403, 403, 401, 404, 404, 403, 403, 204, 204]),
    ]

    private static let adoptions = [
        AccessRow(
            "listAdoptions", "/v1/posts/<post>/adoptions", nil, readClear, readGreen, readAmber),
        AccessRow(
            "getAdoption", "/v1/posts/<post>/adoptions/<target>", nil, readClear, readGreen,
            readAmber),
        AccessRow(
            "putAdoption", "/v1/posts/<post>/adoptions/me", #"{"kind":"adapted"}"#,
            [401, 403, 403, 401, 403, 201, 201, 201, 422, 404],
            [401, 403, 403, 401, 404, 201, 201, 201, 422, 404],
            [401, 403, 403, 401, 404, 404, 201, 201, 422, 404]),
        AccessRow(
            "deleteAdoption", "/v1/posts/<post>/adoptions/<target>", nil,
            [401, 403, 403, 401, 403, 403, 403, 403, 403, 204],
            [401, 403, 403, 401, 404, 403, 403, 403, 403, 204],
            [401, 403, 403, 401, 404, 404, 403, 403, 403, 204]),
    ]
}
