import ArenaCore
import ArenaStore
import HTTP
import JSON

/// One request on its way: who asks, for what, and the durable state that it is answered from.
package final class Call: Sendable {
    let api: API
    let head: HTTPRequestHead
    let exchange: HTTPExchange
    let endpoint: Endpoint
    let path: HTTPPathParameters
    let query: Query
    /// What `query` says of a page, where the route gives a list.
    let page: PageRequest
    let view: View
    /// The token that was sent; nil without one, and for the admin token of the settings.
    let token: Box<Token>?
    let visit: Visit
    /// By which a repetition of this request is known.
    let idempotencyKey: IdempotencyKey?
    /// The request as it is to happen once, where its body has come.
    let once: Once?

    init(
        _ api: API, _ head: HTTPRequestHead, _ exchange: HTTPExchange, _ endpoint: Endpoint,
        _ path: HTTPPathParameters, _ query: Query, _ page: PageRequest, _ view: View,
        _ token: Box<Token>?, _ visit: Visit, _ idempotencyKey: IdempotencyKey?
    ) {
        self.api = api
        self.head = head
        self.exchange = exchange
        self.endpoint = endpoint
        self.path = path
        self.query = query
        self.page = page
        self.view = view
        self.token = token
        self.visit = visit
        self.idempotencyKey = idempotencyKey
        once = nil
    }

    /// The same call, which is to happen once.
    init(_ call: Call, _ once: Once) {
        api = call.api
        head = call.head
        exchange = call.exchange
        endpoint = call.endpoint
        path = call.path
        query = call.query
        page = call.page
        view = call.view
        token = call.token
        visit = call.visit
        idempotencyKey = call.idempotencyKey
        self.once = once
    }

    var route: Route { endpoint.route }
    var viewer: Viewer { view.viewer }
    var now: Timestamp { view.now }
    var requestID: String { visit.requestID }
    var language: Language { visit.language(of: head) }

    func with(_ state: Box<State>) -> View { View(state, viewer: viewer, now: now) }

    /// A view of the same state for the organisation itself, such as one that has just come.
    func own(_ organisation: ID<Organisation>, _ view: View) -> View {
        view.seen(
            by: Viewer(
                standing: .organisation(organisation), token: nil, scopes: [], arenas: nil,
                isActive: true))
    }

    func response(_ problem: Problem) -> HTTPResponse {
        problem.response(visit, language)
    }

    /// Counts and logs an answer on its way out; every answer passes here once.
    func finished(_ response: HTTPResponse) -> HTTPResponse {
        var response = preferred(response)
        response.fields.append(visit.standings)
        api.observer.observe(response, to: head, at: endpoint, visit, token: viewer.token)
        return response
    }
}

extension Call {
    /// Writes by `body`, which runs at once against the newest state, and answers by `answer`
    /// when the write is durable; `answer` runs on the connection's loop, for the journal's thread
    /// has the next group to write. A dry run is answered at once, and so is a body that asks for
    /// one: `triesOnly`.
    func write<Result: Sendable>(
        secretIDs: Int = 1, triesOnly: Bool = false,
        _ body: (inout Write) throws(Refusal) -> Result,
        answer: @escaping @Sendable (Result, View) -> HTTPResponse
    ) -> HTTPAnswer {
        if triesOnly || isDryRun { return told(tried(body, answer)) }
        if let once { return write(once, secretIDs, body, answer) }
        api.writeThisRound(as: viewer, from: origin, secretIDs: secretIDs) {
            (write: inout Write) throws(Refusal) in
            let result = try body(&write)
            // What changes nothing still shows what there is.
            if write.effects.isEmpty, let shown = shownTarget { write.noteReading(of: shown) }
            return result
        } completion: { outcome in
            self.exchange.respond { self.finished(self.response(to: outcome, answer)) }
        }
        return .later
    }

    private func response<Result: Sendable>(
        to outcome: WriteOutcome<Result>, _ answer: (Result, View) -> HTTPResponse
    ) -> HTTPResponse {
        switch outcome {
        case .durable(let result, let state, _): answer(result, with(state))
        case .refused(let refusal, _): response(Problem(refusal))
        case .unavailable: response(Problem(.unavailable))
        }
    }
}
