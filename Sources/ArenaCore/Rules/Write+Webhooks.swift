/// What an owner decides about a webhook.
package struct WebhookDraft: Sendable {
    package var url: String
    package var events: [Notice.Kind] = []
    package var arenas: [ID<Arena>] = []
    package var state = Webhook.State.active

    package init(url: String) {
        self.url = url
    }
}

extension Write {
    /// Has the organisation told of what is new from now on. `secret` is random and known to nobody
    /// else.
    package mutating func createWebhook(
        _ draft: WebhookDraft, for owner: ID<Organisation>, secret: String
    ) throws(Refusal) -> Webhook {
        try mustManage(owner)
        let count = state.organisationIndexes[owner]?.webhooks.count ?? 0
        guard count < limits.webhooksPerOrganisationMax else {
            throw Refusal(.tooMany, values: ["max": String(limits.webhooksPerOrganisationMax)])
        }
        var webhook = Webhook(
            id: nextID(), createdAt: now, owner: owner, url: draft.url,
            secret: .init(secret), after: Notice.first(at: state.position + 2) - 1)
        webhook.events = draft.events
        webhook.arenas = draft.arenas
        webhook.state = draft.state
        note("webhook.create", .webhook(webhook))
        return webhook
    }

    /// The owner changes it, and switches it off and on: it goes on with what it has missed.
    package mutating func edit(_ webhook: Webhook, _ draft: WebhookDraft)
        throws(Refusal) -> Webhook
    {
        try mustManage(webhook.owner)
        var edited = webhook
        edited.url = draft.url
        edited.events = draft.events
        edited.arenas = draft.arenas
        if draft.state != webhook.state {
            edited.state = draft.state
            edited.disabledReason = draft.state == .disabled ? "by-owner" : nil
            edited.failingSince = nil
        }
        if edited == webhook { return webhook }
        edited.revision += 1
        edited.updatedAt = now
        // What waits for its next attempt is tried at once where something is mended.
        if edited.state == .active { hasten(webhook.id) }
        note("webhook.update", .webhook(edited))
        return edited
    }

    private mutating func hasten(_ id: ID<Webhook>) {
        for pending in state.deliveries[id]?.pending ?? [] {
            var delivery = pending
            delivery.nextAttemptAt = nil
            note("webhook.update", .delivery(delivery))
        }
    }

    /// Another secret in the place of the present one, which signs beside it for a day.
    package mutating func rotateSecret(of webhook: Webhook, to secret: String)
        throws(Refusal) -> Webhook
    {
        try mustManage(webhook.owner)
        var rotated = webhook
        var former = webhook.secrets[0]
        former.until = now.adding(seconds: Webhook.overlapSeconds)
        // Three at once would only be wanted by whoever has lost two.
        rotated.secrets = [.init(secret), former]
        rotated.revision += 1
        rotated.updatedAt = now
        note("webhook.rotate", .webhook(rotated))
        return rotated
    }

    package mutating func remove(_ webhook: Webhook) throws(Refusal) {
        try mustManage(webhook.owner)
        note("webhook.delete", .webhookRemoved(webhook.id))
    }

    /// Sends the webhook a test, outside the order.
    package mutating func test(_ webhook: Webhook) throws(Refusal) -> Delivery {
        try mustManage(webhook.owner)
        guard webhook.state == .active else { throw Refusal(.illegalStateChange) }
        let notice = Notice(
            sequence: Notice.first(at: state.position + 1), at: now, verb: .created,
            subject: .webhook(webhook.id), kind: .test)
        let delivery = Delivery(
            webhook: webhook.id, notice: notice, createdAt: now, isRequested: true)
        note("webhook.test", .delivery(delivery))
        return delivery
    }

    /// Sends it again under its old name, outside the order.
    package mutating func redeliver(_ deliveries: [Delivery], of webhook: Webhook)
        throws(Refusal) -> [Delivery]
    {
        try mustManage(webhook.owner)
        guard webhook.state == .active else { throw Refusal(.illegalStateChange) }
        let again = deliveries.filter { $0.state != .pending }.map { delivery in
            var again = Delivery(
                webhook: webhook.id, notice: delivery.notice, createdAt: delivery.createdAt,
                isRequested: true)
            again.attemptedAt = delivery.attemptedAt
            return again
        }
        for one in again { note("webhook.redeliver", .delivery(one)) }
        return again
    }

    /// Notes what came of an attempt; for the server itself.
    package mutating func record(_ delivery: Delivery) {
        guard state.webhooks[delivery.webhook] != nil else { return }
        noteByServer("webhook.deliver", .delivery(delivery))
    }

    /// Tells a webhook no more, and why; for the server itself.
    package mutating func disable(_ id: ID<Webhook>, because reason: String) {
        guard var webhook = state.webhooks[id]?.value, webhook.state == .active else { return }
        webhook.state = .disabled
        webhook.disabledReason = reason
        webhook.revision += 1
        webhook.updatedAt = now
        noteByServer("webhook.disable", .webhook(webhook))
    }
}
