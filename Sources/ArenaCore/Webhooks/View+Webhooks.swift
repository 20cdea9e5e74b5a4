/// What narrows a list of deliveries; an empty list narrows nothing.
package struct DeliveryFilter: Sendable {
    package var states: [Delivery.State] = []
    package var updatedAfter: Timestamp?

    package init() {}
}

/// What a webhook's owner may be told of a notice, as things stand (PRODUCT §4).
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

extension View {
    /// Webhooks are their owner's affair, by a token that reaches everywhere, and admins'.
    package func webhook(_ id: ID<Webhook>) -> Webhook? {
        guard let found = state.webhooks[id]?.value, seesPrivate(of: found.owner) else {
            return nil
        }
        return found
    }

    /// The viewer's own webhooks; an admin's are all.
    package var ownWebhooks: [Webhook] {
        let ids =
            viewer.isAdmin
            ? state.webhooks.values.map(\.value.id)
            : viewer.organisation.flatMap { state.organisationIndexes[$0]?.webhooks } ?? []
        return ids.compactMap(webhook)
    }

    package func delivery(_ sequence: UInt64, of webhook: Webhook) -> Delivery? {
        state.deliveries[webhook.id]?[sequence]
    }

    /// All that is kept of what became of them, oldest first.
    package func deliveries(of webhook: Webhook) -> [Delivery] {
        Array((state.deliveries[webhook.id] ?? DeliveryLog()).all)
    }

    /// Newest first by default.
    package func deliveries(
        of webhook: Webhook, _ filter: DeliveryFilter, _ request: PageRequest
    ) -> Page<Delivery> {
        let found = deliveries(of: webhook).filter { delivery in
            if !filter.states.isEmpty, !filter.states.contains(delivery.state) { return false }
            guard let start = filter.updatedAfter else { return true }
            return start < delivery.attemptedAt ?? delivery.createdAt
        }
        return Page(request, sorting: found) { SortPosition(sequence: $0.notice.sequence) }
    }

    /// What the webhook is to be told next: nothing, something now, or at a later time.
    package enum NextDelivery: Sendable {
        /// It is done with everything up to there.
        case nothing(through: UInt64)
        case now(Delivery, Telling)
        /// It is told of nothing, and done with.
        case pass(Delivery)
        case later(Timestamp)
    }

    /// What is asked for comes first; all else in order, each after the one before it is done with.
    package func nextDelivery(for webhook: Webhook, after done: UInt64) -> NextDelivery {
        let owner = View(state, viewer: viewer(of: webhook), now: now)
        let pending = state.deliveries[webhook.id]?.pending ?? []
        if let delivery = pending.first(where: { isDue($0) }) {
            guard let telling = owner.telling(of: delivery.notice, to: webhook) else {
                return .pass(delivery)
            }
            return .now(delivery, telling)
        }
        let next = pending.compactMap(\.nextAttemptAt).min()
        // Order is kept among those that nobody asked for.
        if let next, pending.contains(where: { !$0.isRequested }) { return .later(next) }
        var through = max(done, webhook.doneThrough)
        for place in state.notices.ascending(above: .of(through)) {
            let notice = place.notice
            through = notice.sequence
            guard let telling = owner.telling(of: notice, to: webhook) else { continue }
            return .now(Delivery(webhook: webhook.id, notice: notice, createdAt: now), telling)
        }
        return next.map { .later($0) } ?? .nothing(through: through)
    }

    private func isDue(_ delivery: Delivery) -> Bool {
        delivery.nextAttemptAt.map { $0 <= now } ?? true
    }

    private func viewer(of webhook: Webhook) -> Viewer {
        Viewer(
            standing: .organisation(webhook.owner), token: nil, scopes: [], arenas: nil,
            isActive: state.organisations[webhook.owner]?.value.state == .active)
    }

    /// What the viewer may be told; nil where it asked not to hear of it, or may not.
    private func telling(of notice: Notice, to webhook: Webhook) -> Telling? {
        let telling: Telling?
        var arenas: [ID<Arena>] = []
        switch notice.subject {
        case .post(let id):
            arenas = state.posts[id]?.value.arenas ?? []
            telling = self.telling(of: notice, on: id)
        case .event(let id):
            arenas = state.events[id].map { [$0.value.arena] } ?? []
            telling = event(id).flatMap { self.telling(of: notice, on: $0) }
        case .arena(let id):
            arenas = [id]
            telling = arena(id).map { arena in
                var telling = Telling(notice.kind, notice)
                telling.arena = arena
                return telling
            }
        case .membership(let key):
            arenas = [key.arena]
            telling = self.telling(of: notice, in: key)
        case .webhook(let id):
            return id == webhook.id ? Telling(notice.kind, notice) : nil
        }
        guard let telling else { return nil }
        if !webhook.events.isEmpty, !webhook.events.contains(telling.kind) { return nil }
        if !webhook.arenas.isEmpty, !arenas.contains(where: webhook.arenas.contains) { return nil }
        return telling
    }

    private func telling(of notice: Notice, on id: ID<Post>) -> Telling? {
        guard let post = state.posts[id]?.value else { return nil }
        if post.state == .published, sees(post) {
            // It has come back since, of which there is a notice of its own.
            if notice.kind == .postWithdrawn { return nil }
            if post.audience.tlp == .amberStrict { return nil }
            var telling = Telling(notice.kind, notice)
            telling.post = post
            telling.hasContent = post.audience.tlp <= .green
            return telling
        }
        // Who could read it before hears that it is gone and nothing more; nobody else does.
        // Of one that was taken back since there is a notice of its own.
        let isTakenAway = notice.kind == .postUpdated && post.state == .published
        guard isTakenAway || notice.kind == .postWithdrawn, couldSee(post) else { return nil }
        var telling = Telling(.postWithdrawn, notice)
        telling.post = post
        telling.hasContent = false
        return telling
    }

    private func telling(of notice: Notice, on event: Event) -> Telling? {
        let label = event.content.tlp
        if label == .amberStrict { return nil }
        var telling = Telling(notice.kind, notice)
        telling.event = event
        telling.hasContent = label <= .green
        return telling
    }

    /// Whether the viewer may read the post as it was when it was last public for it.
    private func couldSee(_ post: Post) -> Bool {
        (state.earlierPosts[post.id] ?? []).contains { box in
            var shown = box.value
            guard shown.state == .published, shown.audience.tlp != .amberStrict else {
                return false
            }
            shown.author = post.author
            return sees(shown)
        }
    }

    private func telling(of notice: Notice, in key: Membership.Key) -> Telling? {
        guard let arena = arena(key.arena), organisation(key.organisation) != nil,
            let membership = membership(of: key.organisation, in: arena),
            (membership.state == .member) == (notice.kind == .organisationJoined)
        else { return nil }
        var telling = Telling(notice.kind, notice)
        telling.arena = arena
        telling.organisation = key.organisation
        return telling
    }

    /// All active webhooks: for whoever delivers.
    package var activeWebhooks: [Webhook] {
        state.webhooks.values.map(\.value).filter { $0.state == .active }
    }

    /// Since when the webhook has had no success; for whoever delivers.
    package func failingSince(_ id: ID<Webhook>) -> Timestamp? {
        state.webhooks[id]?.value.failingSince
    }

    /// How many notices they are not done with, all together.
    package var undeliveredCount: Int {
        activeWebhooks.reduce(0) { count, webhook in
            count + state.notices.count
                - state.notices.count(below: .of(webhook.doneThrough + 1))
        }
    }
}
