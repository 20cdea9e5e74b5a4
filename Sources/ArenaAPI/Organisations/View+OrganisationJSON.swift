import ArenaCore
import JSON

/// How organisations look on the wire to one viewer.
extension View {
    func write(_ organisation: Organisation, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(organisation, to: &json)
        json.endObject()
    }

    func writeFields(_ organisation: Organisation, to json: inout JSONWriter) {
        let profile = organisation.profile
        json.resource(
            organisation.id, revision: organisation.revision, createdAt: organisation.createdAt,
            updatedAt: organisation.updatedAt)
        json.member("name", profile.name)
        json.member("kind", profile.kind.rawValue)
        json.member("orgNumber", profile.orgNumber?.description)
        json.member(profile.facets)
        json.member("industry", profile.industry)
        json.member("about", profile.about)
        json.member("website", profile.website)
        json.member("contact", seesContact(of: organisation.id) ? profile.contact : nil)
        json.member("lang", profile.lang)
        let isOwn = seesPrivate(of: organisation.id)
        json.member("defaultTlp", isOwn ? profile.defaultTLP?.label : nil)
        json.member("defaultAttribution", isOwn ? profile.defaultAttribution.rawValue : nil)
        json.key("walls")
        if isOwn { writeReferences(profile.walls, to: &json) } else { json.null() }
        json.member("state", organisation.state.rawValue)
    }

    /// `{"id","name"}`, or null for one that is not known or not seen.
    func writeReference(_ id: ID<Organisation>?, to json: inout JSONWriter) {
        guard let id, let found = organisation(id) else { return json.null() }
        json.beginObject()
        json.member("id", found.id)
        json.member("name", found.name)
        json.endObject()
    }

    func writeReferences(_ ids: [ID<Organisation>], to json: inout JSONWriter) {
        json.beginArray()
        for id in ids where organisation(id) != nil { writeReference(id, to: &json) }
        json.endArray()
    }
}
