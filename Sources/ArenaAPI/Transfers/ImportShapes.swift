import ArenaCore
import JSON

/// What a line of an export or an import is about.
enum LineType: String, CaseIterable, Sendable {
    case term, organisation, arena, membership, post, revision, adoption, comment
    case followUp = "follow-up"
    case event, attendance, report
    case releaseRequest = "release-request"

    /// What a line may hold: the resource as a GET shows it, of which what is derived is not looked
    /// at, and what else makes it whole.
    var shape: JSONShape {
        switch self {
        case .term: .termLine
        case .organisation: .organisationLine
        case .arena: .arenaLine
        case .membership: .membershipLine
        case .post, .revision: .postLine
        case .adoption: .adoptionLine
        case .comment: .commentLine
        case .followUp: .followUpLine
        case .event: .eventLine
        case .attendance: .attendanceLine
        case .report: .reportLine
        case .releaseRequest: .releaseLine
        }
    }

    /// The resource, as PATCH changes it.
    var resource: JSONShape {
        switch self {
        case .term: .term
        case .organisation: .organisation
        case .arena: .arena
        case .membership: .membership
        case .post, .revision: .post
        case .adoption: .adoption
        case .comment: .comment
        case .followUp: .followUp
        case .event: .event
        case .attendance: .attendance
        case .report: .report
        case .releaseRequest: .release
        }
    }

    /// Fields that are read but cannot be changed, and are no part of what finds the resource.
    var fixed: [String] {
        switch self {
        case .term, .organisation, .arena, .membership, .adoption, .comment, .followUp, .event,
            .attendance, .report, .releaseRequest:
            []
        case .post, .revision: ["arena", "author"]
        }
    }
}

extension LineType {
    /// What makes a resource whole that only an export brings.
    static let kept = [
        JSONField("type", .choice(LineType.self), required: true, "What the line is about."),
        JSONField("id", .postID, required: true, "The id of the resource."),
        JSONField("revision", .integer(min: 1, max: 1 << 53), required: true, "Its revision."),
        JSONField("createdAt", .timestamp, required: true, "When it was made."),
        JSONField("updatedAt", .timestamp, "When its own fields last changed."),
    ]

    static let audience = JSONField(
        "audience", .object(.audience), "Whom the post was for when this was written.")
}

extension JSONShape {
    static let importLine = JSONShape(
        "ImportLine",
        "A line of an import or an export: `type`, and the resource as a GET shows it.",
        [type])

    fileprivate static let organisationLine = line("OrganisationLine", .organisation, [])

    fileprivate static let arenaLine = line(
        "ArenaLine", .arena,
        [
            JSONField(
                "founder", .reference(to: "Organisation"), nullable: true, "Who proposed it."),
            JSONField(
                "cosigners", .list(.reference(to: "Organisation"), max: 1000, unique: true),
                nullable: true, "Who has co-signed the proposal."),
            JSONField(
                "formerSlugs", .list(.slug, max: 1000, unique: true), "Slugs that it had."),
            JSONField(
                "mergedFrom", .list(.reference(to: "Arena"), max: 1000, unique: true),
                "Arenas that were merged into it."),
            JSONField(
                "charterVersionLast",
                .integer(min: 0, max: Int64(Arena.Charter.versionMax)),
                "The highest version that a charter had."),
        ])

    fileprivate static let membershipLine = line(
        "MembershipLine", .membership,
        [
            JSONField("arena", .reference(to: "Arena"), required: true, "The arena."),
            JSONField(
                "organisation", .reference(to: "Organisation"), required: true,
                "The organisation."),
            JSONField(
                "answer", .text(min: 0, max: 5000), nullable: true,
                "What it answered to the join question."),
            JSONField(
                "charterVersion", .integer(min: 1, max: 1 << 31), nullable: true,
                "The charter that it has accepted."),
        ])

    fileprivate static let postLine = line(
        "PostLine", .post,
        [
            JSONField("publishedAt", .timestamp, "When it was shared."),
            JSONField("arena", .reference(to: "Arena"), required: true, "Where it was shared."),
            JSONField(
                "author", .reference(to: "Organisation"), required: true, nullable: true,
                "Who shared it."),
            JSONField("declaration", .bool, "That it holds no trade secrets."),
            frozenWalls,
        ])

    fileprivate static let adoptionLine = line(
        "AdoptionLine", .adoption,
        [
            JSONField("post", .postID, required: true, "The experience."),
            JSONField(
                "organisation", .reference(to: "Organisation"), required: true,
                "Who took it up."),
            LineType.audience,
        ])

    fileprivate static let audience = JSONShape(
        "Audience", "Whom an experience is for.",
        [
            JSONField("tlp", .label, required: true, "Its label."),
            JSONField(
                "alsoIn", .list(.reference(to: "Arena"), max: 20, unique: true),
                "Further arenas."),
            JSONField(
                "exclude", .list(.reference(to: "Organisation"), max: 500, unique: true),
                "Whom it is kept from."),
            frozenWalls,
        ])

    private static let frozenWalls = JSONField(
        "frozenWalls", .list(.reference(to: "Organisation"), max: 500, unique: true),
        "The author's walls when a Chatham House post was shared.")

    private static let type = JSONField(
        "type", .choice(LineType.self), required: true, "What the line is about.",
        example: "organisation")

    private static let kept = [
        type, JSONField("id", .postID, "The id of the resource."),
        JSONField("revision", .integer(min: 1, max: 1 << 53), "Its revision."),
        JSONField("createdAt", .timestamp, "When it was made."),
        JSONField("updatedAt", .timestamp, "When its own fields last changed."),
    ]

    /// The resource's fields, with those in place of its own that are to be read all the same.
    private static func line(_ name: String, _ resource: JSONShape, _ more: [JSONField])
        -> JSONShape
    {
        let named = Set((kept + more).map(\.name))
        return JSONShape(
            name, resource.description,
            kept + more + resource.fields.filter { !named.contains($0.name) })
    }
}
