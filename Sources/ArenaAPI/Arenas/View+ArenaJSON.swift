import ArenaCore
import JSON

/// How arenas look on the wire to one viewer.
extension View {
    func write(_ arena: Arena, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(arena, to: &json)
        json.endObject()
    }

    func writeFields(_ arena: Arena, to json: inout JSONWriter) {
        let profile = arena.profile
        json.resource(
            arena.id, revision: arena.revision, createdAt: arena.createdAt,
            updatedAt: arena.updatedAt)
        json.member("name", profile.name)
        json.member("slug", profile.slug)
        json.member("purpose", profile.purpose)
        json.member("lang", profile.lang)
        json.member(profile.facets)
        json.member("state", arena.state.rawValue)
        json.member("joinPolicy", profile.joinPolicy.rawValue)
        json.member("joinQuestion", profile.joinQuestion)
        json.member("memberList", profile.memberList.rawValue)
        json.member("widestTlp", profile.widestTLP.label)
        json.member("competitionSensitive", profile.competitionSensitive)
        json.key("wordList")
        if curates(arena.id) { json.strings(profile.wordList) } else { json.null() }
        json.key("charter")
        writeCharter(profile.charter, to: &json)
        let showsNames = seesMemberNames(of: arena)
        json.key("chair")
        if showsNames { writeReference(arena.chair, to: &json) } else { json.null() }
        json.key("cosigners")
        if showsNames { writeReferences(arena.cosigners, to: &json) } else { json.null() }
        json.key("counts")
        json.beginObject()
        json.member("members", memberCount(of: arena))
        json.member("posts", postCount(in: arena))
        json.member("events", eventCount(in: arena))
        json.endObject()
    }

    private func writeCharter(_ charter: Arena.Charter?, to json: inout JSONWriter) {
        guard let charter else { return json.null() }
        json.beginObject()
        json.member("version", charter.version)
        json.member("text", charter.text)
        json.endObject()
    }

    /// `{"id","name","slug"}`, or null for one that is not seen.
    func writeReference(_ id: ID<Arena>, to json: inout JSONWriter) {
        guard let found = arena(id) else { return json.null() }
        json.beginObject()
        json.member("id", found.id)
        json.member("name", found.name)
        json.member("slug", found.slug)
        json.endObject()
    }

    func writeReferences(_ ids: [ID<Arena>], to json: inout JSONWriter) {
        json.beginArray()
        for id in ids where arena(id) != nil { writeReference(id, to: &json) }
        json.endArray()
    }
}
