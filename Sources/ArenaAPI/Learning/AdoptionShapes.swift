import ArenaCore
import JSON

extension JSONShape {
    static let adoption = JSONShape(
        "Adoption", "What came of an experience at another organisation.",
        JSONField.resource + [
            JSONField("post", .postID, readOnly: true, "The experience."),
            JSONField(
                "organisation", .reference(to: "Organisation"), readOnly: true,
                "Who took it up."),
            JSONField(
                "kind", .choice(Post.Reuse.self),
                "How it was used; inspired where nothing is said.", example: "adapted"),
            JSONField("state", .choice(Adoption.State.self), "How far it has come."),
            JSONField("implementedAt", .date, nullable: true, "Since when it is in use."),
            JSONField("values", .codes(.values), "What it was good for."),
            JSONField("note", .text(min: 0, max: 5000), nullable: true, "In a few words."),
            JSONField(
                "resultingPost", .postID, nullable: true,
                "The adopter's own experience that came of it."),
        ])
}

extension View {
    func write(_ adoption: Adoption, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(adoption, to: &json)
        json.endObject()
    }

    func writeFields(_ adoption: Adoption, to json: inout JSONWriter) {
        noteReading(of: adoption.post, with: adoption.audience.tlp)
        let content = adoption.content
        json.resource(
            adoption.id, revision: adoption.revision, createdAt: adoption.createdAt,
            updatedAt: adoption.updatedAt)
        json.member("post", adoption.post)
        json.key("organisation")
        writeReference(adoption.organisation, to: &json)
        json.member("kind", content.kind.rawValue)
        json.member("state", content.state.rawValue)
        json.key("implementedAt")
        if let date = content.implementedAt { json.date(date) } else { json.null() }
        json.member("values", content.values)
        json.member("note", content.note)
        json.member("resultingPost", result(of: adoption))
    }
}
