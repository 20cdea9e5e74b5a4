import ArenaCore
import JSON

/// Documents that are made for one answer and have no revision.
extension JSONShape {
    /// Any object.
    static let anything = JSONShape("Document", "An object.", [])

    static let service = JSONShape(
        "Service", "What this server is and where things are.",
        [
            read("name", .text(min: 1, max: 100), "Its name."),
            read("version", .text(min: 1, max: 100), "Its version."),
            read(
                "registration", .choice(Limits.Registration.self),
                "How organisations come in."),
            read("limits", .object(limits), "What it takes at most."),
            read("links", .object(anything), "Paths by operation."),
        ])

    private static let limits = JSONShape(
        "ServiceLimits", "What the server takes at most.",
        [
            read("bodyBytes", .integer(min: 1, max: .max), "Bytes of a JSON body."),
            read("linesBytes", .integer(min: 1, max: .max), "Bytes of an NDJSON body."),
            read("pageItems", .integer(min: 1, max: .max), "Items of a page."),
        ])

    static let me = JSONShape(
        "Me", "Who the token is.",
        [
            read("admin", .bool, "Whether it is an admin's."),
            JSONField(
                "organisation", .object(organisation), readOnly: true, nullable: true,
                "Whose it is."),
            read(
                "scopes", .list(.choice(Token.Scope.self), max: 4, unique: true),
                "What it may do."),
            JSONField(
                "token", .object(token), readOnly: true, nullable: true,
                "The token; null for the admin token of the settings."),
            read(
                "memberships", .list(.object(membership), max: .max, unique: false),
                "Of its organisation."),
            read("waiting", .object(waiting), "What waits for it."),
        ])

    private static let waiting = JSONShape(
        "Waiting", "What waits for an organisation.",
        [
            read("invitations", .integer(min: 0, max: .max), "Invitations to accept or decline."),
            read(
                "requests", .integer(min: 0, max: .max),
                "Requests to join the arenas that it curates."),
            read(
                "releaseRequests", .integer(min: 0, max: .max),
                "Release requests of its own experiences."),
            read(
                "overdueFollowUps", .integer(min: 0, max: .max),
                "Open follow-ups that were to be done before today."),
        ])

    static let readiness = JSONShape(
        "Readiness", "Whether the server takes requests.",
        [
            read("status", .choice(["ready", "draining", "failing"]), "In one word."),
            read("checks", .object(anything), "By part, `ok` or what is wrong."),
        ])

    private static func read(_ name: String, _ kind: JSONFieldKind, _ description: String)
        -> JSONField
    {
        JSONField(name, kind, readOnly: true, description)
    }
}
