import ArenaCore
import JSON

extension JSONShape {
    static let arena = JSONShape(
        "Arena", "A place to share experiences in, gathered by sector, region or role.",
        JSONField.resource + [
            JSONField(
                "name", .text(min: 1, max: 200), required: true, "Its name.",
                example: "Redning i vest"),
            JSONField(
                "slug", .slug, "Its name in addresses; made from the name where none is given.",
                example: "redning-i-vest"),
            JSONField(
                "purpose", .text(min: 1, max: 5000), required: true, "What it is for.",
                example: "Samvirke i redningstjenesten på Vestlandet."),
            JSONField("lang", .language, "The language of its texts.", example: "nb"),
        ] + JSONField.facets + joining + [
            JSONField(
                "chair", .reference(to: "Organisation"), nullable: true,
                "The curator that leads it; null where member names are not shown."),
            JSONField(
                "cosigners", .list(.reference(to: "Organisation"), max: 1000, unique: true),
                readOnly: true, nullable: true,
                "Who has co-signed the proposal; null where member names are not shown."),
            JSONField(
                "counts", .object(arenaCounts), readOnly: true,
                "How much there is, as far as the caller may see it."),
        ])

    private static let joining = [
        JSONField(
            "state", .choice(Arena.State.self), "Whether it takes posts; changed by admins."),
        JSONField("joinPolicy", .choice(Arena.JoinPolicy.self), "How organisations come in."),
        JSONField(
            "joinQuestion", .text(min: 0, max: 1000), nullable: true,
            "What those who ask to join must answer."),
        JSONField(
            "memberList", .choice(Arena.MemberList.self),
            "What others than curators learn of the members."),
        JSONField(
            "widestTlp", .label, "The widest label that a post here may carry.",
            example: "TLP:CLEAR"),
        JSONField(
            "competitionSensitive", .bool,
            "Whether members accept the charter and declare each post free of trade secrets."),
        JSONField(
            "wordList", .list(.text(min: 2, max: 100), max: 100, unique: true), nullable: true,
            "Words by which a post in an arena of competitors is held until a curator has read "
                + "it; of four letters and more also inside of words. Null for all but curators.",
            example: ["pris", "anbud"]),
        JSONField("charter", .object(charter), nullable: true, "The rules that members accept."),
    ]

    private static let charter = JSONShape(
        "Charter", "The rules of an arena.",
        [
            JSONField(
                "version", .integer(min: 1, max: Int64(Arena.Charter.versionMax)),
                "Rises with each change of the text, by itself where none is given."),
            JSONField("text", .text(min: 1, max: 20_000), required: true, "The rules."),
        ])

    private static let arenaCounts = JSONShape(
        "ArenaCounts", "How much there is in an arena.",
        [
            JSONField(
                "members", .integer(min: 0, max: .max), readOnly: true, nullable: true, "Members."),
            JSONField("posts", .integer(min: 0, max: .max), readOnly: true, "Published posts."),
            JSONField("events", .integer(min: 0, max: .max), readOnly: true, "Events."),
        ])

    static let merger = JSONShape(
        "Merger", "What an arena is to become part of.",
        [
            JSONField(
                "into", .reference(to: "Arena"), required: true,
                "The arena that stays, by id or slug.", example: "redning-i-vest")
        ])

    /// A body that says nothing.
    static let nothing = JSONShape("Nothing", "No fields.", [])
}
