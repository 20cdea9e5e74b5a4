import ArenaCore
import ArenaStore
import HTTP
import JSON

/// The way of a request through the checks, in the order of CONVENTIONS §3.
extension API {
    func plan(
        for head: HTTPRequestHead, _ endpoint: Endpoint, _ path: HTTPPathParameters,
        _ exchange: HTTPExchange, _ visit: Visit
    ) -> HTTPPlan {
        let route = endpoint.route
        var visit = visit
        do throws(Problem) {
            let state = store.stateBox
            let caller = try identify(head, route, state, &visit)
            try caller.permit(route, head)
            try checkMedia(head, route)
            let idempotencyKey = try IdempotencyKey(head)
            let view = View(
                state, viewer: caller.viewer, now: visit.now,
                readings: caller.viewer.isAdmin ? CallReadings() : nil)
            let query = try Query(head.query, for: route.parameters, view.vocabularies)
            let page = try PageRequest(query, path: head.path, order: route.order)
            let call = Call(
                self, head, exchange, endpoint, path, query, page, view, caller.token, visit,
                idempotencyKey)
            if let location = call.movedLocation {
                return .answer(call.finished(call.redirect(to: location)))
            }
            try call.check()
            noteUse(of: caller)
            return plan(for: call)
        } catch {
            var response = error.response(visit, visit.language(of: head))
            if error.code != .quotaExceeded { response.fields.append(visit.standings) }
            observer.observe(response, to: head, at: endpoint, visit, token: nil)
            return .answer(response)
        }
    }

    private func plan(for call: Call) -> HTTPPlan {
        switch call.route.handler {
        case .read(let handler):
            return HTTPPlan(
                call.told(call.answered { () throws(Refusal) in try handler(call) }))
        case .fetch(let handler):
            return HTTPPlan(call.write(.null) { call, _ throws(Refusal) in try handler(call) })
        case .write(let handler):
            return plan(for: call, handler)
        case .writeOrLines(let handler, let lines):
            guard call.mediaType == RequestBody.lines else { return plan(for: call, handler) }
            return .stream(limit: configuration.linesBytesMax, lines(call))
        case .lines(let begin):
            if !call.head.hasBody, let missing = missingBody(of: call) { return missing }
            let (sink, limit) = begin(call)
            return .stream(limit: limit, sink)
        }
    }

    private func plan(
        for call: Call,
        _ handler: @escaping @Sendable (Call, JSONValue) throws(Refusal) -> HTTPAnswer
    ) -> HTTPPlan {
        guard call.head.hasBody else {
            return missingBody(of: call)
                ?? HTTPPlan(call.once([]) { $0.write(.object(JSONObject()), handler) })
        }
        let limits = JSONLimits(bytesMax: configuration.bodyBytesMax)
        return .collect(limit: limits.bytesMax) { bytes in
            call.once(bytes) { call in
                do throws(JSONSyntaxError) {
                    return call.write(try JSONValue(parsing: bytes, limits: limits), handler)
                } catch {
                    return .now(call.finished(call.response(Problem(error))))
                }
            }
        }
    }

    /// The answer where a body is required and none comes.
    private func missingBody(of call: Call) -> HTTPPlan? {
        guard call.route.body?.isRequired ?? false else { return nil }
        let problem =
            call.head.contentLength == nil
            ? Problem(.lengthRequired)
            : Problem(JSONSyntaxError(offset: 0, pointer: .root, reason: .empty))
        return .answer(call.finished(call.response(problem)))
    }

    /// RFC 9110 §8.3, §12.5.1: what comes must be readable here, what goes must be wanted.
    private func checkMedia(_ head: HTTPRequestHead, _ route: Route) throws(Problem) {
        if let body = route.body, head.hasBody {
            let isCoded = head.fields.first("content-encoding").map { $0 != "identity" } ?? false
            let type = mediaType(of: head)
            if isCoded || !(type.map(body.mediaTypes.contains) ?? false) {
                let types = body.mediaTypes.joined(separator: ", ")
                var problem = Problem(.unsupportedMediaType, values: ["types": types])
                problem.fields.append(route.method == .patch ? "Accept-Patch" : "Accept", types)
                if isCoded { problem.fields.append("Accept-Encoding", "identity") }
                throw problem
            }
        }
        let offered = route.mediaTypes
        guard let accepted = head.fields.first("accept"), !accepted.isEmpty, !offered.isEmpty
        else { return }
        let isWanted = accepted.split(separator: ",").contains { range in
            offered.contains { Self.range(String(range), holds: $0) }
        }
        if !isWanted {
            throw Problem(.notAcceptable, values: ["types": offered.joined(separator: ", ")])
        }
    }

    private static func range(_ range: String, holds type: String) -> Bool {
        let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        let isRefused = parts.dropFirst().contains { part in
            part.lowercased().hasPrefix("q=") && Double(part.dropFirst(2)) == 0
        }
        guard let wanted = parts.first?.lowercased(), !isRefused else { return false }
        return wanted == "*/*" || wanted == type
            || wanted.hasSuffix("/*") && type.hasPrefix(wanted.dropLast())
    }

    /// Notes by the hour that a token was used; nobody waits for it.
    private func noteUse(of caller: Authentication) {
        let hour: Int64 = 3_600_000
        guard let token = caller.token?.value,
            token.lastUsedAt.map({ $0.adding(seconds: hour / 1000) <= store.now }) ?? true
        else { return }
        store.write(as: caller.viewer, secretIDs: 0) { (write: inout Write) throws(Refusal) in
            write.touch(token.id)
        } completion: { _ in
        }
    }
}

/// The media type of a body in lower case, without parameters; only UTF-8 is understood as charset.
func mediaType(of head: HTTPRequestHead) -> String? {
    guard let line = head.fields.first("content-type") else { return nil }
    // As most send it.
    if RequestBody.json.contains(line) || line == RequestBody.lines { return line }
    let parts = line.split(separator: ";").map {
        $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
    }
    let isUTF8 = parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    return isUTF8 ? parts.first : nil
}

extension HTTPPlan {
    init(_ answer: HTTPAnswer) {
        switch answer {
        case .now(let response): self = .answer(response)
        case .later: self = .later
        }
    }
}

extension Call {
    var mediaType: String? { ArenaAPI.mediaType(of: head) }

    /// The target exists for the viewer, as the caller has it, or the call ends here.
    func check() throws(Problem) {
        do throws(Refusal) {
            try checkTargets()
            try checkPreconditions()
        } catch {
            throw Problem(error)
        }
    }

    /// What a handler answers, or the problem that it throws.
    func answered(_ handler: () throws(Refusal) -> HTTPResponse) -> HTTPResponse {
        do throws(Refusal) {
            return try handler()
        } catch {
            return response(Problem(error))
        }
    }

    func write(
        _ body: JSONValue, _ handler: (Call, JSONValue) throws(Refusal) -> HTTPAnswer
    ) -> HTTPAnswer {
        do throws(Refusal) {
            return try handler(self, body)
        } catch {
            return .now(finished(response(Problem(error))))
        }
    }
}
