import ArenaCore
import JSON

extension JSONShape {
    static let report = JSONShape(
        "Report", "What a reader flags in an experience for its curators.",
        JSONField.resource + [
            JSONField("post", .postID, readOnly: true, "The experience."),
            JSONField(
                "arena", .reference(to: "Arena"), readOnly: true, nullable: true,
                "Where it is at home; null where the caller may not see that."),
            JSONField(
                "reporter", .reference(to: "Organisation"), readOnly: true, nullable: true,
                "Who flags it."),
            reason,
            JSONField(
                "state", .choice(Report.State.self),
                "Open until a curator upholds or dismisses it.", example: "dismissed"),
            JSONField(
                "outcome", .text(min: 1, max: 5000), nullable: true,
                "What the curators tell the reporter: required when they decide.",
                example: "Navnet er fjernet."),
        ])

    static let reportDraft = JSONShape(
        "ReportDraft", "A report that is to be.",
        [
            JSONField("post", .postID, required: true, "The experience.", example: exampleID),
            reason,
        ])

    /// A report as an import brings it.
    static let reportLine = JSONShape(
        "ReportLine", report.description,
        LineType.kept + [
            JSONField("post", .postID, required: true, "The experience."),
            JSONField(
                "reporter", .reference(to: "Organisation"), required: true, "Who flags it."),
        ] + report.fields.filter { ["arena", "reason", "state", "outcome"].contains($0.name) })

    private static let reason = JSONField(
        "reason", .text(min: 1, max: 5000), required: true, "What is wrong with it.",
        example: "Nevner en kunde ved navn.")

    private static let exampleID: JSONValue = "019b76da-a800-7c3d-a1f2-b3c4d5e6f708"
}
