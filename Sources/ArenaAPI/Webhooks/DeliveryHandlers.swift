import ArenaCore
import HTTP
import JSON

enum DeliveryHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = DeliveryFilter()
        filter.states = call.query.choices("state")
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        let webhook = try call.webhook(in: call.view)
        return call.list(call.view.deliveries(of: webhook, filter, call.page)) { $1.write($0) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        let delivery = try call.delivery(in: call.view)
        return call.document { $0.write(delivery) }
    }

    /// One again, under its old name.
    static func again(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.nothing.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let delivery = try call.delivery(in: write.view)
            let webhook = try call.webhook(in: write.view)
            let again = try write.redeliver([delivery], of: webhook)
            // One that is still tried is on its way already.
            return again.first ?? delivery
        } answer: { delivery, _ in
            WebhookHandlers.taken(call, delivery)
        }
    }

    /// All of a time again, oldest first.
    static func allAgain(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.redelivery.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let webhook = try call.webhook(in: write.view)
            let reader = FieldReader(body, write.view)
            let since = reader.timestamp("since")
            let until = reader.timestamp("until")
            let state: Delivery.State? = reader.choice("state")
            let found = write.view.deliveries(of: webhook).filter { delivery in
                (since.map { delivery.createdAt >= $0 } ?? true)
                    && (until.map { delivery.createdAt < $0 } ?? true)
                    && (state.map { delivery.state == $0 } ?? true)
            }
            return try write.redeliver(found, of: webhook).count
        } answer: { count, _ in
            call.document(status: .accepted) { json in
                json.beginObject()
                json.member("count", count)
                json.endObject()
            }
        }
    }
}

extension JSONWriter {
    mutating func write(_ delivery: Delivery) {
        beginObject()
        member("id", delivery.name)
        member("type", delivery.notice.kind?.rawValue)
        member("createdAt", delivery.createdAt)
        member("state", delivery.state.rawValue)
        member("requested", delivery.isRequested)
        member("attempts", delivery.attempts)
        member("attemptedAt", delivery.attemptedAt)
        member("nextAttemptAt", delivery.nextAttemptAt)
        member("status", delivery.status)
        member("error", delivery.error)
        member("durationMs", delivery.durationMs)
        member("answer", delivery.answer)
        endObject()
    }
}
