import ArenaCore
import Crypto
import HTTP
import JSON

enum WebhookHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        let after = call.query.timestamp("updatedAfter")
        let webhooks = call.view.ownWebhooks.filter { webhook in
            after.map { $0 < webhook.updatedAt } ?? true
        }
        let page = Page(call.page, sorting: webhooks) { SortPosition($0.createdAt, $0.id) }
        return call.list(page) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.webhook(in: call.view), call.view)
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.webhookDraft.check(body, in: call.view)
        let secret = newSecret()
        return call.write { (write: inout Write) throws(Refusal) in
            var reader = FieldReader(body, write.view)
            let named = reader.organisation("organisation")
            let draft = read(body, &reader)
            try reader.finish()
            try call.check(draft.url)
            guard let owner = named ?? write.viewer.organisation else {
                throw .invalid("/organisation", "required")
            }
            return try write.createWebhook(draft, for: owner, secret: secret)
        } answer: { webhook, view in
            minted(call, webhook, view, secret)
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let webhook = try call.webhook(in: write.view)
            try call.checkIfMatch(webhook.revision)
            let patched = try JSONShape.webhook.patched(
                { write.view.write(webhook, to: &$0) }, with: patch, in: write.view)
            var reader = FieldReader(patched.body, write.view)
            let draft = read(patched.body, &reader)
            try reader.finish()
            if draft.url != webhook.url { try call.check(draft.url) }
            return try write.edit(webhook, draft)
        } answer: { webhook, view in
            answer(call, webhook, view)
        }
    }

    static func remove(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let webhook = try call.webhook(in: write.view)
            try call.checkIfMatch(webhook.revision)
            try write.remove(webhook)
        } answer: { _, _ in
            call.done()
        }
    }

    static func rotate(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.nothing.check(body, in: call.view)
        let secret = newSecret()
        return call.write { (write: inout Write) throws(Refusal) in
            try write.rotateSecret(of: try call.webhook(in: write.view), to: secret)
        } answer: { webhook, view in
            minted(call, webhook, view, secret)
        }
    }

    static func test(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.nothing.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            try write.test(try call.webhook(in: write.view))
        } answer: { delivery, view in
            taken(call, delivery)
        }
    }

    private static func read(_ body: JSONValue, _ reader: inout FieldReader) -> WebhookDraft {
        var draft = WebhookDraft(url: reader.text("url") ?? "")
        draft.events = reader.texts("events").compactMap(Notice.Kind.init(rawValue:))
        draft.arenas = reader.arenas("arenas")
        draft.state = reader.choice("state") ?? .active
        return draft
    }

    /// 32 random bytes as Standard Webhooks spells them.
    private static func newSecret() -> String {
        "whsec_" + Base64.encode(SystemRandom.bytes(32))
    }

    private static func minted(_ call: Call, _ webhook: Webhook, _ view: View, _ secret: String)
        -> HTTPResponse
    {
        call.secret(
            revision: webhook.revision, location: "/v1/webhooks/\(webhook.id)",
            as: { view.write(webhook, to: &$0) }
        ) { json in
            json.beginObject()
            view.writeFields(webhook, to: &json)
            json.member("secret", call.isDryRun ? nil : secret)
            json.endObject()
        }
    }

    private static func answer(_ call: Call, _ webhook: Webhook, _ view: View) -> HTTPResponse {
        call.resource(revision: webhook.revision) { view.write(webhook, to: &$0) }
    }

    /// It is on its way.
    static func taken(_ call: Call, _ delivery: Delivery) -> HTTPResponse {
        var response = call.document(status: .accepted) { $0.write(delivery) }
        response.fields.append(
            "Location",
            call.api.absolute("/v1/webhooks/\(delivery.webhook)/deliveries/\(delivery.name)"))
        return response
    }
}

extension Call {
    /// Throws where nothing may be sent to that URL.
    fileprivate func check(_ url: String) throws(Refusal) {
        do throws(OutboundRules.Fault) {
            try api.configuration.outbound.check(url)
        } catch {
            let ports = api.configuration.outbound.ports ?? []
            throw .invalid(
                "/url", error.code, ["ports": ports.map(String.init).joined(separator: ", ")])
        }
    }
}

extension OutboundRules.Fault {
    fileprivate var code: String {
        switch self {
        case .form: "not-a-url"
        case .scheme: "url-not-https"
        case .userinfo: "url-userinfo"
        case .port: "url-port"
        case .spelling: "url-spelling"
        case .privateAddress: "url-private"
        }
    }
}

extension View {
    func write(_ webhook: Webhook, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(webhook, to: &json)
        json.endObject()
    }

    func writeFields(_ webhook: Webhook, to json: inout JSONWriter) {
        json.resource(
            webhook.id, revision: webhook.revision, createdAt: webhook.createdAt,
            updatedAt: webhook.updatedAt)
        json.key("organisation")
        writeReference(webhook.owner, to: &json)
        json.member("url", webhook.url)
        json.member("events", webhook.events.map(\.rawValue))
        json.key("arenas")
        json.beginArray()
        for id in webhook.arenas where arena(id) != nil { writeReference(id, to: &json) }
        json.endArray()
        json.member("state", webhook.state.rawValue)
        json.member("disabledReason", webhook.disabledReason)
        json.member("lastSuccessAt", webhook.lastSuccessAt)
        json.member("failingSince", webhook.failingSince)
    }
}
