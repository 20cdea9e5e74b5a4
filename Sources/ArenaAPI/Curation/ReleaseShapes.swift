import ArenaCore
import JSON

extension JSONShape {
    static let release = JSONShape(
        "ReleaseRequest", "A reader's wish that the author give an experience a wider label.",
        JSONField.resource + [
            JSONField("post", .postID, readOnly: true, "The experience."),
            JSONField(
                "requester", .reference(to: "Organisation"), readOnly: true, nullable: true,
                "Who asks."),
            JSONField("tlp", .label, readOnly: true, "The label that is asked for."),
            reason,
            JSONField(
                "state", .choice(ReleaseRequest.State.self),
                "Open until the author grants or refuses it, or the asker withdraws it. What is "
                    + "granted is done at once.", example: "granted"),
            JSONField(
                "outcome", .text(min: 1, max: 5000), nullable: true,
                "What the author answers: required to refuse.", example: "Gjerne."),
        ])

    static let releaseDraft = JSONShape(
        "ReleaseDraft", "A release request that is to be.",
        [
            JSONField(
                "tlp", .label, required: true, "The label that is asked for: a wider one.",
                example: "TLP:GREEN"), reason,
        ])

    /// A request as an import brings it.
    static let releaseLine = JSONShape(
        "ReleaseLine", release.description,
        LineType.kept + [
            JSONField("post", .postID, required: true, "The experience."),
            JSONField("requester", .reference(to: "Organisation"), required: true, "Who asks."),
            JSONField("tlp", .label, required: true, "The label that is asked for."),
        ] + release.fields.filter { ["reason", "state", "outcome"].contains($0.name) })

    private static let reason = JSONField(
        "reason", .text(min: 1, max: 5000), required: true, "What it is wanted for.",
        example: "Vi vil vise den til nabokommunen.")
}
