import ArenaCore
import HTTP
import JSON

enum ArenaHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = ArenaFilter()
        filter.facets = call.query.facets
        let states = call.query.choices("state", of: Arena.State.self)
        if !states.isEmpty { filter.states = states }
        filter.words = call.query.words
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        let facets = call.view.facetCounts(filter)
        return call.list(call.view.arenas(filter, call.page)) { json in
            json.key("facets")
            write(facets, to: &json)
        } _: {
            call.view.write($0, to: &$1)
        }
    }

    private static func write(
        _ facets: [Facets.Name: [String: Int]], to json: inout JSONWriter
    ) {
        json.beginObject()
        for name in Facets.Name.allCases {
            json.key(name.rawValue)
            json.beginObject()
            for (code, count) in (facets[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
                json.key(code)
                json.integer(count)
            }
            json.endObject()
        }
        json.endObject()
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.arena(in: call.view), call.view)
    }

    static func found(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.arena.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            if body["state"] != nil { throw .invalid("/state", "read-only") }
            if body["chair"] != nil { throw .invalid("/chair", "read-only") }
            var profile = Arena.Profile(name: "", slug: "", purpose: "")
            try read(body, into: &profile, write.view)
            return try write.found(profile)
        } answer: { arena, view in
            call.resource(
                status: .created, revision: arena.revision, location: "/v1/arenas/\(arena.id)"
            ) { view.write(arena, to: &$0) }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            guard write.view.curates(arena.id) else { throw Refusal(.notAllowed) }
            try call.checkIfMatch(arena.revision)
            return try change(arena, patch, by: &write)
        } answer: { arena, view in
            answer(call, arena, view)
        }
    }

    static func change(_ arena: Arena, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> Arena
    {
        let patched = try JSONShape.arena.patched(
            { write.view.write(arena, to: &$0) }, with: patch, in: write.view)
        var profile = arena.profile
        try read(patched.body, into: &profile, write.view)
        var chair = arena.chair
        if patched.changed.contains("chair") {
            var reader = FieldReader(patched.body, write.view)
            chair = reader.organisation("chair")
            try reader.finish()
        }
        let state = Arena.State(rawValue: patched.body["state"]?.string ?? "") ?? arena.state
        return try write.edit(arena, profile: profile, state: state, chair: chair)
    }

    static func delete(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        let purges = call.query.flag("purge")
        return call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            try call.checkIfMatch(arena.revision)
            if purges { try write.purge(arena) } else { try write.archive(arena) }
        } answer: { _, _ in
            call.done()
        }
    }

    static func merge(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.merger.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            var reader = FieldReader(body, write.view)
            let target = reader.arena("into")
            try reader.finish()
            guard let target else { throw Refusal(.notFound) }
            return try write.merge(arena, into: target)
        } answer: { arena, view in
            answer(call, arena, view)
        }
    }

    static func cosign(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.nothing.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            return try write.cosign(arena, as: try call.organisation(in: write.view).id)
        } answer: { arena, view in
            answer(call, arena, view)
        }
    }

    static func withdrawCosignature(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            try write.withdrawCosignature(arena, of: try call.organisation(in: write.view).id)
        } answer: { _, _ in
            call.done()
        }
    }

    private static func answer(_ call: Call, _ arena: Arena, _ view: View) -> HTTPResponse {
        call.resource(revision: arena.revision) { view.write(arena, to: &$0) }
    }

    static func read(_ body: JSONValue, into profile: inout Arena.Profile, _ view: View)
        throws(Refusal)
    {
        let reader = FieldReader(body, view)
        profile.name = reader.text("name") ?? profile.name
        profile.slug = reader.text("slug") ?? profile.slug
        profile.purpose = reader.text("purpose") ?? profile.purpose
        profile.lang = reader.text("lang") ?? "nb"
        profile.facets = reader.facets
        profile.joinPolicy = reader.choice("joinPolicy") ?? .open
        profile.joinQuestion = reader.text("joinQuestion")
        profile.memberList = reader.choice("memberList") ?? .names
        // What is behind a closed door starts with a label that keeps it there (PRODUCT §2).
        let widest: TLP = profile.joinPolicy == .inviteOnly ? .amber : .clear
        profile.widestTLP = reader.label("widestTlp") ?? widest
        profile.competitionSensitive = reader.flag("competitionSensitive") ?? false
        profile.wordList = reader.texts("wordList")
        profile.charter = charter(reader.object("charter"))
        try reader.finish()
    }

    private static func charter(_ value: JSONValue?) -> Arena.Charter? {
        guard let value, let text = value["text"]?.string else { return nil }
        return Arena.Charter(
            version: value["version"]?.integer.map { Int($0) } ?? 1, text: text)
    }
}
