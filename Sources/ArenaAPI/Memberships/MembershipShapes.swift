import ArenaCore
import JSON

extension JSONShape {
    static let membership = JSONShape(
        "Membership", "What an organisation is to an arena.",
        JSONField.resource + [
            JSONField("arena", .reference(to: "Arena"), readOnly: true, "The arena."),
            JSONField(
                "organisation", .reference(to: "Organisation"), readOnly: true,
                "The organisation."),
            JSONField("state", .choice(Membership.State.self), "What it has come to."),
            JSONField("curator", .bool, "Whether it curates the arena."),
        ] + said + [
            JSONField(
                "answer", .text(min: 0, max: 5000), readOnly: true, nullable: true,
                "What it answered to the join question; shown to curators and itself."),
            JSONField(
                "reason", .text(min: 0, max: 2000), nullable: true,
                "Why it was decided so; shown to curators and itself."),
            JSONField(
                "charterVersion", .integer(min: 1, max: 1 << 31), readOnly: true, nullable: true,
                "The charter that it has accepted."),
        ])

    /// What the server keeps of it may come back as it was read (DECISIONS §20).
    static let joinRequest = JSONShape(
        "JoinRequest", "What an organisation says when it joins.",
        membership.fields.filter {
            !["roles", "roleTitle", "answer", "charterVersion"].contains($0.name)
        }
        .map { JSONField($0.name, $0.kind, readOnly: true, nullable: true, $0.description) }
            + said + [
                JSONField(
                    "answer", .text(min: 0, max: 5000), nullable: true,
                    "The answer to the arena's join question."),
                JSONField(
                    "charterVersion", .integer(min: 1, max: 1 << 31), nullable: true,
                    "The version of the charter that it accepts."),
            ])

    private static let said = [
        JSONField(
            "roles", .codes(.roles), "Codes of /v1/vocabularies/roles.",
            example: ["beredskapsleder"]),
        JSONField(
            "roleTitle", .text(min: 0, max: 200), nullable: true,
            "The role in the organisation's own words."),
    ]
}
