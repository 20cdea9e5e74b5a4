import ArenaCore
import JSON

extension JSONShape {
    static let vocabularySummary = JSONShape(
        "VocabularySummary", "A vocabulary by name.",
        [
            JSONField("name", .text(min: 1, max: 100), readOnly: true, "Its name."),
            JSONField("url", .text(min: 1, max: 2048), readOnly: true, "Where it is."),
        ])

    static let vocabulary = JSONShape(
        "Vocabulary", "A list of codes that fields may hold.",
        [
            JSONField("name", .text(min: 1, max: 100), readOnly: true, "Its name."),
            JSONField(
                "items", .list(.object(term), max: .max, unique: false), readOnly: true,
                "The codes."),
        ])

    /// A code as PATCH changes it.
    static let term = JSONShape(
        "Term", "A code of a vocabulary.",
        [JSONField("code", .text(min: 1, max: 80), readOnly: true, "What is written.")]
            + meaning + [
                JSONField(
                    "revision", .integer(min: 1, max: 1 << 53), readOnly: true,
                    "Rises when admins change the code."),
                JSONField(
                    "updatedAt", .timestamp, readOnly: true, nullable: true,
                    "When an admin made or last changed it; null as Arena came with it."),
            ])

    static let termDraft = JSONShape(
        "TermDraft", "A code that is to be.",
        [code] + meaning)

    /// What makes a term in an import: its place, and what the server keeps of it.
    static let termLine = JSONShape(
        "TermLine", term.description,
        [
            JSONField(
                "type", .choice(LineType.self), required: true, "What the line is about."),
            JSONField(
                "vocabulary", .choice(Vocabulary.Name.self), required: true, "Where it belongs."),
            code,
        ] + meaning + [
            JSONField("revision", .integer(min: 1, max: 1 << 53), "Its revision."),
            JSONField("updatedAt", .timestamp, "When it was last changed."),
        ])

    private static let code = JSONField(
        "code", .newCode, required: true, "What is to be written, for ever.", example: "romfart")

    private static let meaning = [
        JSONField(
            "names", .object(names), required: true, "What people read.",
            example: ["nb": "Romfart", "en": "Space"]),
        JSONField(
            "validFrom", .date, nullable: true, "The first day, in UTC, on which it may be written."
        ),
        JSONField(
            "validTo", .date, nullable: true, "The last day, in UTC, on which it may be written."),
        JSONField(
            "replacedBy", .list(.text(min: 1, max: 80), max: 50, unique: true),
            "What to write instead: from the day after validTo, without it at once."),
    ]

    private static let names = JSONShape(
        "Names", "A name in the languages of Arena.",
        [
            JSONField("nb", .text(min: 1, max: 200), required: true, "In Norwegian bokmål."),
            JSONField("en", .text(min: 1, max: 200), required: true, "In English."),
        ])
}
