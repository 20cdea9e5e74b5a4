import ArenaCore
import JSON

extension JSONShape {
    static let auditEntry = JSONShape(
        "AuditEntry",
        "What was done, by whom, on whose request; no content. Curators are shown what became of "
            + "their arenas, without what only admins need.",
        [
            JSONField(
                "seq", .integer(min: 1, max: .max), readOnly: true, nullable: true,
                "Its number in the log: for admins."),
            JSONField("at", .timestamp, readOnly: true, "When."),
            JSONField("actor", .object(actor), readOnly: true, "Who."),
            JSONField(
                "action", .text(min: 1, max: 100), readOnly: true,
                "What, as a resource and a verb.", example: "post.hidden"),
            JSONField(
                "resources", .list(.object(resource), max: .max, unique: false), readOnly: true,
                "What was written, or read by an admin."),
            JSONField(
                "requestId", .text(min: 1, max: 128), readOnly: true, nullable: true,
                "The request, as its answer named it: for admins."),
            JSONField(
                "network", .text(min: 0, max: 64), readOnly: true, nullable: true,
                "Where the request came from, without the end of the address: for admins."),
            hash("prevHash", "The hash of the entry before it: for admins."),
            hash("hash", "The SHA-256 of its line in the log: for admins."),
        ])

    private static let actor = JSONShape(
        "AuditActor", "Who did something.",
        [
            JSONField(
                "kind", .choice(["anonymous", "organisation", "admin", "server"]), readOnly: true,
                "What it is; the server itself where nobody asked."),
            JSONField(
                "organisation", .reference(to: "Organisation"), readOnly: true, nullable: true,
                "Which."),
            JSONField(
                "token", .text(min: 1, max: 36), readOnly: true, nullable: true,
                "The id of the token: for admins; null for the admin token of the settings."),
        ])

    private static let resource = JSONShape(
        "AuditResource", "Something that was written or read.",
        [
            JSONField(
                "type", .choice(AuditEntry.Resource.Kind.self), readOnly: true, "What it is."),
            id("id", "Its id; null for codes and for the log itself."),
            JSONField(
                "name", .text(min: 1, max: 200), readOnly: true, nullable: true,
                "The vocabulary and the code, or the entries of the log."),
            id("arena", "The arena that it belongs to."),
            id("post", "The experience that it hangs on."),
            id("organisation", "The organisation whose it is."),
            revision("revisionBefore", "Null where it was not there."),
            revision("revisionAfter", "Null where it is gone, or was only read."),
        ])

    private static func id(_ name: String, _ description: String) -> JSONField {
        JSONField(
            name, .text(min: 36, max: 36), readOnly: true, nullable: true, description,
            example: "019b76da-a800-7c3d-a1f2-b3c4d5e6f708")
    }

    private static func hash(_ name: String, _ description: String) -> JSONField {
        JSONField(name, .text(min: 64, max: 64), readOnly: true, nullable: true, description)
    }

    private static func revision(_ name: String, _ description: String) -> JSONField {
        JSONField(
            name, .integer(min: 1, max: .max), readOnly: true, nullable: true, description)
    }
}
