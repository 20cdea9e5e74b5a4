import ArenaCore
import JSON

extension JSONShape {
    static let post = JSONShape(
        "Post", "A shared experience.",
        JSONField.resource + [
            JSONField(
                "publishedAt", .timestamp, readOnly: true,
                "When it was shared; of a Chatham House post the day."),
            JSONField("arena", .reference(to: "Arena"), readOnly: true, "Where it was shared."),
            JSONField(
                "author", .reference(to: "Organisation"), readOnly: true, nullable: true,
                "Who shared it; null where that must not be known."),
        ] + told + audience + [
            JSONField(
                "lessonStatus", .text(min: 0, max: 100), readOnly: true, nullable: true,
                "How far the lesson has come.")
        ] + curated(isReadOnly: false) + [
            JSONField(
                "counts", .object(postCounts), readOnly: true,
                "How much hangs on it, as far as the caller may see it.")
        ])

    static let postDraft = JSONShape(
        "PostDraft", "An experience to be shared.",
        told + audience + curated(isReadOnly: true) + [
            JSONField(
                "author", .reference(to: "Organisation"), nullable: true,
                "Who shares it, where an admin posts for an organisation."),
            JSONField(
                "declaration", .bool,
                "That it holds no prices, terms, customers, volumes, tenders or future plans; "
                    + "asked for where the arena is competition-sensitive."),
        ])

    static let sharedPost = JSONShape(
        "SharedPost", "An experience as it was shared.",
        post.fields + [warnings])

    /// Beside what was posted.
    static let warnings = JSONField(
        "warnings", .list(.object(warning), max: 10, unique: false), readOnly: true,
        "What its author should know.")

    private static let warning = JSONShape(
        "Warning", "What an author should know.",
        [
            JSONField("code", .text(min: 1, max: 100), readOnly: true, "A stable code."),
            JSONField("detail", .text(min: 1, max: 1000), readOnly: true, "In words."),
            JSONField(
                "organisations", .list(.reference(to: "Organisation"), max: 500, unique: true),
                readOnly: true, "The organisations that it is about."),
        ])

    private static let told = [
        JSONField(
            "title", .text(min: 1, max: 300), required: true, "What it is about.",
            example: "Nødstrøm i 72 timer"),
        JSONField(
            "body", .text(min: 1, max: 100_000), required: true, "The experience, in Markdown.",
            example: "Vi øvde på **72 timer** uten strøm."),
        JSONField("lang", .language, "The language of its texts.", example: "nb"),
        JSONField("context", .choice(Post.Context.self), nullable: true, "Where it comes from."),
        JSONField("outcome", .choice(Post.Outcome.self), nullable: true, "How it went."),
        JSONField(
            "innovationTypes", .codes(.innovationTypes), "What sort of innovation it was."),
        JSONField("drivers", .codes(.drivers), "What drove it."),
        JSONField("values", .codes(.values), "What it was good for."),
        JSONField("origin", .choice(Post.Origin.self), "Who did it first."),
        JSONField(
            "collaborators", .list(.object(collaborator), max: 100, unique: false),
            "Who took part."),
        JSONField(
            "basedOn", .list(.object(source), max: 100, unique: true),
            "The experiences that it builds on."),
        JSONField("lesson", .object(lesson), nullable: true, "What was learned."),
        JSONField(
            "tags", .list(.text(min: 1, max: 100), max: 50, unique: true), "Free words.",
            example: ["aggregat"]),
    ]

    private static let audience = [
        JSONField(
            "tlp", .label,
            "Who may see it; required unless the organisation has a default.",
            example: "TLP:CLEAR"),
        JSONField(
            "attribution", .choice(Post.Attribution.self), nullable: true,
            "Whether its author is named; fixed once it is shared."),
        JSONField(
            "exclude", .list(.reference(to: "Organisation"), max: 500, unique: true),
            nullable: true, "Organisations that must not see it; shown to its author only."),
        JSONField(
            "alsoIn", .list(.reference(to: "Arena"), max: 20, unique: true),
            "Further arenas that show it by reference."),
    ]

    private static func curated(isReadOnly: Bool) -> [JSONField] {
        [
            JSONField(
                "state", .choice(Post.State.self), readOnly: isReadOnly,
                "Held, hidden and released by curators; retracted by DELETE."),
            JSONField(
                "reason", .text(min: 1, max: 2000), readOnly: isReadOnly, nullable: true,
                "Why a curator held or hid it."),
            JSONField("pinned", .bool, readOnly: isReadOnly, "Whether curators have pinned it."),
            JSONField(
                "featured", .bool, readOnly: isReadOnly, "Whether curators have featured it."),
        ]
    }

    private static let collaborator = JSONShape(
        "Collaborator", "Someone who took part.",
        [
            JSONField(
                "kind", .code(.collaborators),
                "What sort of party it is; other where nothing is said."),
            JSONField(
                "organisation", .reference(to: "Organisation"), nullable: true,
                "The organisation, where it is one of Arena's."),
            JSONField("name", .text(min: 1, max: 200), nullable: true, "Its name."),
        ])

    private static let source = JSONShape(
        "Source", "An experience that another builds on.",
        [
            JSONField("post", .postID, required: true, "The id of the experience."),
            JSONField(
                "kind", .choice(Post.Reuse.self),
                "How it was used; inspired where nothing is said."),
        ])

    private static let lesson = JSONShape(
        "Lesson", "What was learned.",
        ["observation", "discussion", "conclusion", "recommendation"].map {
            JSONField($0, .text(min: 1, max: 20_000), nullable: true, "The \($0), in Markdown.")
        })

    private static let postCounts = JSONShape(
        "PostCounts", "How much hangs on an experience.",
        [
            JSONField("comments", .integer(min: 0, max: .max), readOnly: true, "Comments."),
            JSONField("adoptions", .integer(min: 0, max: .max), readOnly: true, "Adoptions."),
            JSONField(
                "basedOnThis", .integer(min: 0, max: .max), readOnly: true,
                "Experiences based on this one."),
        ])
}
