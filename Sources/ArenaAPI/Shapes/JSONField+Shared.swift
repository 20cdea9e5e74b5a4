import ArenaCore
import JSON

extension JSONField {
    /// What every resource has.
    static let resource: [JSONField] = [
        JSONField("id", .text(min: 36, max: 36), readOnly: true, "UUID of the resource."),
        JSONField(
            "revision", .integer(min: 1, max: 1 << 53), readOnly: true,
            "Rises by changes of the resource's own fields."),
        JSONField("createdAt", .timestamp, readOnly: true, "When it was made."),
        JSONField("updatedAt", .timestamp, readOnly: true, "When its own fields last changed."),
    ]

    static let facets: [JSONField] = [
        JSONField(
            "sectors", .codes(.sectors), "Codes of /v1/vocabularies/sectors.",
            example: ["redningstjeneste"]),
        JSONField(
            "regions", .codes(.regions), "Codes of /v1/vocabularies/regions.",
            example: ["NO-46"]),
        JSONField(
            "roles", .codes(.roles), "Codes of /v1/vocabularies/roles.",
            example: ["beredskapsleder"]),
    ]
}
