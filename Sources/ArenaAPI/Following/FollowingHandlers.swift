import ArenaCore
import HTTP

enum FollowingHandlers {
    private static let linesDefault = 1000
    private static let linesMax: Int64 = 10_000

    /// What is new from now on, or from where the client was.
    static func stream(_ call: Call) throws(Refusal) -> HTTPResponse {
        var place = call.query.integer("since").map { UInt64($0) }
        if let header = call.head.fields.first("last-event-id") {
            guard let number = UInt64(header) else {
                let name = "Last-Event-ID"
                return call.response(
                    Problem(.invalidParameter, header: name, "not-an-integer"))
            }
            place = number
        }
        let arenas = call.query.all("arena").map { call.view.arena(named: $0)?.id ?? .none }
        let filter = TellingFilter(events: call.query.choices("event"), arenas: arenas)
        guard let seat = call.api.followers.join(call.exchange) else {
            return call.response(Problem(.unavailable))
        }
        let stream = EventStream(call, after: place, filter, seat: seat)
        var response = HTTPResponse(status: .ok, body: .stream(stream))
        response.fields.append("Content-Type", "text/event-stream; charset=utf-8")
        response.fields.append("Cache-Control", "no-cache")
        // For nginx: each event is to go at once.
        response.fields.append("X-Accel-Buffering", "no")
        response.fields.append("X-Content-Type-Options", "nosniff")
        response.fields.append("Vary", "Authorization")
        if call.viewer.standing == .anonymous {
            response.fields.append("Access-Control-Allow-Origin", "*")
        }
        response.fields.append(call.visit)
        return response
    }

    /// What has changed behind a place.
    static func changes(_ call: Call) throws(Refusal) -> HTTPResponse {
        let place = UInt64(call.query.integer("after") ?? 0)
        let limit = call.query.integer("limit").map { Int(min($0, linesMax)) } ?? linesDefault
        let seconds = Int(call.query.integer("wait") ?? 0)
        let deadline = ContinuousClock.now + .seconds(seconds)
        var seat: UInt64?
        if seconds > 0 {
            seat = call.api.followers.join(call.exchange)
            if seat == nil { return call.response(Problem(.unavailable)) }
            call.api.followers.wake(call.exchange, after: seconds)
        }
        return call.lines(
            made: ChangeLines(
                call, after: place, limit: limit, seat: seat, until: deadline))
    }
}
