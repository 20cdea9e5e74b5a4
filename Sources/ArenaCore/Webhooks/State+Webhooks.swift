/// Webhooks, what they are to tell of, and what became of it.
extension State {
    /// Whether somebody may have to be told of something.
    package var hasWebhooks: Bool { webhooks.count > 0 }

    mutating func put(_ webhook: Webhook) {
        if let old = webhooks[webhook.id]?.value, old.owner != webhook.owner {
            removeWebhook(old.id)
        }
        if webhooks[webhook.id] == nil {
            organisationIndexes.modify(webhook.owner, default: OrganisationIndex()) {
                $0.webhooks.append(webhook.id)
            }
        }
        webhooks[webhook.id] = Box(webhook)
    }

    mutating func removeWebhook(_ id: ID<Webhook>) {
        guard let webhook = webhooks[id]?.value else { return }
        webhooks[id] = nil
        deliveries[id] = nil
        if organisationIndexes[webhook.owner] != nil {
            organisationIndexes.modify(webhook.owner, default: OrganisationIndex()) {
                $0.webhooks.removeAll { $0 == id }
            }
        }
        // Nobody is left to be told.
        if webhooks.count == 0 { notices = [] }
    }

    /// Notes an attempt, and how the webhook stands after it.
    mutating func put(_ delivery: Delivery) {
        guard var webhook = webhooks[delivery.webhook]?.value else { return }
        keep(delivery)
        if !delivery.isRequested, delivery.state != .pending {
            webhook.doneThrough = max(webhook.doneThrough, delivery.notice.sequence)
        }
        if delivery.state == .delivered {
            webhook.lastSuccessAt = delivery.attemptedAt
            webhook.failingSince = nil
        } else if delivery.attempts > 0, webhook.failingSince == nil {
            webhook.failingSince = delivery.attemptedAt
        }
        webhooks[webhook.id] = Box(webhook)
    }

    mutating func keep(_ delivery: Delivery) {
        guard webhooks[delivery.webhook] != nil else { return }
        deliveries.modify(delivery.webhook, default: DeliveryLog()) { $0.put(delivery) }
    }

    /// Takes a notice of a snapshot, once.
    mutating func keep(_ notice: Notice) {
        let place = NoticePlace(notice: notice)
        notices.remove(place)
        notices.insert(place)
    }

    /// Takes the newest notice; those that are old go.
    mutating func put(_ notice: Notice) {
        notices.insert(NoticePlace(notice: notice))
        while let oldest = notices.first(where: { _ in true }),
            notices.count > Notice.countMax
                || oldest.notice.at < notice.at.adding(seconds: -Notice.lifetime)
        {
            notices.remove(oldest)
        }
    }

    /// What the effect, which is to be applied, would have webhooks tell of; nil for nothing.
    func notice(of effect: Effect) -> (kind: Notice.Kind, subject: Notice.Subject)? {
        switch effect {
        case .post(let new):
            let wasPublic = posts[new.id]?.value.state == .published
            let isPublic = new.state == .published
            let old = posts[new.id]?.value.revision
            guard wasPublic || isPublic, old != new.revision else { return nil }
            let kind: Notice.Kind =
                !isPublic ? .postWithdrawn : wasPublic ? .postUpdated : .postPublished
            return (kind, .post(new.id))
        case .event(let new):
            guard let old = events[new.id]?.value else { return (.eventCreated, .event(new.id)) }
            guard old.revision != new.revision else { return nil }
            let isCancelled = old.state == .planned && new.state == .cancelled
            return (isCancelled ? .eventCancelled : .eventUpdated, .event(new.id))
        case .membership(let new):
            let wasMember = memberships[new.key]?.value.state == .member
            let isMember = new.state == .member
            guard wasMember != isMember else { return nil }
            return (isMember ? .organisationJoined : .organisationLeft, .membership(new.key))
        case .arena(let new):
            guard let old = arenas[new.id]?.value, old.revision != new.revision else { return nil }
            return (.arenaUpdated, .arena(new.id))
        default: return nil
        }
    }

    /// The time that a notice of it may tell.
    func noticeTime(of effect: Effect, _ time: Timestamp) -> Timestamp {
        if case .post(let post) = effect, post.attribution == .chatham { return time.startOfDay }
        return time
    }
}
