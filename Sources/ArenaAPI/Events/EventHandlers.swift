import ArenaCore
import HTTP
import JSON

enum EventHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = EventFilter(call.query, call.view)
        if call.path["arena"] != nil { filter.arenas = [try call.arena(in: call.view).id] }
        return call.list(call.view.events(filter, call.page)) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.event(in: call.view), call.view)
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.eventDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            return try write.hold(try content(body, write.view), in: arena)
        } answer: { event, view in
            call.resource(
                status: .created, revision: event.revision, location: "/v1/events/\(event.id)"
            ) { view.write(event, to: &$0) }
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let event = try call.event(in: write.view)
            guard write.view.curates(event.arena) else { throw Refusal(.notAllowed) }
            try call.checkIfMatch(event.revision)
            return try change(event, patch, by: &write)
        } answer: { event, view in
            answer(call, event, view)
        }
    }

    static func change(_ event: Event, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> Event
    {
        let patched = try JSONShape.event.patched(
            { write.view.write(event, to: &$0) }, with: patch, in: write.view)
        let state = patched.body["state"]?.string.flatMap(Event.State.init(rawValue:))
        return try write.change(
            event, try content(patched.body, write.view), state ?? event.state)
    }

    static func cancel(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let event = try call.event(in: write.view)
            try call.checkIfMatch(event.revision)
            try write.cancel(event)
        } answer: { _, _ in
            call.done()
        }
    }

    /// Of a body whose shape has been checked.
    static func content(_ body: JSONValue, _ view: View) throws(Refusal) -> Event.Content {
        let reader = FieldReader(body, view)
        guard let start = reader.timestamp("startsAt"), let tlp = reader.label("tlp") else {
            throw .invalid("/startsAt", "required")
        }
        var content = Event.Content(title: reader.text("title") ?? "", startsAt: start, tlp: tlp)
        content.kind = reader.choice("kind") ?? .meeting
        content.endsAt = reader.timestamp("endsAt")
        content.timeZone = reader.text("timeZone") ?? TimeZoneName.norway
        content.place = reader.text("place")
        content.region = reader.text("region")
        content.url = reader.text("url")
        content.agenda = reader.text("agenda")
        content.lang = reader.text("lang") ?? "nb"
        content.rule = reader.choice("rule") ?? .open
        return content
    }

    private static func answer(_ call: Call, _ event: Event, _ view: View) -> HTTPResponse {
        call.resource(revision: event.revision) { view.write(event, to: &$0) }
    }
}

extension EventFilter {
    init(_ query: Query, _ view: View) {
        self.init()
        let named = query.all("arena")
        if !named.isEmpty { arenas = named.map { view.arena(named: $0)?.id ?? .none } }
        facets = query.facets
        states = query.choices("state")
        kinds = query.choices("kind")
        labels = query.all("tlp").compactMap(TLP.init(label:))
        startsAfter = query.timestamp("startsAfter")
        startsBefore = query.timestamp("startsBefore")
        words = query.words
        updatedAfter = query.timestamp("updatedAfter")
    }
}
