import ArenaCore
import HTTP
import JSON

enum VocabularyHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.list(whole: call.view.vocabularies.all) { vocabulary, json in
            json.beginObject()
            json.member("name", vocabulary.name.rawValue)
            json.member("url", call.api.absolute("/v1/vocabularies/\(vocabulary.name.rawValue)"))
            json.endObject()
        }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        let found = try call.vocabulary(in: call.view)
        return call.document { json in
            json.beginObject()
            json.member("name", found.name.rawValue)
            json.key("items")
            json.beginArray()
            for term in found.terms { json.write(term) }
            json.endArray()
            json.endObject()
        }
    }

    static func term(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.term(in: call.view))
    }

    static func add(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.termDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let name = try call.vocabulary(in: write.view).name
            return (try write.add(read(body), to: name), name)
        } answer: { added, _ in
            let (term, name) = added
            return call.resource(
                status: .created, revision: term.revision,
                location: "/v1/vocabularies/\(name.rawValue)/\(term.code)"
            ) { $0.write(term) }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let name = try call.vocabulary(in: write.view).name
            let term = try call.term(in: write.view)
            try call.checkIfMatch(term.revision)
            return try change(term, in: name, patch, by: &write)
        } answer: { term, _ in
            answer(call, term)
        }
    }

    static func change(
        _ term: Vocabulary.Term, in name: Vocabulary.Name, _ patch: JSONValue,
        by write: inout Write
    ) throws(Refusal) -> Vocabulary.Term {
        let patched = try JSONShape.term.patched({ $0.write(term) }, with: patch, in: write.view)
        return try write.change(read(patched.body), in: name)
    }

    static func read(_ body: JSONValue) -> Vocabulary.Term {
        let names = body["names"]
        var term = Vocabulary.Term(
            body["code"]?.string ?? "", names?["nb"]?.string ?? "", names?["en"]?.string ?? "")
        term.validFrom = body["validFrom"]?.string.flatMap { CivilDate($0) }
        term.validTo = body["validTo"]?.string.flatMap { CivilDate($0) }
        term.replacedBy = body["replacedBy"]?.array?.compactMap(\.string) ?? []
        return term
    }

    private static func answer(_ call: Call, _ term: Vocabulary.Term) -> HTTPResponse {
        call.resource(revision: term.revision) { $0.write(term) }
    }
}

extension JSONWriter {
    mutating func write(_ term: Vocabulary.Term) {
        beginObject()
        writeFields(term)
        endObject()
    }

    mutating func writeFields(_ term: Vocabulary.Term) {
        member("code", term.code)
        key("names")
        beginObject()
        member("nb", term.nb)
        member("en", term.en)
        endObject()
        member("validFrom", term.validFrom?.description)
        member("validTo", term.validTo?.description)
        member("replacedBy", term.replacedBy)
        member("revision", term.revision)
        member("updatedAt", term.updatedAt)
    }
}
