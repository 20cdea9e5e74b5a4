import ArenaCore
import ArenaStore
import HTTP
import JSON

/// What a request that is to happen once comes to.
private enum OnceOutcome: Sendable {
    case first(HTTPResponse)
    case repeated(KeptReply)
}

/// The write and what is known of it are one change: after a cut there are both or neither. A
/// repetition that comes while the first one waits for the disk waits with it, so that none is ever
/// told to come again later.
extension Call {
    /// Runs `handler`, or tells what the same request was answered before.
    func once(_ body: [UInt8], _ handler: (Call) -> HTTPAnswer) -> HTTPAnswer {
        guard let once = Once(self, body) else { return handler(self) }
        do throws(Refusal) {
            if let known = try once.reply(in: view) { return .now(finished(repeated(known))) }
        } catch {
            return .now(finished(response(Problem(error))))
        }
        let answer = handler(Call(self, once))
        // All else was kept with what it wrote.
        guard case .now(let response) = answer, Self.isKept(response.status) else { return answer }
        keep(response, once)
        return .later
    }

    /// Keeps the answer to a request that wrote nothing, and gives it.
    private func keep(_ response: HTTPResponse, _ once: Once) {
        api.writeThisRound(as: viewer, from: origin, secretIDs: 0) {
            (write: inout Write) throws(Refusal) -> OnceOutcome in
            if let known = try once.reply(in: write.view) { return .repeated(known) }
            keep(response, once, by: &write)
            return .first(response)
        } completion: { outcome in
            self.exchange.respond {
                switch outcome {
                case .durable(.repeated(let known), _, _): self.repeated(known)
                // Not kept, it is as true as it was.
                case .durable(.first, _, _), .refused, .unavailable: response
                }
            }
        }
    }

    /// Writes by `body` and keeps what `answer` makes of it, in one change.
    func write<Result: Sendable>(
        _ once: Once, _ secretIDs: Int, _ body: (inout Write) throws(Refusal) -> Result,
        _ answer: @escaping @Sendable (Result, View) -> HTTPResponse
    ) -> HTTPAnswer {
        api.writeThisRound(as: viewer, from: origin, secretIDs: secretIDs) {
            (write: inout Write) throws(Refusal) -> OnceOutcome in
            if let known = try once.reply(in: write.view) { return .repeated(known) }
            let response: HTTPResponse
            do throws(Refusal) {
                let result = try body(&write)
                write.settle()
                response = answer(result, write.view)
            } catch {
                response = self.response(Problem(error))
                if !Self.isKept(response.status) { throw error }
                write.abandon()
            }
            keep(response, once, by: &write)
            return .first(response)
        } completion: { outcome in
            self.exchange.respond { self.finished(self.response(to: outcome)) }
        }
        return .later
    }

    private func response(to outcome: WriteOutcome<OnceOutcome>) -> HTTPResponse {
        switch outcome {
        case .durable(.first(let response), _, _): response
        case .durable(.repeated(let reply), _, _): repeated(reply)
        case .refused(let refusal, _): response(Problem(refusal))
        case .unavailable: response(Problem(.unavailable))
        }
    }

    /// Whether another attempt would come to the same (CONVENTIONS §5).
    private static func isKept(_ status: HTTPStatus) -> Bool {
        ![401, 403, 408, 409, 429].contains(status.code) && status.code < 500
    }

    private func keep(_ response: HTTPResponse, _ once: Once, by write: inout Write) {
        write.keep(
            once.key, once.fingerprint, status: response.status.code, telling: write.changedPost
        ) { reply in
            reply.location = response.fields["Location"]
            reply.tag = response.fields["ETag"]
            reply.mediaType = response.fields["Content-Type"]
            reply.content = route.withoutSecrets(response)
        }
    }

    private func repeated(_ reply: KeptReply) -> HTTPResponse {
        if reply.isGone {
            var response = response(Problem(.gone))
            response.fields.append("Idempotent-Replayed", "true")
            return response
        }
        var response = done()
        response.status = HTTPStatus(code: reply.status)
        if let location = reply.location { response.fields.append("Location", location) }
        if let tag = reply.tag { response.fields.append("ETag", tag) }
        if let content = reply.content {
            response.fields.append("Content-Type", reply.mediaType ?? RequestBody.json[0])
            response.body = .bytes(Array(content.utf8))
        }
        response.fields.append("Idempotent-Replayed", "true")
        return response
    }
}

extension Route {
    /// The shapes of its answers have secrets, which are shown once.
    var tellsSecrets: Bool { !secretNames.isEmpty }

    private var secretNames: [String] {
        answers.flatMap { answer in
            if case .resource(let shape) = answer.content {
                shape.fields.filter(\.isSecret).map(\.name)
            } else {
                [String]()
            }
        }
    }

    /// The content of an answer, as it may be kept and told again; nil for none.
    fileprivate func withoutSecrets(_ response: HTTPResponse) -> String? {
        guard case .bytes(let bytes) = response.body else { return nil }
        guard tellsSecrets, response.status.code < 400 else {
            return String(decoding: bytes, as: UTF8.self)
        }
        // What cannot be read is not kept: it might hold one.
        guard var object = (try? JSONValue(parsing: bytes))?.object else { return nil }
        for name in secretNames where object[name] != nil { object[name] = .null }
        return String(decoding: JSONValue.object(object).encoded(), as: UTF8.self) + "\n"
    }
}
