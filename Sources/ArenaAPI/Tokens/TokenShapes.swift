import ArenaCore
import JSON

extension JSONShape {
    static let token = JSONShape(
        "Token", "A credential; its text is shown once, when it is made.",
        JSONField.resource + fields(isDraft: false) + [
            JSONField(
                "lastUsedAt", .timestamp, readOnly: true, nullable: true,
                "When it was last used, to the hour."),
            JSONField("hint", .text(min: 4, max: 4), readOnly: true, "Its last four characters."),
        ])

    static let tokenDraft = JSONShape("TokenDraft", "A token to be made.", fields(isDraft: true))

    static let mintedToken = JSONShape(
        "MintedToken", "A token with its text, shown this once.",
        token.fields + [
            JSONField(
                "token", .text(min: 42, max: 42), readOnly: true, nullable: true,
                secret: true,
                "The token's text, shown this once; null where the answer is repeated, and in a "
                    + "dry run, which makes none.")
        ])

    static let rotation = JSONShape(
        "Rotation", "How a token is replaced.",
        [
            JSONField(
                "overlapSeconds", .integer(min: 0, max: Token.overlapSecondsMax),
                "How long the old token still works; 0 where nothing is said.", example: 86_400)
        ])

    private static func fields(isDraft: Bool) -> [JSONField] {
        [
            JSONField(
                "organisation", .reference(to: "Organisation"), nullable: true,
                "Whose it is; null for admin tokens. Only admins name another than themselves."),
            JSONField(
                "name", .text(min: 1, max: 100), "What it is for.",
                example: "posting script"),
            JSONField(
                "scopes", .list(.choice(Token.Scope.self), max: 4, unique: true),
                "What it may do; all that the token that makes it may, where nothing is said.",
                example: ["read", "post"]),
            JSONField(
                "arenas", .list(.reference(to: "Arena"), max: 100, unique: true), nullable: true,
                "The arenas that it is narrowed to; null or empty where it acts everywhere."),
            JSONField(
                "expiresAt", .timestamp, nullable: true,
                "When it ends: in 90 days where nothing is said, in 366 at the most."),
        ]
    }
}
