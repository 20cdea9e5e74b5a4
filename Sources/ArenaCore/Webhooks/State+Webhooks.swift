/// Webhooks, and what became of telling them.
extension State {
    /// Whether a webhook may have to be told of something.
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
}
