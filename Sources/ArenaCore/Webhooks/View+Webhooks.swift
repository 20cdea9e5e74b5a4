/// What narrows a list of deliveries; an empty list narrows nothing.
package struct DeliveryFilter: Sendable {
    package var states: [Delivery.State] = []
    package var updatedAfter: Timestamp?

    package init() {}
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
        for notice in state.notices.after(through) {
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

    /// What the webhook is told; nil where it asked not to hear of it, or its owner may not.
    private func telling(of notice: Notice, to webhook: Webhook) -> Telling? {
        if case .webhook(let id) = notice.subject {
            return id == webhook.id ? Telling(.test, notice) : nil
        }
        return telling(
            of: notice, TellingFilter(events: webhook.events, arenas: webhook.arenas))
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
            count + state.notices.count(after: webhook.doneThrough)
        }
    }
}
