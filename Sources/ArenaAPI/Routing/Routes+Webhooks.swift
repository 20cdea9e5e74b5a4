import ArenaCore
import HTTP
import JSON

extension Routes {
    static let webhooks: [Route] = [
        Route(
            .get, "/v1/webhooks", "listWebhooks", for: .scope(.manage),
            "One's own webhooks; an admin's are all.",
            parameters: QueryParameter.webhooks, answers: [.list(.webhook)],
            .read(WebhookHandlers.list)),
        Route(
            .post, "/v1/webhooks", "createWebhook", for: .scope(.manage),
            "Has oneself told of what is new; the answer holds the secret that signs, this once.",
            body: .json(.webhookDraft), answers: [.created(.mintedWebhook)],
            .write(WebhookHandlers.create)),
        Route(
            .get, "/v1/webhooks/{webhook}", "getWebhook", for: .scope(.manage), "One webhook.",
            answers: [.ok(.webhook)], .read(WebhookHandlers.get)),
        Route(
            .patch, "/v1/webhooks/{webhook}", "updateWebhook", for: .scope(.manage),
            "Changes a webhook, or switches it off and on.",
            body: .patch(.webhook), answers: [.ok(.webhook)], .write(WebhookHandlers.edit)),
        Route(
            .delete, "/v1/webhooks/{webhook}", "deleteWebhook", for: .scope(.manage),
            "Removes a webhook with all that is kept of its deliveries.",
            answers: [.noContent], .write(WebhookHandlers.remove)),
        Route(
            .post, "/v1/webhooks/{webhook}/rotate-secret", "rotateWebhookSecret",
            for: .scope(.manage),
            "A new secret, this once; the old one signs beside it for a day.",
            body: .json(.nothing, required: false), answers: [.created(.mintedWebhook)],
            .write(WebhookHandlers.rotate)),
        Route(
            .post, "/v1/webhooks/{webhook}/test", "testWebhook", for: .scope(.manage),
            "Sends it a `webhook.test`.",
            body: .json(.nothing, required: false), answers: [.accepted(.delivery)],
            .write(WebhookHandlers.test)),
        Route(
            .get, "/v1/webhooks/{webhook}/deliveries", "listDeliveries", for: .scope(.manage),
            "What became of telling it, newest first: the last 500.",
            parameters: QueryParameter.deliveries, answers: [.list(.delivery)], order: .newest,
            .read(DeliveryHandlers.list)),
        Route(
            .get, "/v1/webhooks/{webhook}/deliveries/{delivery}", "getDelivery",
            for: .scope(.manage), "One delivery.",
            answers: [.ok(.delivery)], .read(DeliveryHandlers.get)),
        Route(
            .post, "/v1/webhooks/{webhook}/deliveries/{delivery}/redeliver", "redeliver",
            for: .scope(.manage), "Sends it again, under the same id.",
            body: .json(.nothing, required: false), answers: [.accepted(.delivery)],
            .write(DeliveryHandlers.again)),
        Route(
            .post, "/v1/webhooks/{webhook}/redeliver", "redeliverAll", for: .scope(.manage),
            "Sends again what was first tried in a time, oldest first.",
            body: .json(.redelivery, required: false), answers: [.accepted(.redeliveryBegun)],
            .write(DeliveryHandlers.allAgain)),
    ]
}
