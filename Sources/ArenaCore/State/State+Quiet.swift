extension State {
    /// The tables that a new post leaves as they are, kept by one reference: every attempt to
    /// write copies the state, and counts up what it holds. A write to one of them copies its way,
    /// so that long lists in order stand beside them.
    struct Quiet: Sendable {
        var vocabularies = Vocabularies.builtIn
        var organisations = TrieMap<ID<Organisation>, Box<Organisation>>()
        var tokens = TrieMap<ID<Token>, Box<Token>>()
        var tokenByHash = TrieMap<Digest, ID<Token>>()
        var arenas = TrieMap<ID<Arena>, Box<Arena>>()
        var memberships = TrieMap<Membership.Key, Box<Membership>>()
        var earlierPosts = TrieMap<ID<Post>, [Box<Post>]>()
        var adoptions = TrieMap<Adoption.Key, Box<Adoption>>()
        var organisationByNumber = TrieMap<String, ID<Organisation>>()
        var adminTokens: [ID<Token>] = []
        var arenaOrder = OrderedIndex<NameKey<Arena>>()
        /// Present and former slugs. An invite-only arena may share its slug with one that others
        /// see, so that no clash tells of it (DECISIONS §8).
        var arenasBySlug = TrieMap<String, [ID<Arena>]>()
        /// Where an arena is that was merged into another.
        var mergedArenas = TrieMap<ID<Arena>, ID<Arena>>()
        var unpublished = Timeline<TimeKey<Post>>()
        var comments = PostMatters<Post.Comment>()
        var followUps = PostMatters<FollowUp>()
        var events = TrieMap<ID<Event>, Box<Event>>()
        var attendances = TrieMap<Attendance.Key, Box<Attendance>>()
        var attendees = TrieMap<ID<Event>, OrderedIndex<TimeKey<Organisation>>>()
        var eventOrder = EventOrder()
        var reports = PostMatters<Report>()
        var releases = PostMatters<ReleaseRequest>()
        /// What waits for curators and admins, oldest first.
        var waiting = OrderedIndex<WaitingKey>()
        var webhooks = TrieMap<ID<Webhook>, Box<Webhook>>()
        var deliveries = TrieMap<ID<Webhook>, DeliveryLog>()
        var adopters = TrieMap<ID<Post>, OrderedIndex<ID<Organisation>>>()
        var replies = TrieMap<Digest, Box<KeptReply>>()
        var repliesOfPosts = TrieMap<ID<Post>, [Digest]>()
    }
}

extension State {
    var organisations: TrieMap<ID<Organisation>, Box<Organisation>> {
        _read { yield quiet.organisations }
        set { quiet.organisations = newValue }
    }

    var tokens: TrieMap<ID<Token>, Box<Token>> {
        _read { yield quiet.tokens }
        set { quiet.tokens = newValue }
    }

    var tokenByHash: TrieMap<Digest, ID<Token>> {
        _read { yield quiet.tokenByHash }
        set { quiet.tokenByHash = newValue }
    }

    var arenas: TrieMap<ID<Arena>, Box<Arena>> {
        _read { yield quiet.arenas }
        set { quiet.arenas = newValue }
    }

    var memberships: TrieMap<Membership.Key, Box<Membership>> {
        _read { yield quiet.memberships }
        set { quiet.memberships = newValue }
    }

    var vocabularies: Vocabularies {
        _read { yield quiet.vocabularies }
        set { quiet.vocabularies = newValue }
    }

    var earlierPosts: TrieMap<ID<Post>, [Box<Post>]> {
        _read { yield quiet.earlierPosts }
        set { quiet.earlierPosts = newValue }
    }

    var adoptions: TrieMap<Adoption.Key, Box<Adoption>> {
        _read { yield quiet.adoptions }
        set { quiet.adoptions = newValue }
    }

    var organisationByNumber: TrieMap<String, ID<Organisation>> {
        _read { yield quiet.organisationByNumber }
        set { quiet.organisationByNumber = newValue }
    }

    var adminTokens: [ID<Token>] {
        _read { yield quiet.adminTokens }
        set { quiet.adminTokens = newValue }
    }

    var arenaOrder: OrderedIndex<NameKey<Arena>> {
        _read { yield quiet.arenaOrder }
        set { quiet.arenaOrder = newValue }
    }

    var arenasBySlug: TrieMap<String, [ID<Arena>]> {
        _read { yield quiet.arenasBySlug }
        set { quiet.arenasBySlug = newValue }
    }

    var mergedArenas: TrieMap<ID<Arena>, ID<Arena>> {
        _read { yield quiet.mergedArenas }
        set { quiet.mergedArenas = newValue }
    }

    var unpublished: Timeline<TimeKey<Post>> {
        _read { yield quiet.unpublished }
        set { quiet.unpublished = newValue }
    }

    var comments: PostMatters<Post.Comment> {
        _read { yield quiet.comments }
        set { quiet.comments = newValue }
    }

    var followUps: PostMatters<FollowUp> {
        _read { yield quiet.followUps }
        set { quiet.followUps = newValue }
    }

    var events: TrieMap<ID<Event>, Box<Event>> {
        _read { yield quiet.events }
        set { quiet.events = newValue }
    }

    var attendances: TrieMap<Attendance.Key, Box<Attendance>> {
        _read { yield quiet.attendances }
        set { quiet.attendances = newValue }
    }

    var attendees: TrieMap<ID<Event>, OrderedIndex<TimeKey<Organisation>>> {
        _read { yield quiet.attendees }
        set { quiet.attendees = newValue }
    }

    var eventOrder: EventOrder {
        _read { yield quiet.eventOrder }
        set { quiet.eventOrder = newValue }
    }

    var reports: PostMatters<Report> {
        _read { yield quiet.reports }
        set { quiet.reports = newValue }
    }

    var releases: PostMatters<ReleaseRequest> {
        _read { yield quiet.releases }
        set { quiet.releases = newValue }
    }

    var webhooks: TrieMap<ID<Webhook>, Box<Webhook>> {
        _read { yield quiet.webhooks }
        set { quiet.webhooks = newValue }
    }

    var deliveries: TrieMap<ID<Webhook>, DeliveryLog> {
        _read { yield quiet.deliveries }
        set { quiet.deliveries = newValue }
    }

    var waiting: OrderedIndex<WaitingKey> {
        _read { yield quiet.waiting }
        set { quiet.waiting = newValue }
    }

    var adopters: TrieMap<ID<Post>, OrderedIndex<ID<Organisation>>> {
        _read { yield quiet.adopters }
        set { quiet.adopters = newValue }
    }

    var replies: TrieMap<Digest, Box<KeptReply>> {
        _read { yield quiet.replies }
        set { quiet.replies = newValue }
    }

    var repliesOfPosts: TrieMap<ID<Post>, [Digest]> {
        _read { yield quiet.repliesOfPosts }
        set { quiet.repliesOfPosts = newValue }
    }
}
