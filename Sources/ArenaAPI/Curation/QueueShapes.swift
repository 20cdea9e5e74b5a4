import JSON

extension JSONShape {
    static let queued = JSONShape(
        "WaitingItem", "Something that waits for the caller as a curator or an admin.",
        [
            JSONField(
                "kind",
                .choice(["membership", "arena", "organisation", "post", "report", "comment"]),
                readOnly: true,
                "A request to join, a proposed arena, an organisation that waits, a held "
                    + "experience, a report or a held comment: under the member of that name."),
            JSONField("since", .timestamp, readOnly: true, "Since when it waits."),
            subject("membership", membership), subject("arena", arena),
            subject("organisation", organisation), subject("post", post),
            subject("report", report), subject("comment", comment),
        ])

    private static func subject(_ name: String, _ shape: JSONShape) -> JSONField {
        JSONField(
            name, .object(shape), readOnly: true, nullable: true, "Where it is what waits.")
    }
}
