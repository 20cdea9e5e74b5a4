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
            if let token = call.token?.value { view.write(token, to: &json) } else { json.null() }
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
            json.member("releaseRequests", view.releasesToDecide)
            json.member("overdueFollowUps", view.overdueFollowUps)
            json.endObject()
            json.endObject()
        }
    }
}
