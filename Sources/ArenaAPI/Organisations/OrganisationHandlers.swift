import ArenaCore
import HTTP
import JSON

enum OrganisationHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = OrganisationFilter()
        filter.facets = call.query.facets
        filter.kinds = call.query.choices("kind")
        filter.states = call.query.choices("state")
        filter.words = call.query.words
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        return call.list(call.view.organisations(filter, call.page)) {
            call.view.write($0, to: &$1)
        }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        let organisation = try call.organisation(in: call.view)
        return call.resource(revision: organisation.revision) {
            call.view.write(organisation, to: &$0)
        }
    }

    static func register(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.organisation.check(body, in: call.view)
        let secret = MintedToken()
        return call.write { (write: inout Write) throws(Refusal) in
            if body["state"] != nil { throw .invalid("/state", "read-only") }
            let profile = try profile(body, write.view)
            return try write.register(profile, token: secret.kept).organisation
        } answer: { organisation, view in
            // Whoever registers gets its own view of itself, with the token that makes it so.
            let own = call.own(organisation.id, view)
            return call.secret(
                revision: organisation.revision,
                location: "/v1/organisations/\(organisation.id)",
                as: { own.write(organisation, to: &$0) }
            ) { json in
                json.beginObject()
                own.writeFields(organisation, to: &json)
                json.member("token", call.isDryRun ? nil : secret.text)
                json.endObject()
            }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let organisation = try call.organisation(in: write.view)
            try call.checkIfMatch(organisation.revision)
            return try change(organisation, patch, by: &write)
        } answer: { organisation, view in
            call.resource(revision: organisation.revision) { view.write(organisation, to: &$0) }
        }
    }

    static func change(_ organisation: Organisation, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> Organisation
    {
        try write.mustManage(organisation.id)
        let patched = try JSONShape.organisation.patched(
            { write.view.write(organisation, to: &$0) }, with: patch, in: write.view)
        var profile = try profile(patched.body, write.view)
        if profile.walls.contains(organisation.id) { throw .invalid("/walls", "names-itself") }
        // A walled organisation that cannot be seen now is not what a patch leaves out.
        if !patched.changed.contains("walls") { profile.walls = organisation.profile.walls }
        let state = Organisation.State(rawValue: patched.body["state"]?.string ?? "")
        return try write.edit(
            organisation, profile: profile, state: state ?? organisation.state)
    }

    static func erase(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        let withPosts = call.query.first("posts") == "delete"
        return call.write { (write: inout Write) throws(Refusal) in
            let organisation = try call.organisation(in: write.view)
            try call.checkIfMatch(organisation.revision)
            try write.erase(organisation, withPosts: withPosts)
        } answer: { _, _ in
            call.done()
        }
    }

    /// With `trusting` its walls may name organisations that are not here yet.
    static func profile(_ body: JSONValue, trusting: Bool = false, _ view: View)
        throws(Refusal) -> Organisation.Profile
    {
        var reader = FieldReader(body, view)
        var profile = Organisation.Profile(
            name: reader.text("name") ?? "", kind: reader.choice("kind") ?? .public)
        profile.orgNumber = reader.text("orgNumber").flatMap { try? OrgNumber($0) }
        profile.facets = reader.facets
        profile.industry = reader.text("industry")
        profile.about = reader.text("about")
        profile.website = reader.text("website")
        profile.contact = reader.text("contact")
        profile.lang = reader.text("lang") ?? "nb"
        profile.defaultTLP = reader.label("defaultTlp")
        profile.defaultAttribution = reader.choice("defaultAttribution") ?? .named
        profile.walls = reader.organisations("walls", trusting: trusting)
        try reader.finish()
        return profile
    }
}
