import ArenaCore
import JSON

extension JSONShape {
    static let match = JSONShape(
        "Match", "Arenas that fit a wish, ranked.",
        [
            read("items", .list(.object(matchItem), max: 200, unique: false), "The arenas."),
            JSONField(
                "draft", .object(arenaDraft), readOnly: true, nullable: true,
                "An arena to found, where none fits."),
            JSONField(
                "sharedBy", .integer(min: 3, max: .max), readOnly: true, nullable: true,
                "How many organisations share the unmet wish; null under three."),
        ])

    private static let matchItem = JSONShape(
        "MatchItem", "An arena that fits.",
        [
            read("arena", .object(arena), "The arena."),
            read("score", .integer(min: 0, max: .max), "How well it fits."),
            read("reasons", .list(.object(reason), max: .max, unique: false), "Why it fits."),
        ])

    private static let reason = JSONShape(
        "MatchReason", "A code that the arena shares with the wish.",
        [
            read("facet", .choice(Facets.Name.allCases.map(\.singular)), "Of which facet."),
            read("code", .text(min: 1, max: 100), "The code."),
            read("text", .text(min: 1, max: 200), "Its name."),
        ])

    private static let arenaDraft = JSONShape(
        "ArenaDraft", "A body to found an arena with.",
        [
            read("name", .text(min: 0, max: 2000), "A name made of the codes."),
            read("purpose", .text(min: 1, max: 5000), "A purpose to be written on."),
        ] + JSONField.facets)

    static let barometer = JSONShape(
        "Barometer", "Shares over the experiences that the caller may see.",
        [
            read("indicators", .object(anything), indicators),
            read("groups", .list(.object(group), max: .max, unique: false), "Beside each other."),
            read(
                "published", .list(.object(figure), max: .max, unique: false),
                "What others have measured."),
            read("caveat", .text(min: 1, max: 500), "What the figures are not."),
        ])

    private static let indicators =
        "By name: value, numerator, denominator and definition; where too few stand behind it, "
        + "value is null and reason says so."

    private static let group = JSONShape(
        "BarometerGroup", "The indicators of one group.",
        [
            read("key", .text(min: 1, max: 100), "What the group shares."),
            read("indicators", .object(anything), indicators),
        ])

    private static let figure = JSONShape(
        "PublishedFigure", "A figure of another survey.",
        [
            read("indicator", .text(min: 1, max: 100), "What it is to be compared with."),
            read("value", .number, "The share."),
            read("source", .text(min: 1, max: 200), "Who measured it."),
            JSONField(
                "year", .text(min: 1, max: 20), readOnly: true, nullable: true,
                "When, if the source says so."),
            read("definition", .text(min: 1, max: 500), "What was measured."),
        ])

    private static func read(_ name: String, _ kind: JSONFieldKind, _ description: String)
        -> JSONField
    {
        JSONField(name, kind, readOnly: true, description)
    }
}
