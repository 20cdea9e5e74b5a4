import ArenaCore
import Crypto
import HTTP
import JSON

/// The answers that say yes.
extension Call {
    /// One resource. Its ETag names its revision and a hash of what this caller gets
    /// (DECISIONS §4), so that a GET whose `If-None-Match` has it is answered by 304.
    func resource(
        status: HTTPStatus = .ok, revision: Int, location: String? = nil,
        _ render: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var json = JSONWriter(capacity: 1024)
        render(&json)
        json.newline()
        let tag = "\"\(revision)-\(hash(json.bytes))\""
        var reply = reply(status, HTTPResponseFields(), tag: tag, body: json.bytes)
        if let location { reply.fields.append("Location", api.absolute(location)) }
        return reply
    }

    /// Something that has no revision of its own: its ETag is the hash of its bytes.
    func document(
        status: HTTPStatus = .ok, links: [String] = [], _ render: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var json = JSONWriter(capacity: 4096)
        render(&json)
        json.newline()
        var first = HTTPResponseFields()
        // Before the links that every answer has: some clients read the first line only.
        if !links.isEmpty { first.append("Link", links.joined(separator: ", ")) }
        return reply(status, first, tag: "\"\(hash(json.bytes))\"", body: json.bytes)
    }

    /// Done, and nothing to tell.
    func done() -> HTTPResponse {
        var reply = HTTPResponse(status: .noContent)
        reply.fields.append(block: Self.privateFields)
        reply.fields.append(visit.id)
        return reply
    }

    /// What holds a secret, shown this once and kept by no cache.
    func secret(
        status: HTTPStatus = .created, location: String, _ render: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var json = JSONWriter(capacity: 1024)
        render(&json)
        json.newline()
        var reply = HTTPResponse(status: status)
        reply.fields.append(block: Self.secretFields)
        reply.fields.append(visit.id)
        reply.fields.append("Location", api.absolute(location))
        reply.body = .bytes(json.bytes)
        return reply
    }

    /// It is there under another address, for the method that was used (RFC 9110 §15.4.9).
    func redirect(to location: String) -> HTTPResponse {
        var reply = HTTPResponse(status: .permanentRedirect)
        reply.fields.append(block: Self.privateFields)
        reply.fields.append("Location", location)
        reply.fields.append(visit.id)
        return reply
    }

    /// Content of another type than JSON, made for this answer and kept by no cache.
    func text(_ type: String, status: HTTPStatus = .ok, _ bytes: [UInt8]) -> HTTPResponse {
        var reply = HTTPResponse(status: status)
        reply.fields.append("Content-Type", type)
        reply.fields.append("Cache-Control", "no-store")
        reply.fields.append("X-Content-Type-Options", "nosniff")
        reply.fields.append(visit.id)
        reply.body = .bytes(bytes)
        return reply
    }

    // CONVENTIONS §6: a token that ends soon says so, in time to be rotated.
    private func noteExpiry(in reply: inout HTTPResponse) {
        let fortnight: Int64 = 14 * 86_400
        guard let end = token?.expiresAt, end <= now.adding(seconds: fortnight) else { return }
        reply.fields.append("Token-Expires-At", end.description)
    }

    private func reply(
        _ status: HTTPStatus, _ first: HTTPResponseFields, tag: String, body: [UInt8]
    ) -> HTTPResponse {
        let isAnonymous = viewer.standing == .anonymous
        var fields = first
        fields.append(block: isAnonymous ? Self.publicFields : Self.privateFields)
        let representation = Representation(fields, tag: tag, body: body)
        if isAnonymous, status == .ok { keep(representation) }
        var reply = representation.response(status, to: head, visit)
        noteExpiry(in: &reply)
        return reply
    }

    private func keep(_ representation: Representation) {
        guard let key = AnonymousAnswers.Key(head, visit) else { return }
        api.answers.keep(
            AnonymousAnswers.Answer(endpoint: endpoint, representation: representation),
            for: key, at: view.position)
    }

    private func hash(_ bytes: [UInt8]) -> String {
        String(XXHash64.hash(bytes), radix: 16)
    }

    private static let commonFields = """
        X-Content-Type-Options: nosniff\r
        Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r
        Link: </openapi.json>; rel="service-desc"\r
        Vary: Authorization\r

        """

    private static let publicFields = Array(
        (commonFields + """
            Cache-Control: public, max-age=0, must-revalidate\r
            Access-Control-Allow-Origin: *\r
            Access-Control-Expose-Headers: ETag, Link, Location, Retry-After, X-Request-Id\r

            """).utf8)

    private static let privateFields = Array(
        (commonFields + "Cache-Control: private, no-cache\r\n").utf8)

    private static let secretFields = Array(
        (commonFields + "Cache-Control: no-store\r\nContent-Type: application/json\r\n").utf8)
}

extension HTTPResponseFields {
    /// The name of the request.
    mutating func append(_ id: ID<Visit>) {
        append("X-Request-Id") { id.write(into: &$0) }
    }
}

extension HTTPRequestHead {
    /// RFC 9110 §9.2.1, as far as Arena has such methods.
    var isSafe: Bool { method == .get || method == .head }
}
