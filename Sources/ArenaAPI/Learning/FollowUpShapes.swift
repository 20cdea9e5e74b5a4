import ArenaCore
import JSON

extension JSONShape {
    static let followUp = JSONShape(
        "FollowUp", "What one organisation does about the lesson of an experience.",
        JSONField.resource + [
            JSONField("post", .postID, readOnly: true, "The experience."),
            JSONField(
                "organisation", .reference(to: "Organisation"), readOnly: true, nullable: true,
                "Whose it is; null where that must not be known."),
        ] + told)

    static let followUpDraft = JSONShape(
        "FollowUpDraft", "A follow-up that is to be.",
        told + [
            JSONField(
                "organisation", .reference(to: "Organisation"), nullable: true,
                "Whose it is, where an admin writes for an organisation.")
        ])

    /// A follow-up as an import brings it.
    static let followUpLine = JSONShape(
        "FollowUpLine", followUp.description,
        LineType.kept + [
            JSONField("post", .postID, required: true, "The experience."),
            JSONField(
                "organisation", .reference(to: "Organisation"), required: true, nullable: true,
                "Whose it is."),
            LineType.audience,
        ] + told)

    private static let told = [
        JSONField(
            "action", .text(min: 1, max: 2000), required: true, "What is to be done.",
            example: "Øve varslingen hvert kvartal."),
        JSONField(
            "ownerRole", .text(min: 1, max: 200), nullable: true,
            "The role that sees to it: no person's name.", example: "beredskapskoordinator"),
        JSONField("due", .date, nullable: true, "The day by which it is to be done."),
        JSONField(
            "state", .choice(FollowUp.State.self),
            "How far it has come. A validated one makes a lesson learned of one identified.",
            example: "open"),
        JSONField(
            "evidence", .text(min: 1, max: 5000), nullable: true, "What shows that it works."),
    ]
}
