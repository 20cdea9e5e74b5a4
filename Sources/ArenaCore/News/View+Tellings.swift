/// What somebody may be told of a notice, as things stand (PRODUCT §4).
package struct Telling: Sendable {
    package let kind: Notice.Kind
    package let at: Timestamp
    package var post: Post?
    package var event: Event?
    package var arena: Arena?
    package var organisation: ID<Organisation>?
    /// Whether content may be told, and not only ids.
    package var hasContent = true

    init(_ kind: Notice.Kind, _ notice: Notice) {
        self.kind = kind
        at = notice.at
    }
}

/// What is wanted of what could be told; an empty list narrows nothing.
package struct TellingFilter: Sendable {
    package var events: [Notice.Kind]
    package var arenas: [ID<Arena>]

    package init(events: [Notice.Kind] = [], arenas: [ID<Arena>] = []) {
        self.events = events
        self.arenas = arenas
    }
}

extension View {
    /// The number of the newest notice.
    package var newestNotice: UInt64 { state.notices.newest }

    /// Whether the number is of this server and all notices above it are there.
    package func hasNotices(after sequence: UInt64) -> Bool {
        sequence >= state.notices.floor && sequence <= newestNotice | (Notice.lineMax - 1)
    }

    package func notices(after sequence: UInt64) -> some Sequence<Notice> {
        state.notices.after(sequence)
    }

    /// What the viewer may be told by webhook or stream; nil where it asked not to hear of it, or
    /// may not.
    package func telling(of notice: Notice, _ filter: TellingFilter) -> Telling? {
        guard let kind = notice.kind else { return nil }
        let telling: Telling?
        var arenas: [ID<Arena>] = []
        switch notice.subject {
        case .post(let id):
            arenas = state.posts[id]?.value.arenas ?? []
            telling = self.telling(of: notice, kind, on: id)
        case .event(let id):
            arenas = state.events[id].map { [$0.value.arena] } ?? []
            telling = event(id).flatMap { self.telling(of: notice, kind, on: $0) }
        case .arena(let id):
            arenas = [id]
            telling = arena(id).map { arena in
                var telling = Telling(kind, notice)
                telling.arena = arena
                return telling
            }
        case .membership(let key):
            arenas = [key.arena]
            telling = self.telling(of: notice, kind, in: key)
        default: telling = nil
        }
        guard let telling else { return nil }
        if !filter.events.isEmpty, !filter.events.contains(telling.kind) { return nil }
        if !filter.arenas.isEmpty, !arenas.contains(where: filter.arenas.contains) { return nil }
        return telling
    }

    private func telling(of notice: Notice, _ kind: Notice.Kind, on id: ID<Post>) -> Telling? {
        guard let post = state.posts[id]?.value else { return nil }
        if post.state == .published, sees(post) {
            // It has come back since, of which there is a notice of its own.
            if kind == .postWithdrawn { return nil }
            if post.audience.tlp == .amberStrict { return nil }
            var telling = Telling(kind, notice)
            telling.post = post
            telling.hasContent = post.audience.tlp <= .green
            return telling
        }
        // Who could read it before hears that it is gone and nothing more; nobody else does.
        // Of one that was taken back since there is a notice of its own.
        let isTakenAway = kind == .postUpdated && post.state == .published
        guard isTakenAway || kind == .postWithdrawn,
            couldSee(post, where: { $0.audience.tlp != .amberStrict })
        else { return nil }
        var telling = Telling(.postWithdrawn, notice)
        telling.post = post
        telling.hasContent = false
        return telling
    }

    /// Whether the viewer may read the post as it was when it was last public for it, in a revision
    /// that `counts`.
    func couldSee(_ post: Post, where counts: (Post) -> Bool) -> Bool {
        (state.earlierPosts[post.id] ?? []).contains { box in
            var shown = box.value
            guard shown.state == .published, counts(shown) else { return false }
            shown.author = post.author
            return sees(shown)
        }
    }

    private func telling(of notice: Notice, _ kind: Notice.Kind, on event: Event) -> Telling? {
        let label = event.content.tlp
        if label == .amberStrict { return nil }
        var telling = Telling(kind, notice)
        telling.event = event
        telling.hasContent = label <= .green
        return telling
    }

    private func telling(of notice: Notice, _ kind: Notice.Kind, in key: Membership.Key)
        -> Telling?
    {
        guard let arena = arena(key.arena), organisation(key.organisation) != nil,
            let membership = membership(of: key.organisation, in: arena),
            (membership.state == .member) == (kind == .organisationJoined)
        else { return nil }
        var telling = Telling(kind, notice)
        telling.arena = arena
        telling.organisation = key.organisation
        return telling
    }
}
