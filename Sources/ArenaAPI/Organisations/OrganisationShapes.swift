import ArenaCore
import JSON

extension JSONShape {
    static let organisation = JSONShape(
        "Organisation", "An organisation that works with preparedness.",
        JSONField.resource + [
            JSONField(
                "name", .text(min: 1, max: 200), required: true, "Its name.",
                example: "Bergen brannvesen"),
            JSONField(
                "kind", .choice(Organisation.Kind.self), required: true, "What sort it is.",
                example: "public"),
            JSONField(
                "orgNumber", .orgNumber, nullable: true,
                "Nine digits with a mod-11 check digit; unique.", example: "974760673"),
        ] + JSONField.facets + [
            JSONField(
                "industry", .industry, nullable: true, "A section of SN2007 or SN2025.",
                example: "SN2007:O"),
            JSONField("about", .text(min: 0, max: 5000), nullable: true, "What it does."),
            JSONField("website", .url, nullable: true, "Its address on the web."),
            JSONField(
                "contact", .mailbox, nullable: true,
                "A function mailbox, shown to fellow members only."),
            JSONField("lang", .language, "The language of its texts.", example: "nb"),
            JSONField(
                "defaultTlp", .label, nullable: true,
                "The label of posts that name none; shown to itself only."),
            JSONField(
                "defaultAttribution", .choice(Post.Attribution.self), nullable: true,
                "Whether posts that say nothing are named; shown to itself only."),
            JSONField(
                "walls", .list(.reference(to: "Organisation"), max: 500, unique: true),
                nullable: true,
                "Organisations that must not see its posts; shown to itself only."),
            JSONField(
                "state", .choice(Organisation.State.self),
                "Whether it may act; changed by admins."),
        ])

    static let registeredOrganisation = JSONShape(
        "RegisteredOrganisation", "An organisation with its first token, shown this once.",
        organisation.fields + [
            JSONField(
                "token", .text(min: 42, max: 42), readOnly: true, nullable: true,
                secret: true,
                "The token's text, shown this once; null where the answer is repeated, and in a "
                    + "dry run, which makes none.")
        ])
}
