import ArenaCore
import JSON

extension JSONShape {
    static let comment = JSONShape(
        "Comment", "What an organisation says about an experience, for those it is for.",
        JSONField.resource + [
            JSONField("post", .postID, readOnly: true, "The experience."),
            JSONField(
                "author", .reference(to: "Organisation"), readOnly: true, nullable: true,
                "Who says it; null where that must not be known."),
            body, lang, tlp,
            JSONField(
                "state", .choice(Post.Comment.State.self),
                "Published, or held or hidden by a curator, who gives a reason.",
                example: "published"),
            JSONField(
                "reason", .text(min: 1, max: 2000), nullable: true,
                "Why it is held or hidden: for its author, curators and admins."),
        ])

    static let commentDraft = JSONShape(
        "CommentDraft", "A comment that is to be.",
        [
            body, lang,
            JSONField(
                "author", .reference(to: "Organisation"), nullable: true,
                "Who says it, where an admin writes for an organisation."),
        ])

    static let sharedComment = JSONShape(
        "SharedComment", "A comment as it was taken.", comment.fields + [warnings])

    /// A comment as an import brings it.
    static let commentLine = JSONShape(
        "CommentLine", comment.description,
        LineType.kept + [
            JSONField("post", .postID, required: true, "The experience."),
            JSONField(
                "author", .reference(to: "Organisation"), required: true, nullable: true,
                "Who says it."),
            LineType.audience,
        ] + comment.fields.filter { ["body", "lang", "tlp", "state", "reason"].contains($0.name) })

    private static let body = JSONField(
        "body", .text(min: 1, max: 10_000), required: true, "What is said, in Markdown.",
        example: "Hos oss gikk det likedan.")

    private static let lang = JSONField(
        "lang", .language, "The language of the text; nb where none is given.", example: "nb")

    private static let tlp = JSONField(
        "tlp", .label, readOnly: true, "The stricter label of what the experience had then and has."
    )
}
