import ArenaCore
import HTTP
import JSON

enum LearningHandlers {
    private static let matchesByDefault = 20

    static func match(_ call: Call) throws(Refusal) -> HTTPResponse {
        var wish = call.query.facets
        // Without codes the caller's own profile is the wish.
        if wish.isEmpty, let own = call.view.ownOrganisation { wish = own.profile.facets }
        let limit = call.query.integer("limit").map { Int($0) } ?? matchesByDefault
        let match = call.view.match(wish, limit: limit)
        return call.document(words: true) { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            for item in match.items { call.view.write(item, call.language, to: &json) }
            json.endArray()
            json.key("draft")
            call.view.write(draft: match.draft, call.language, to: &json)
            json.member("sharedBy", match.sharedBy)
            json.endObject()
        }
    }

    static func barometer(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = BarometerFilter()
        filter.arenas = call.query.all("arena").map { call.view.arena(named: $0)?.id ?? .none }
        filter.facets = call.query.facets
        filter.kinds = call.query.choices("kind")
        filter.from = call.query.integer("from")
        filter.to = call.query.integer("to")
        filter.grouping = call.query.first("groupBy").flatMap(BarometerFilter.Grouping.init)
        let barometer = call.view.barometer(filter)
        return call.document(words: true) { json in
            json.beginObject()
            let words = BarometerWords(call.view.vocabularies, call.language)
            words.write(barometer.indicators, to: &json)
            json.key("groups")
            json.beginArray()
            for group in barometer.groups {
                json.beginObject()
                json.member("key", group.key)
                words.write(group.indicators, to: &json)
                json.endObject()
            }
            json.endArray()
            words.writePublished(to: &json)
            json.endObject()
        }
    }
}

extension View {
    /// A body for `POST /v1/arenas`, with a name made of what it is to gather.
    fileprivate func write(
        draft facets: Facets?, _ language: Language, to json: inout JSONWriter
    ) {
        guard let facets else { return json.null() }
        let names = Facets.Name.allCases.flatMap { name in
            facets[name].prefix(2).map {
                vocabularies[name.vocabulary].name(of: $0, in: language)
            }
        }
        json.beginObject()
        json.member("name", names.joined(separator: " – "))
        json.member("purpose", Bilingual.draftPurpose[language])
        json.member(facets)
        json.endObject()
    }

    fileprivate func write(_ item: Match.Item, _ language: Language, to json: inout JSONWriter) {
        json.beginObject()
        json.key("arena")
        write(item.arena, to: &json)
        json.member("score", item.score)
        json.key("reasons")
        json.beginArray()
        for reason in item.reasons {
            json.beginObject()
            json.member("facet", reason.facet.singular)
            json.member("code", reason.code)
            let vocabulary = vocabularies[reason.facet.vocabulary]
            json.member("text", vocabulary.name(of: reason.code, in: language))
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

extension Vocabulary {
    func name(of code: String, in language: Language) -> String {
        guard let term = self[code] else { return code }
        return language == .nb ? term.nb : term.en
    }
}

extension Bilingual {
    fileprivate static let draftPurpose = Bilingual(
        "Dele erfaringer på tvers av virksomheter.", "To share experiences across organisations.")
}
