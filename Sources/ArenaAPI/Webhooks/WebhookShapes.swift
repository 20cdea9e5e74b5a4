import ArenaCore
import JSON

extension JSONShape {
    static let webhook = JSONShape(
        "Webhook", "Where an organisation is told of what is new.",
        JSONField.resource + [owner(isReadOnly: true)] + told + [
            JSONField(
                "disabledReason", .text(min: 1, max: 100), readOnly: true, nullable: true,
                "Why it is disabled: `by-owner`, `gone` where the receiver answered 410, or "
                    + "`failing` where nothing arrived for five days."),
            JSONField(
                "lastSuccessAt", .timestamp, readOnly: true, nullable: true,
                "When something last arrived."),
            JSONField(
                "failingSince", .timestamp, readOnly: true, nullable: true,
                "Since when nothing arrives."),
        ])

    static let webhookDraft = JSONShape(
        "WebhookDraft", "A webhook that is to be.", told + [owner(isReadOnly: false)])

    static let mintedWebhook = JSONShape(
        "MintedWebhook", "A webhook with its secret, shown this once.",
        webhook.fields + [
            JSONField(
                "secret", .text(min: 50, max: 50), readOnly: true, nullable: true, secret: true,
                "What signs its deliveries (Standard Webhooks 1.0), shown this once; null where "
                    + "the answer is repeated, and in a dry run, which makes none.")
        ])

    static let delivery = JSONShape(
        "Delivery", "What became of telling a webhook of something.",
        [
            JSONField(
                "id", .text(min: 20, max: 20), readOnly: true,
                "The header `webhook-id` of every attempt."),
            JSONField("type", .choice(Notice.Kind.self), readOnly: true, "What it tells of."),
            JSONField("createdAt", .timestamp, readOnly: true, "When it was first tried."),
            JSONField("state", .choice(Delivery.State.self), readOnly: true, "How far it is."),
            JSONField(
                "requested", .bool, readOnly: true, "Whether it was asked for, outside the order."),
            JSONField("attempts", .integer(min: 0, max: 100), readOnly: true, "How many so far."),
            JSONField(
                "attemptedAt", .timestamp, readOnly: true, nullable: true, "The last attempt."),
            JSONField(
                "nextAttemptAt", .timestamp, readOnly: true, nullable: true,
                "The next attempt; null where there is none, or at once."),
            JSONField(
                "status", .integer(min: 100, max: 999), readOnly: true, nullable: true,
                "Of the answer to the last attempt."),
            JSONField(
                "error", .text(min: 0, max: 1000), readOnly: true, nullable: true,
                "Why there was no answer."),
            JSONField(
                "durationMs", .integer(min: 0, max: 1 << 53), readOnly: true, nullable: true,
                "How long the last attempt took."),
            JSONField(
                "answer", .text(min: 0, max: 4096), readOnly: true, nullable: true,
                "The first kilobyte of the answer."),
        ])

    static let redelivery = JSONShape(
        "Redelivery", "Which deliveries are to be sent again.",
        [
            JSONField("since", .timestamp, nullable: true, "First tried then or later."),
            JSONField("until", .timestamp, nullable: true, "First tried before then."),
            JSONField(
                "state", .choice(["delivered", "failed"]), nullable: true,
                "Those alone; all that are done with where nothing is said.", example: "failed"),
        ])

    static let redeliveryBegun = JSONShape(
        "RedeliveryBegun", "What is sent again.",
        [
            JSONField(
                "count", .integer(min: 0, max: 1 << 53), readOnly: true, "How many deliveries.")
        ])

    private static let told = [
        JSONField(
            "url", .url, required: true,
            "Where to send to: https, on a port and an address that everybody can reach.",
            example: "https://example.org/arena"),
        JSONField(
            "events",
            .list(
                .choice(Notice.Kind.allCases.filter { $0 != .test }.map(\.rawValue)), max: 20,
                unique: true),
            "What to tell of; all where there is none.", example: ["post.published"]),
        JSONField(
            "arenas", .list(.reference(to: "Arena"), max: 100, unique: true),
            "What happens there alone; everywhere where there is none."),
        JSONField(
            "state", .choice(Webhook.State.self),
            "Active ones are told. One that is switched on again goes on with what it has missed.",
            example: "active"),
    ]

    private static func owner(isReadOnly: Bool) -> JSONField {
        JSONField(
            "organisation", .reference(to: "Organisation"), readOnly: isReadOnly, nullable: true,
            isReadOnly ? "Whose it is." : "Whose it is; for admins, who have none themselves.")
    }
}
