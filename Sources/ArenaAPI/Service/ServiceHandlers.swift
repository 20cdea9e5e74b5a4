import ArenaCore
import ArenaStore
import HTTP
import JSON

enum ServiceHandlers {
    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.document { json in
            json.beginObject()
            json.member("name", "Arena")
            json.member("version", call.api.configuration.version)
            json.member("registration", call.api.store.limits.registration.rawValue)
            json.key("limits")
            json.beginObject()
            json.member("bodyBytes", call.api.configuration.bodyBytesMax)
            json.member("linesBytes", call.api.configuration.linesBytesMax)
            json.member("pageItems", PageRequest.limitMax)
            json.endObject()
            json.key("links")
            json.beginObject()
            for route in Routes.all where route.method == .get && route.pathParameters.isEmpty {
                json.key(route.operation)
                json.string(call.api.absolute(route.path))
            }
            json.endObject()
            json.endObject()
        }
    }
}

enum MeHandlers {
    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        let view = call.view
        return call.document { json in
            json.beginObject()
            json.member("admin", call.viewer.isAdmin)
            json.key("organisation")
            if let own = view.ownOrganisation {
                view.write(own, to: &json)
            } else {
                json.null()
            }
            json.member("scopes", call.viewer.scopes.map(\.rawValue))
            json.key("token")
            if let token = call.token { view.write(token, to: &json) } else { json.null() }
            json.key("memberships")
            json.beginArray()
            for own in view.ownMemberships {
                view.write(own.membership, in: own.arena, to: &json)
            }
            json.endArray()
            json.key("waiting")
            let waiting = view.waiting
            json.beginObject()
            json.member("invitations", waiting.invitations)
            json.member("requests", waiting.requests)
            json.endObject()
            json.endObject()
        }
    }
}

enum VocabularyHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.list(whole: Vocabulary.all) { vocabulary, json in
            json.beginObject()
            json.member("name", vocabulary.name)
            json.member("url", call.api.absolute("/v1/vocabularies/\(vocabulary.name)"))
            json.endObject()
        }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        guard let found = Vocabulary.all.first(where: { $0.name == call.path["vocabulary"] })
        else { throw Refusal(.notFound) }
        return call.document { json in
            json.beginObject()
            json.member("name", found.name)
            json.key("items")
            json.beginArray()
            for entry in found.entries { write(entry, to: &json) }
            json.endArray()
            json.endObject()
        }
    }

    private static func write(_ entry: Vocabulary.Entry, to json: inout JSONWriter) {
        json.beginObject()
        json.member("code", entry.code)
        json.key("names")
        json.beginObject()
        json.member("nb", entry.nb)
        json.member("en", entry.en)
        json.endObject()
        json.member("validFrom", entry.validFrom?.description)
        json.member("validTo", entry.validTo?.description)
        json.member("replacedBy", entry.replacedBy)
        json.endObject()
    }
}
